// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A callback that throws ends the process: no exception passes through the
// library, where it would leave keys and counters in an unknown state.
//
// Each case is a child of this process, which seals nothing itself: a child
// could not seal with keys that its parent has used.

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/tests/faults/child.h"

namespace sealframe {
namespace {

constexpr int kDone = 0;

const std::vector<uint8_t> kFrame(40, 1);

void Throw() { throw std::runtime_error("thrown"); }

void Ignore() {}

// Reserve is the callback that reserves counters.
template <void (*kDo)()>
sealframe_status Reserve(void* /*user_data*/, const uint8_t* /*fingerprint*/,
                         uint64_t /*count*/, uint64_t* begin) {
  kDo();
  *begin = 0;
  return SEALFRAME_OK;
}

template <void (*kDo)()>
int SealWithReservations() {
  auto options = Options();
  options.reserve_counters = Reserve<kDo>;
  const End alice = AlicesEnd(options);
  return Seal(NewSender(alice.session.get()), kFrame).status;
}

// SealWithWake seals a frame, which is the first event of its stream.
template <void (*kDo)()>
int SealWithWake() {
  const End alice = AlicesEnd();
  auto options = Defaults<sealframe_session_options>();
  options.wake = [](void*) { kDo(); };
  const SessionHandle session = NewSession(alice.provider.get(), &options);
  sealframe_session_set_e2ee_enabled(session.get(), 1);
  return Seal(NewSender(session.get()), kFrame).status;
}

// PollAfterSealing returns an error if there is no event.
template <void (*kDo)()>
int PollAfterSealing() {
  const End alice = AlicesEnd();
  const SenderHandle sender = NewSender(alice.session.get());
  Seal(sender, kFrame);
  int events = 0;
  const auto count = [](const sealframe_event* /*event*/, void* user_data) {
    ++*static_cast<int*>(user_data);
    kDo();
  };
  sealframe_session_poll(alice.session.get(), count, &events);
  return events == 1 ? kDone : 1;
}

// The same callbacks in C++, and the clock.
int SealInCpp(const TestEndOptions& options) {
  const TestPair pair(options);
  return OpenFrom(*pair.receive, SealTo(*pair.send, kFrame)).status ==
                 FrameStatus::kOk
             ? kDone
             : 1;
}

template <void (*kDo)()>
int SealWithWakeInCpp() {
  return SealInCpp({.wake = kDo});
}

template <void (*kDo)()>
int SealWithReservationsInCpp() {
  class Store final : public CounterReservations {
   public:
    absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& /*key*/,
                                         uint64_t count) override {
      kDo();
      return CounterRange{.begin = 0, .end = count};
    }
  };
  Store store;
  return SealInCpp({.reservations = &store});
}

template <void (*kDo)()>
int PollWithClockInCpp() {
  class TestClock final : public Clock {
   public:
    // NOLINTNEXTLINE(bugprone-exception-escape)
    absl::Time Now() const noexcept override {
      kDo();
      return absl::UnixEpoch();
    }
  };
  const TestClock clock;
  TestEnd end({.clock = &clock});
  end.Join("alice");
  end.session().Poll();
  return kDone;
}

TEST(ThrowingCallbacksTest, TheCasesWorkWithoutAnException) {
  EXPECT_EQ(RunInChild(SealWithReservations<Ignore>), kDone);
  EXPECT_EQ(RunInChild(SealWithWake<Ignore>), kDone);
  EXPECT_EQ(RunInChild(PollAfterSealing<Ignore>), kDone);
  EXPECT_EQ(RunInChild(SealWithWakeInCpp<Ignore>), kDone);
  EXPECT_EQ(RunInChild(SealWithReservationsInCpp<Ignore>), kDone);
  EXPECT_EQ(RunInChild(PollWithClockInCpp<Ignore>), kDone);
}

TEST(ThrowingCallbacksTest, ReservingEndsTheProcess) {
  EXPECT_EQ(RunInChild(SealWithReservations<Throw>), kAborted);
}

TEST(ThrowingCallbacksTest, WakingEndsTheProcess) {
  EXPECT_EQ(RunInChild(SealWithWake<Throw>), kAborted);
}

TEST(ThrowingCallbacksTest, ReservingInCppEndsTheProcess) {
  EXPECT_EQ(RunInChild(SealWithReservationsInCpp<Throw>), kAborted);
}

TEST(ThrowingCallbacksTest, WakingInCppEndsTheProcess) {
  EXPECT_EQ(RunInChild(SealWithWakeInCpp<Throw>), kAborted);
}

TEST(ThrowingCallbacksTest, TheClockInCppEndsTheProcess) {
  EXPECT_EQ(RunInChild(PollWithClockInCpp<Throw>), kAborted);
}

TEST(ThrowingCallbacksTest, TellingOfEventsEndsTheProcess) {
  EXPECT_EQ(RunInChild(PollAfterSealing<Throw>), kAborted);
}

}  // namespace
}  // namespace sealframe
