// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Callbacks that block, call the library again, or destroy what they are called
// for.

#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

const std::vector<uint8_t> kFrame(40, 1);

// Call is a call with one frame sent, so that both ends have an event.
struct Call {
  Call() { EXPECT_EQ(SendOne(), SEALFRAME_FRAME_OK); }

  sealframe_frame_status SendOne() const {
    return Open(receiver, Seal(sender, kFrame).frame).status;
  }

  End alice = AlicesEnd();
  End bob = BobsEnd();
  SenderHandle sender = NewSender(alice.session.get());
  ReceiverHandle receiver = NewReceiver(bob.session.get());
};

// PollWith calls `callback` for each event of the receiver, and returns how
// many there were.
int PollWith(Call& call, const std::function<void()>& callback) {
  struct Context {
    const std::function<void()>* callback;
    int events;
  } context = {.callback = &callback, .events = 0};
  const auto run = [](const sealframe_event* /*event*/, void* user_data) {
    auto* const given = static_cast<Context*>(user_data);
    ++given->events;
    (*given->callback)();
  };
  EXPECT_EQ(sealframe_session_poll(call.bob.session.get(), run, &context),
            SEALFRAME_OK);
  return context.events;
}

TEST(EventCallbackTest, MayDestroyEverything) {
  Call call;
  EXPECT_EQ(PollWith(call,
                     [&] {
                       call.receiver.reset();
                       call.bob.session.reset();
                       call.bob.provider.reset();
                     }),
            1);
}

TEST(EventCallbackTest, MayPollAgainAndSetKeysAndSendFrames) {
  Call call;
  EXPECT_EQ(PollWith(call,
                     [&] {
                       EXPECT_EQ(PollWith(call, [] {}), 0);
                       EXPECT_EQ(SetKey(call.bob.provider.get(), 7),
                                 SEALFRAME_OK);
                       EXPECT_EQ(call.SendOne(), SEALFRAME_FRAME_OK);
                     }),
            1);
  EXPECT_EQ(call.SendOne(), SEALFRAME_FRAME_OK);
}

TEST(EventCallbackTest, StopsNoOtherThreadWhileItBlocks) {
  Call call;
  absl::Notification is_called;
  absl::Notification may_return;
  std::thread poller([&] {
    PollWith(call, [&] {
      is_called.Notify();
      may_return.WaitForNotification();
    });
  });
  is_called.WaitForNotification();
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(call.SendOne(), SEALFRAME_FRAME_OK);
  }
  EXPECT_EQ(SetKey(call.bob.provider.get(), 7), SEALFRAME_OK);
  may_return.Notify();
  poller.join();
}

// Store reserves counters, as an application's own store does.
struct Store {
  static sealframe_status Reserve(void* user_data, const uint8_t*,
                                  uint64_t count, uint64_t* begin) {
    auto* const store = static_cast<Store*>(user_data);
    store->on_call();
    *begin = store->next.fetch_add(count);
    return SEALFRAME_OK;
  }

  sealframe_provider_options Options() {
    auto options = sealframe::Options();
    options.reserve_counters = Reserve;
    options.reserve_counters_user_data = this;
    return options;
  }

  std::function<void()> on_call = [] {};
  std::atomic<uint64_t> next{0};
};

TEST(ReserveCallbackTest, StopsNoFrameWhileItBlocks) {
  Store store;
  const End alice = AlicesEnd(store.Options());
  const SenderHandle sender = NewSender(alice.session.get());
  ASSERT_EQ(Seal(sender, kFrame).status, SEALFRAME_FRAME_OK);
  absl::Notification is_called;
  absl::Notification may_return;
  store.on_call = [&] {
    is_called.Notify();
    may_return.WaitForNotification();
  };
  const std::vector<uint8_t> other(32, 9);
  std::thread setter([&] {
    EXPECT_EQ(sealframe_provider_set_key(alice.provider.get(), "alice", 7, 0,
                                         other.data(), other.size(), nullptr),
              SEALFRAME_OK);
  });
  is_called.WaitForNotification();
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(Seal(sender, kFrame).status, SEALFRAME_FRAME_OK);
  }
  may_return.Notify();
  setter.join();
}

}  // namespace
}  // namespace sealframe
