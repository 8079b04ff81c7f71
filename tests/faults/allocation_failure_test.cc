// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Each allocation of a call fails in turn. The interface in C documents that
// this ends the process. It never crashes, no exception leaves a function, and
// a call that goes on in spite of it works, with the handles that it has.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>

#include "absl/functional/function_ref.h"
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
constexpr int kDone = 0;      // All went well, with no allocation failing.
constexpr int kRefused = 1;   // A function returned an error, then all went on.
constexpr int kSurvived = 2;  // All went well although an allocation failed.
constexpr int kWrongFrame = 3;  // A frame came out that was not sealed.
constexpr int kStuck = 4;       // After an error, the same handles do not work.

constexpr uint8_t kOldKey[16] = {1};
constexpr uint8_t kNewKey[16] = {2};

constexpr uint8_t kLastKey[16] = {3};
constexpr uint8_t kLateKey[16] = {4};
constexpr size_t kRoom = 400;

struct Case {
  const char* profile;
  bool is_shared = false;       // One key for the whole meeting.
  uint32_t ratchet_window = 8;  // In livekit only.
};

// Call is a call in which nothing allocates but the library.
struct Call {
  explicit Call(const Case& given)
      : is_shared(given.is_shared),
        has_number(given.is_shared &&
                   std::strcmp(given.profile, "sframe") == 0),
        holds(std::strcmp(given.profile, "dave") != 0),
        options(Options(given.profile)) {
    if (std::strcmp(given.profile, "sframe") == 0 && !is_shared) {
      options.ratchet_bits = 2;
    }
    if (std::strcmp(given.profile, "livekit") == 0) {
      options.has_ratchet_window = 1;
      options.ratchet_window = given.ratchet_window;
    }
    options.key_mode =
        is_shared ? SEALFRAME_KEY_SHARED : SEALFRAME_KEY_PER_PARTICIPANT;
    config.hold_max_frames = 4;
    info.codec = SEALFRAME_CODEC_VP8;
    info.ssrc = 1;
    for (size_t i = 0; i < sizeof(frame); ++i) {
      frame[i] = static_cast<uint8_t>(i | 1);
    }
  }

  const bool is_shared;
  const bool has_number;  // Whether senders need numbers.
  const bool holds;       // Whether frames can wait for late keys.
  uint64_t number = 1;    // Alice's. Under one key, it is used once.
  sealframe_provider_options options;
  sealframe_stream_config config = Config();
  sealframe_frame_info info = Defaults<sealframe_frame_info>();
  End alice;
  End bob;
  SenderHandle sender;
  ReceiverHandle receiver;
  uint8_t frame[100];
  size_t steps_done = 0;
};

// Each step of the story returns an exit code. After an error the step is taken
// again, and finds some of its work done.
int CodeOf(bool is_right) { return is_right ? kDone : kRefused; }

bool IsSet(sealframe_status status) {
  return status == SEALFRAME_OK || status == SEALFRAME_ALREADY_EXISTS;
}

bool IsGone(sealframe_status status) {
  return status == SEALFRAME_OK || status == SEALFRAME_NOT_FOUND;
}

bool Set(const Call& call, const End& end, uint64_t index,
         const uint8_t (&key)[16]) {
  sealframe_provider* const provider = end.provider.get();
  return IsSet(call.is_shared
                   ? sealframe_provider_set_shared_key(provider, index, key,
                                                       sizeof(key), nullptr)
                   : sealframe_provider_set_key(provider, "alice", index, 0,
                                                key, sizeof(key), nullptr));
}

bool Retire(const Call& call, const End& end, uint64_t index) {
  sealframe_provider* const provider = end.provider.get();
  return IsGone(
      call.is_shared
          ? sealframe_provider_retire_shared_key(provider, index, 0, nullptr)
          : sealframe_provider_retire(provider, "alice", index, 0, nullptr));
}

bool Activate(const Call& call, uint64_t index) {
  return sealframe_provider_activate(call.alice.provider.get(), "alice", index,
                                     nullptr) == SEALFRAME_OK;
}

