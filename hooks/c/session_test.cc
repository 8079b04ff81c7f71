// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sessions and events through the C interface.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

TEST(SessionTest, ProviderWithoutAKeyIsRefused) {
  const ProviderHandle provider = NewProvider();
  EXPECT_EQ(NewSession(provider.get()), nullptr);
  ASSERT_EQ(SetKey(provider.get()), SEALFRAME_OK);
  EXPECT_NE(NewSession(provider.get()), nullptr);
}

TEST(SessionTest, BeginsBeforeTheFirstKeyIfTheOptionAllowsIt) {
  auto options = Defaults<sealframe_session_options>();
  options.allow_no_key = 1;
  End alice = {.provider = NewProvider(), .session = nullptr};
  End bob = {.provider = NewProvider(), .session = nullptr};
  for (End* const end : {&alice, &bob}) {
    end->session = NewSession(end->provider.get(), &options);
    ASSERT_NE(end->session, nullptr);
    sealframe_session_set_e2ee_enabled(end->session.get(), 1);
  }
  sealframe_provider_add_local_participant(alice.provider.get(), "alice",
                                           nullptr, nullptr);
  sealframe_provider_add_remote_participant(bob.provider.get(), "alice",
                                            nullptr, nullptr);
  const SenderHandle sender = NewSender(alice.session.get());
  const ReceiverHandle receiver = NewReceiver(bob.session.get());
  EXPECT_EQ(Seal(sender, {1}).status, SEALFRAME_FRAME_MISSING_KEY);
  ASSERT_EQ(SetKey(alice.provider.get()), SEALFRAME_OK);
  sealframe_provider_activate(alice.provider.get(), "alice", 0, nullptr);
  const Done sealed = Seal(sender, {1});
  EXPECT_EQ(Open(receiver, sealed.frame).status, SEALFRAME_FRAME_MISSING_KEY);
  ASSERT_EQ(SetKey(bob.provider.get()), SEALFRAME_OK);
  EXPECT_EQ(Open(receiver, sealed.frame).frame, (std::vector<uint8_t>{1}));
}

TEST(SessionTest, InvalidOptionsAreRefused) {
  const End bob = BobsEnd();
  const sealframe_session_options no_size = {};
  EXPECT_EQ(NewSession(bob.provider.get(), &no_size), nullptr);
}

TEST(SessionTest, FramesBeforeE2eeIsEnabledAreDroppedOrPassAsConfigured) {
  const End alice = AlicesEnd();
  for (const uint32_t pass : {0u, 1u}) {
    auto options = Defaults<sealframe_session_options>();
    options.pass_frame_when_cryptor_not_ready = pass;
    const SessionHandle session = NewSession(alice.provider.get(), &options);
    const SenderHandle sender = NewSender(session.get());
    EXPECT_EQ(sealframe_session_is_e2ee_enabled(session.get()), 0u);
    const Done before = Seal(sender, {1, 2});
    EXPECT_EQ(before.status, pass != 0 ? SEALFRAME_FRAME_PASSED_THROUGH
                                       : SEALFRAME_FRAME_NOT_READY);
    EXPECT_EQ(before.frame.size(), pass != 0 ? 2u : 0u);
    sealframe_session_set_e2ee_enabled(session.get(), 1);
    EXPECT_EQ(sealframe_session_is_e2ee_enabled(session.get()), 1u);
    EXPECT_EQ(Seal(sender, {1, 2}).status, SEALFRAME_FRAME_OK);
    sealframe_session_set_e2ee_enabled(session.get(), 0);
    EXPECT_EQ(sealframe_session_is_e2ee_enabled(session.get()), 0u);
    EXPECT_EQ(Seal(sender, {1, 2}).status, SEALFRAME_FRAME_PASSED_THROUGH);
  }
}

// Poll returns events as "kind participant/track media direction state kid".
std::vector<std::string> Poll(const SessionHandle& session) {
  std::vector<std::string> events;
  const auto tell = [](const sealframe_event* event, void* user_data) {
    EXPECT_EQ(event->struct_size, sizeof(sealframe_event));
    static_cast<std::vector<std::string>*>(user_data)->push_back(
        std::string(sealframe_event_kind_name(event->kind)) + " " +
        event->participant + "/" + event->track +
        (event->media == SEALFRAME_VIDEO ? " video" : " audio") +
        (event->direction == SEALFRAME_SEND ? " send " : " receive ") +
        sealframe_stream_state_name(event->state) + " " +
        std::to_string(event->kid));
  };
  EXPECT_EQ(sealframe_session_poll(session.get(), tell, &events), SEALFRAME_OK);
  return events;
}

