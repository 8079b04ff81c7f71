// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Without a source of random numbers, nothing is sealed with numbers that are
// not random: the process ends. If the source fails later, a thread that has
// already used it makes more numbers from its seed, for up to 4,096 calls.

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <set>
#include <thread>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/random.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/faults/child.h"

namespace sealframe {
namespace {

constexpr int kDone = 0;
constexpr int kCannotTest = 9;

// TakeAwayRandomness makes getrandom fail with `error`, and every opening of a
// file, such as /dev/urandom, in this process for good.
bool TakeAwayRandomness(int error) {
  const auto refuse = [](int number) -> sock_filter {
    return BPF_STMT(BPF_RET | BPF_K,
                    static_cast<uint32_t>(
                        SECCOMP_RET_ERRNO |
                        (static_cast<uint32_t>(number) & SECCOMP_RET_DATA)));
  };
  std::array<sock_filter, 6> filter = {{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getrandom, 0, 1),
      refuse(error),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 1),
      refuse(EACCES),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  }};
  const sock_fprog program = {.len = filter.size(), .filter = filter.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

constexpr int kRepeated = 7;
constexpr int kNotSealed = 8;
constexpr int kFewCalls = 1000;
constexpr int kManyCalls = 5000;

// SealWithNewKey sets a key, and seals a frame with it.
int SealWithNewKey(const char* profile) {
  const End alice = AlicesEnd(Options(profile), 16);
  const SenderHandle sender = NewSender(alice.session.get());
  auto info = Defaults<sealframe_frame_info>();
  info.codec = SEALFRAME_CODEC_VP8;
  return Seal(sender, std::vector<uint8_t>(40, 1), &info).status ==
                 SEALFRAME_FRAME_OK
             ? kDone
             : kNotSealed;
}

// SealWithout does so in a process without a source of random numbers.
int SealWithout(const char* profile, int error) {
  return TakeAwayRandomness(error) ? SealWithNewKey(profile) : kCannotTest;
}

TEST(RandomnessFailureTest, NothingIsSealedWithoutRandomNumbers) {
  for (const char* const profile :
       {"livekit", "videosdk", "jframe", "getstream"}) {
    EXPECT_EQ(RunInChild([&] { return SealWithNewKey(profile); }), kDone)
        << profile;
    for (const int error : {ENOSYS, EIO, EPERM}) {
      EXPECT_EQ(RunInChild([&] { return SealWithout(profile, error); }),
                kAborted)
          << profile << ", error " << error;
    }
  }
}

// SealOnWithout seals the same frame in one provider after another, with one
// key. In getstream, the nonces of each provider begin at random; in the other
// profiles, those of the process do. After the first provider, the source of
// random numbers fails.
int SealOnWithout(const char* profile, int error) {
  auto info = Defaults<sealframe_frame_info>();
  info.codec = SEALFRAME_CODEC_VP8;
  std::set<std::vector<uint8_t>> sealed;
  for (int provider = 0; provider < kFewCalls; ++provider) {
    const End alice = AlicesEnd(Options(profile), 16);
    const SenderHandle sender = NewSender(alice.session.get());
    const Done done = Seal(sender, std::vector<uint8_t>(40, 1), &info);
    if (done.status != SEALFRAME_FRAME_OK) {
      return kNotSealed;
    }
    if (!sealed.insert(done.frame).second) {
      return kRepeated;
    }
    if (provider == 0 && !TakeAwayRandomness(error)) {
      return kCannotTest;
    }
  }
  return kDone;
}

TEST(RandomnessFailureTest, NoncesStayDistinctIfRandomNumbersFailLater) {
  for (const char* const profile :
       {"livekit", "videosdk", "jframe", "getstream"}) {
    for (const int error : {ENOSYS, EIO, EPERM}) {
      EXPECT_EQ(RunInChild([&] { return SealOnWithout(profile, error); }),
                kDone)
          << profile << ", error " << error;
    }
  }
}

// MakeOn makes random bytes `calls` times. The source fails after the first.
int MakeOn(int calls) {
  std::array<uint8_t, 32> bytes = {};
  std::set<std::array<uint8_t, 32>> made;
  for (int i = 0; i < calls; ++i) {
    RandomBytes(absl::MakeSpan(bytes));
    if (!made.insert(bytes).second) {
      return kRepeated;
    }
    if (i == 0 && !TakeAwayRandomness(ENOSYS)) {
      return kCannotTest;
    }
  }
  return kDone;
}

TEST(RandomnessFailureTest, ASeedLastsForSomeCallsOfItsThread) {
  EXPECT_EQ(RunInChild([] { return MakeOn(kFewCalls); }), kDone);
  EXPECT_EQ(RunInChild([] { return MakeOn(kManyCalls); }), kAborted);
  EXPECT_EQ(RunInChild([] {
              std::array<uint8_t, 32> bytes = {};
              RandomBytes(absl::MakeSpan(bytes));
              if (!TakeAwayRandomness(ENOSYS)) {
                return kCannotTest;
              }
              std::thread([&] { RandomBytes(absl::MakeSpan(bytes)); }).join();
              return kDone;
            }),
            kAborted);
}

TEST(RandomnessFailureTest, NoRandomBytesAreMadeUp) {
  EXPECT_EQ(RunInChild([] {
              if (!TakeAwayRandomness(ENOSYS)) {
                return kCannotTest;
              }
              std::array<uint8_t, 32> bytes = {};
              RandomBytes(absl::MakeSpan(bytes));
              return kDone;
            }),
            kAborted);
}

}  // namespace
}  // namespace sealframe