bool AddAlice(const Call& call) {
  const uint64_t* const number = call.has_number ? &call.number : nullptr;
  return IsSet(sealframe_provider_add_local_participant(
             call.alice.provider.get(), "alice", number, nullptr)) &&
         IsSet(sealframe_provider_add_remote_participant(
             call.bob.provider.get(), "alice", number, nullptr));
}

int MakeProviders(Call& call) {
  for (End* end : {&call.alice, &call.bob}) {
    if (end->provider == nullptr) {
      sealframe_provider_create(&call.options, Out(&end->provider), nullptr);
    }
    if (end->provider == nullptr) {
      return kRefused;
    }
  }
  return CodeOf(AddAlice(call) && Set(call, call.alice, 0, kOldKey) &&
                Set(call, call.bob, 0, kOldKey) && Activate(call, 0));
}

int MakeSessions(Call& call) {
  for (End* end : {&call.alice, &call.bob}) {
    if (end->session == nullptr) {
      sealframe_session_create(end->provider.get(), nullptr, Out(&end->session),
                               nullptr);
    }
    if (end->session == nullptr || sealframe_session_set_e2ee_enabled(
                                       end->session.get(), 1) != SEALFRAME_OK) {
      return kRefused;
    }
  }
  return kDone;
}

int MakeStreams(Call& call) {
  sealframe_stream_config sending = call.config;
  sending.hold_max_frames = 0;
  if (call.sender == nullptr) {
    sealframe_send_transform_create(call.alice.session.get(), &sending,
                                    Out(&call.sender), nullptr);
  }
  if (call.receiver == nullptr) {
    sealframe_receive_transform_create(call.bob.session.get(), &call.config,
                                       Out(&call.receiver), nullptr);
  }
  return CodeOf(call.sender != nullptr && call.receiver != nullptr);
}

int Compare(const Call& call, const uint8_t* opened, size_t size) {
  return size == sizeof(call.frame) &&
                 std::memcmp(opened, call.frame, size) == 0
             ? kDone
             : kWrongFrame;
}

// SendOne sends a frame. An altered copy goes before it.
int SendOne(Call& call) {
  uint8_t sealed[kRoom];
  uint8_t opened[kRoom];
  auto result = Defaults<sealframe_frame_result>();
  call.info.rtp_timestamp += 3000;
  if (sealframe_send_transform_seal(call.sender.get(), &call.info, call.frame,
                                    sizeof(call.frame), sealed, sizeof(sealed),
                                    &result) != SEALFRAME_FRAME_OK) {
    return kRefused;
  }
  const size_t size = result.size;
  uint8_t altered[kRoom];
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
  return Compare(call, opened, result.size);
}

// SendBatch sends two frames at once.
int SendBatch(Call& call) {
  uint8_t sealed[2][kRoom];
  uint8_t opened[2][kRoom];
  sealframe_frame_result results[2];
  sealframe_frame_info infos[2];
  sealframe_seal_job seals[2];
  sealframe_open_job opens[2];
  for (size_t i = 0; i < 2; ++i) {
    call.info.rtp_timestamp += 3000;
    infos[i] = call.info;
    results[i] = Defaults<sealframe_frame_result>();
    seals[i] = Defaults<sealframe_seal_job>();
    seals[i].transform = call.sender.get();
    seals[i].info = &infos[i];
    seals[i].frame = call.frame;
    seals[i].frame_size = sizeof(call.frame);
    seals[i].out = sealed[i];
    seals[i].out_capacity = kRoom;
    seals[i].result = &results[i];
  }
  sealframe_seal_job* const seal_jobs[] = {&seals[0], &seals[1]};
  sealframe_seal_batch(seal_jobs, 2);
  for (size_t i = 0; i < 2; ++i) {
    opens[i] = Defaults<sealframe_open_job>();
    opens[i].transform = call.receiver.get();
    opens[i].info = &infos[i];
    opens[i].frame = sealed[i];
    opens[i].frame_size = results[i].size;
    opens[i].out = opened[i];
    opens[i].out_capacity = kRoom;
    opens[i].result = &results[i];
  }
  sealframe_open_job* const open_jobs[] = {&opens[0], &opens[1]};
  sealframe_open_batch(open_jobs, 2);
  int code = kDone;
  for (size_t i = 0; i < 2; ++i) {
    code = std::max(code, opens[i].status != SEALFRAME_FRAME_OK
                              ? kRefused
                              : Compare(call, opened[i], results[i].size));
  }
  return code;
}