TEST(SessionTest, PollReportsAStateOnceWhenItChanges) {
  const End alice = AlicesEnd();
  const End bob = BobsEnd();
  const SenderHandle sender = NewSender(alice.session.get());
  const ReceiverHandle receiver = NewReceiver(bob.session.get());
  Done sealed = Seal(sender, {1});
  EXPECT_THAT(Poll(alice.session),
              Contains("stream_state alice/camera video send ok 0"));
  sealed.frame.back() ^= 1;
  Open(receiver, sealed.frame);
  EXPECT_THAT(
      Poll(bob.session),
      Contains("stream_state alice/camera video receive decryption_failed 0"));
  EXPECT_THAT(Poll(bob.session), IsEmpty());
}

TEST(SessionTest, MissingKeyEventNamesTheKey) {
  const End alice = AlicesEnd();
  const End bob = BobsEnd();
  ASSERT_EQ(SetKey(alice.provider.get(), 9), SEALFRAME_OK);
  ASSERT_EQ(
      sealframe_provider_activate(alice.provider.get(), "alice", 9, nullptr),
      SEALFRAME_OK);
  const ReceiverHandle receiver = NewReceiver(bob.session.get());
  const Done sealed = Seal(NewSender(alice.session.get()), {1});
  const Done opened = Open(receiver, sealed.frame);
  EXPECT_EQ(opened.status, SEALFRAME_FRAME_MISSING_KEY);
  EXPECT_EQ(opened.kid, 9u);
  EXPECT_THAT(
      Poll(bob.session),
      Contains("stream_state alice/camera video receive missing_key 9"));
}

TEST(SessionTest, PollWithoutACallbackDiscardsEvents) {
  const End alice = AlicesEnd();
  const SenderHandle sender = NewSender(alice.session.get());
  Seal(sender, {1});
  EXPECT_EQ(sealframe_session_poll(alice.session.get(), nullptr, nullptr),
            SEALFRAME_OK);
  EXPECT_THAT(Poll(alice.session), IsEmpty());
}

TEST(SessionTest, PollCallbackMayDestroyTheSession) {
  End alice = AlicesEnd();
  const SenderHandle sender = NewSender(alice.session.get());
  Seal(sender, {1});
  const auto end_session = [](const sealframe_event*, void* user_data) {
    static_cast<SessionHandle*>(user_data)->reset();
  };
  EXPECT_EQ(
      sealframe_session_poll(alice.session.get(), end_session, &alice.session),
      SEALFRAME_OK);
  EXPECT_EQ(alice.session, nullptr);
}

TEST(SessionTest, WakeIsCalledOnceUntilPolled) {
  const End alice = AlicesEnd();
  int wakes = 0;
  auto options = Defaults<sealframe_session_options>();
  options.wake = [](void* user_data) { ++*static_cast<int*>(user_data); };
  options.wake_user_data = &wakes;
  const SessionHandle session = NewSession(alice.provider.get(), &options);
  sealframe_session_set_e2ee_enabled(session.get(), 1);
  const SenderHandle sender = NewSender(session.get());
  EXPECT_EQ(wakes, 0);
  Seal(sender, {1});
  Seal(sender, {1});
  EXPECT_EQ(wakes, 1);
}

TEST(SessionTest, HandlesMayBeDestroyedInAnyOrder) {
  const std::vector<uint8_t> frame = {1, 2, 3};
  SenderHandle sender;
  ReceiverHandle receiver;
  {
    End alice = AlicesEnd();
    End bob = BobsEnd();
    alice.provider.reset();  // Its session goes on.
    sender = NewSender(alice.session.get());
    receiver = NewReceiver(bob.session.get());
  }
  EXPECT_EQ(Open(receiver, Seal(sender, frame).frame).frame, frame);
}

TEST(SessionTest, TransformKeepsTheReservationsFolderLocked) {
  auto options = Options();
  const std::string folder = ::testing::TempDir() + "/counters_that_stay";
  ASSERT_EQ(std::system(("mkdir -p " + folder).c_str()), 0);
  options.counter_reservations_folder = folder.c_str();
  SenderHandle sender;
  {
    const End alice = AlicesEnd(options);
    sender = NewSender(alice.session.get());
  }
  EXPECT_EQ(NewProvider(options), nullptr);
  sender.reset();
  EXPECT_NE(NewProvider(options), nullptr);
}

}  // namespace
}  // namespace sealframe
