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

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
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

TEST(ThrowingCallbacksTest, TheCasesWorkWithoutAnException) {
  EXPECT_EQ(RunInChild(SealWithReservations<Ignore>), kDone);
  EXPECT_EQ(RunInChild(SealWithWake<Ignore>), kDone);
  EXPECT_EQ(RunInChild(PollAfterSealing<Ignore>), kDone);
}

TEST(ThrowingCallbacksTest, ReservingEndsTheProcess) {
  EXPECT_EQ(RunInChild(SealWithReservations<Throw>), kAborted);
}

TEST(ThrowingCallbacksTest, WakingEndsTheProcess) {
  EXPECT_EQ(RunInChild(SealWithWake<Throw>), kAborted);
}

TEST(ThrowingCallbacksTest, TellingOfEventsEndsTheProcess) {
  EXPECT_EQ(RunInChild(PollAfterSealing<Throw>), kAborted);
}

}  // namespace
}  // namespace sealframe