// OpenHeld opens the frames that were held.
int OpenHeld(Call& call) {
  uint8_t opened[kRoom];
  auto result = Defaults<sealframe_frame_result>();
  auto info = Defaults<sealframe_frame_info>();
  for (int frames = 0;; ++frames) {
    const sealframe_frame_status status = sealframe_receive_transform_open_held(
        call.receiver.get(), &info, opened, sizeof(opened), &result);
    if (status != SEALFRAME_FRAME_OK) {
      return CodeOf(frames > 0 && status == SEALFRAME_FRAME_NO_FRAME);
    }
    if (Compare(call, opened, result.size) != kDone) {
      return kWrongFrame;
    }
  }
}

// HoldOne sends a frame before Bob has its key.
int HoldOne(Call& call) {
  if (!call.holds) {
    return kDone;
  }
  uint8_t sealed[kRoom];
  uint8_t opened[kRoom];
  auto result = Defaults<sealframe_frame_result>();
  call.info.rtp_timestamp += 3000;
  if (!Set(call, call.alice, 3, kLateKey) || !Activate(call, 3) ||
      sealframe_send_transform_seal(call.sender.get(), &call.info, call.frame,
                                    sizeof(call.frame), sealed, sizeof(sealed),
                                    &result) != SEALFRAME_FRAME_OK) {
    return kRefused;
  }
  const sealframe_frame_status status = sealframe_receive_transform_open(
      call.receiver.get(), &call.info, sealed, result.size, opened,
      sizeof(opened), &result);
  if (status == SEALFRAME_FRAME_OK) {
    return Compare(call, opened, result.size);
  }
  return status == SEALFRAME_FRAME_HELD && Set(call, call.bob, 3, kLateKey)
             ? OpenHeld(call)
             : kRefused;
}

int ChangeKey(Call& call) {
  return CodeOf(Set(call, call.alice, 1, kNewKey) &&
                Set(call, call.bob, 1, kNewKey) && Activate(call, 1) &&
                Retire(call, call.bob, 0));
}

// Not all profiles ratchet.
int RatchetAndPoll(Call& call) {
  sealframe_provider_ratchet(call.alice.provider.get(), "alice", nullptr);
  for (const End* end : {&call.alice, &call.bob}) {
    sealframe_session_poll(end->session.get(), nullptr, nullptr);
  }
  return kDone;
}

int Leave(Call& call) {
  bool is_gone = true;
  for (const End* end : {&call.alice, &call.bob}) {
    is_gone = IsGone(sealframe_provider_remove_participant(end->provider.get(),
                                                           "alice", nullptr)) &&
              is_gone;
  }
  call.sender.reset();
  call.receiver.reset();
  return CodeOf(is_gone);
}

int Return(Call& call) {
  call.number = 2;
  return CodeOf(AddAlice(call) && Set(call, call.alice, 2, kLastKey) &&
                Set(call, call.bob, 2, kLastKey) && Activate(call, 2));
}

// Tell takes the steps of the story that are not done yet.
int Tell(Call& call) {
  constexpr int (*kSteps[])(Call&) = {
      MakeProviders, MakeSessions,   MakeStreams, SendOne, SendBatch,
      ChangeKey,     RatchetAndPoll, HoldOne,     SendOne, SendBatch,
      Leave,         Return,         MakeStreams, SendOne};
  for (; call.steps_done < std::size(kSteps); ++call.steps_done) {
    const int code = kSteps[call.steps_done](call);
    if (code != kDone) {
      return code;
    }
  }
  return kDone;
}

