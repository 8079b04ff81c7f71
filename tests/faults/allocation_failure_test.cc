// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Each allocation of a call fails in turn. The interface in C documents that
// this ends the process. It never crashes, no exception leaves a function, and
// a call that goes on in spite of it works.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/faults/child.h"
#include "sealframe/tests/faults/failing_allocator.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

// The exit codes of a story.
constexpr int kDone = 0;        // All went well, with no allocation failing.
constexpr int kRefused = 1;     // A function returned an error.
constexpr int kSurvived = 2;    // All went well although an allocation failed.
constexpr int kWrongFrame = 3;  // A frame came out that was not sealed.

constexpr uint8_t kOldKey[16] = {1};
constexpr uint8_t kNewKey[16] = {2};

// Call is a call in which nothing allocates but the library.
struct Call {
  explicit Call(const char* profile) : options(Options(profile)) {
    if (std::strcmp(profile, "sframe") == 0) {
      options.ratchet_bits = 2;
    }
    config.hold_max_frames = 4;
    info.codec = SEALFRAME_CODEC_VP8;
    info.ssrc = 1;
    for (size_t i = 0; i < sizeof(frame); ++i) {
      frame[i] = static_cast<uint8_t>(i | 1);
    }
  }

  sealframe_provider_options options;
  sealframe_stream_config config = Config();
  sealframe_frame_info info = Defaults<sealframe_frame_info>();
  End alice;
  End bob;
  SenderHandle sender;
  ReceiverHandle receiver;
  uint8_t frame[100];
};

bool MakeEnd(const Call& call, bool is_local, End* end) {
  const auto add = is_local ? sealframe_provider_add_local_participant
                            : sealframe_provider_add_remote_participant;
  sealframe_provider_create(&call.options, Out(&end->provider), nullptr);
  if (end->provider == nullptr ||
      add(end->provider.get(), "alice", nullptr, nullptr) != SEALFRAME_OK ||
      sealframe_provider_set_key(end->provider.get(), "alice", 0, 0, kOldKey,
                                 sizeof(kOldKey), nullptr) != SEALFRAME_OK) {
    return false;
  }
  sealframe_session_create(end->provider.get(), nullptr, Out(&end->session),
                           nullptr);
  return end->session != nullptr && sealframe_session_set_e2ee_enabled(
                                        end->session.get(), 1) == SEALFRAME_OK;
}

bool SetUp(Call& call) {
  if (!MakeEnd(call, true, &call.alice) || !MakeEnd(call, false, &call.bob) ||
      sealframe_provider_activate(call.alice.provider.get(), "alice", 0,
                                  nullptr) != SEALFRAME_OK) {
    return false;
  }
  sealframe_stream_config sending = call.config;
  sending.hold_max_frames = 0;
  sealframe_send_transform_create(call.alice.session.get(), &sending,
                                  Out(&call.sender), nullptr);
  sealframe_receive_transform_create(call.bob.session.get(), &call.config,
                                     Out(&call.receiver), nullptr);
  return call.sender != nullptr && call.receiver != nullptr;
}

// SendOne sends a frame, and returns the exit code for it. An altered copy goes
// before it.
int SendOne(Call& call) {
  uint8_t sealed[400];
  uint8_t opened[400];
  auto result = Defaults<sealframe_frame_result>();
  call.info.rtp_timestamp += 3000;
  if (sealframe_send_transform_seal(call.sender.get(), &call.info, call.frame,
                                    sizeof(call.frame), sealed, sizeof(sealed),
                                    &result) != SEALFRAME_FRAME_OK) {
    return kRefused;
  }
  const size_t size = result.size;
  uint8_t altered[400];
  std::memcpy(altered, sealed, size);
  altered[50] ^= 1;
  if (sealframe_receive_transform_open(call.receiver.get(), &call.info, altered,
                                       size, opened, sizeof(opened),
                                       &result) == SEALFRAME_FRAME_OK) {
    return kWrongFrame;
  }
  if (sealframe_receive_transform_open(call.receiver.get(), &call.info, sealed,
                                       size, opened, sizeof(opened),
                                       &result) != SEALFRAME_FRAME_OK) {
    return kRefused;
  }
  return result.size == sizeof(call.frame) &&
                 std::memcmp(opened, call.frame, result.size) == 0
             ? kDone
             : kWrongFrame;
}

bool ChangeKey(Call& call) {
  for (const End* end : {&call.alice, &call.bob}) {
    if (sealframe_provider_set_key(end->provider.get(), "alice", 1, 0, kNewKey,
                                   sizeof(kNewKey), nullptr) != SEALFRAME_OK) {
      return false;
    }
  }
  return sealframe_provider_activate(call.alice.provider.get(), "alice", 1,
                                     nullptr) == SEALFRAME_OK &&
         sealframe_provider_retire(call.bob.provider.get(), "alice", 0, 0,
                                   nullptr) == SEALFRAME_OK;
}

int Tell(Call& call) {
  if (!SetUp(call)) {
    return kRefused;
  }
  const int first = SendOne(call);
  if (first != kDone || !ChangeKey(call)) {
    return first != kDone ? first : kRefused;
  }
  // Not all profiles ratchet.
  sealframe_provider_ratchet(call.alice.provider.get(), "alice", nullptr);
  for (const End* end : {&call.alice, &call.bob}) {
    sealframe_session_poll(end->session.get(), nullptr, nullptr);
  }
  return SendOne(call);
}

// TellWithout returns the exit code of the story in which the allocation after
// `successes` others fails.
int TellWithout(const std::string& profile, int64_t successes) {
  return RunInChild([&] {
    Call call(profile.c_str());
    FailAllocation(successes);
    const int code = Tell(call);
    const bool failed = AllocationHasFailed();
    FailAllocation(-1);
    if (code == kRefused) {
      // The other end of a call that goes on has nothing to fear.
      call = Call(profile.c_str());
      return Tell(call) == kDone ? kRefused : kWrongFrame;
    }
    return code == kDone && failed ? kSurvived : code;
  });
}

class AllocationFailureTest : public TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Profiles, AllocationFailureTest,
                         Values("sframe", "livekit", "videosdk", "jframe",
                                "dave", "getstream"),
                         [](const auto& test) {
                           return std::string(test.param);
                         });

TEST_P(AllocationFailureTest, EachFailureEndsTheProcessOrTheCallWorks) {
  int64_t ended = 0;
  int64_t allocations = 0;
  for (;; ++allocations) {
    ASSERT_LT(allocations, 20'000);
    const int code = TellWithout(GetParam(), allocations);
    if (code == kDone) {
      break;  // The story has no more allocations.
    }
    ASSERT_TRUE(code == kAborted || code == kRefused || code == kSurvived)
        << "allocation " << allocations << " ended with " << code;
    ended += code == kAborted;
  }
  EXPECT_GT(allocations, 50);
  EXPECT_GT(ended, 0);
}

}  // namespace
}  // namespace sealframe