// SetPassphrase is a story of its own, as it takes long.
int SetPassphrase(Call& call) {
  constexpr uint8_t kPassphrase[] = {'s', 'e', 'c', 'r', 'e', 't'};
  return CodeOf(IsSet(call.is_shared
                          ? sealframe_provider_set_shared_passphrase(
                                call.bob.provider.get(), 5, kPassphrase,
                                sizeof(kPassphrase), nullptr)
                          : sealframe_provider_set_passphrase(
                                call.bob.provider.get(), "alice", 5, 0,
                                kPassphrase, sizeof(kPassphrase), nullptr)));
}

// RunWithout returns the exit code of `story` of `call`, in which the
// allocation after `successes` others fails. After an error the same handles
// go on, and in the end all are destroyed.
int RunWithout(int64_t successes, Call& call, int (*story)(Call&)) {
  FailAllocation(successes);
  const int code = story(call);
  const bool failed = AllocationHasFailed();
  FailAllocation(-1);
  if (code == kRefused) {
    return failed && story(call) == kDone && SendBatch(call) == kDone ? kRefused
                                                                      : kStuck;
  }
  return code == kDone && failed ? kSurvived : code;
}

// Outcomes is how often each happened.
struct Outcomes {
  int ended = 0;
  int refused = 0;
  int survived = 0;
};

// FailEach fails one allocation of a story after another. `run` runs it.
Outcomes FailEach(absl::FunctionRef<int(int64_t)> run) {
  Outcomes outcomes;
  for (int64_t allocations = 0; allocations < 20'000; ++allocations) {
    const int code = RunInChild([&] { return run(allocations); });
    if (code == kDone) {
      return outcomes;  // The story has no more allocations.
    }
    outcomes.ended += code == kAborted;
    outcomes.refused += code == kRefused;
    outcomes.survived += code == kSurvived;
    EXPECT_TRUE(code == kAborted || code == kRefused || code == kSurvived)
        << "allocation " << allocations << " ended with " << code;
  }
  ADD_FAILURE() << "the story does not end";
  return outcomes;
}

std::string NameOf(const ::testing::TestParamInfo<Case>& test) {
  return std::string(test.param.profile) +
         (test.param.is_shared ? "_shared" : "");
}

class AllocationFailureTest : public TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(Profiles, AllocationFailureTest,
                         Values(Case{"sframe"}, Case{"livekit"},
                                Case{"videosdk"}, Case{"jframe"}, Case{"dave"},
                                Case{"getstream"}, Case{"sframe", true},
                                Case{"livekit", true}, Case{"videosdk", true},
                                Case{"jframe", true}, Case{"getstream", true}),
                         NameOf);

TEST_P(AllocationFailureTest, EachFailureEndsTheProcessOrTheCallWorks) {
  const Outcomes outcomes = FailEach([](int64_t allocations) {
    Call call(GetParam());
    return RunWithout(allocations, call, Tell);
  });
  EXPECT_GT(outcomes.ended, 50);
  // Of getstream's steps, none that can be refused allocates.
  const bool refuses = GetParam().profile != std::string("getstream");
  EXPECT_EQ(outcomes.refused > 5, refuses);
  EXPECT_GT(outcomes.survived, 0);
}

class PassphraseTest : public TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(Profiles, PassphraseTest,
                         Values(Case{"livekit", false, 1},
                                Case{"livekit", true, 1}, Case{"videosdk"},
                                Case{"videosdk", true}),
                         NameOf);

TEST_P(PassphraseTest, EachFailureEndsTheProcessOrTheCallWorks) {
  const Outcomes outcomes = FailEach([](int64_t allocations) {
    Call call(GetParam());
    return Tell(call) == kDone ? RunWithout(allocations, call, SetPassphrase)
                               : kStuck;
  });
  EXPECT_GT(outcomes.ended, 0);
  EXPECT_GT(outcomes.refused, 0);
}

}  // namespace
}  // namespace sealframe
