// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/candidate_keys.h"

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/aes_gcm.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr uint8_t kIndex = 5;

class CandidateKeysTest : public testing::Test {
 protected:
  // Adds keys of `count` ratchet steps under ring index kIndex.
  void AddSteps(uint64_t count) {
    std::vector<OpeningEntry> entries;
    for (uint64_t step = 0; step < count; ++step) {
      SecretBytes key(16);
      key.RevealMutable()[0] = static_cast<uint8_t>(step + 1);
      entries.push_back(
          {.ssrc = {},
           .key = std::make_shared<OpeningKey>(
               step << 8 | kIndex, NewAesGcm(key, 16).value(), Nonce{},
               GcmKeyLimits(16), FingerprintKey(key, {})),
           .step = step});
    }
    keyring_.SetOpening(entries);
  }

  // Hear authenticates a frame at `step`.
  void Hear(uint64_t step) {
    SecretBytes key(16);
    key.RevealMutable()[0] = static_cast<uint8_t>(step + 1);
    std::vector<uint8_t> sealed(16);
    ASSERT_TRUE(
        NewAesGcm(key, 16).value()->Seal({}, {}, {}, absl::MakeSpan(sealed)));
    ASSERT_TRUE(keyring_.State()
                    .FindOpening(step << 8 | kIndex, 0)
                    ->Open({}, {}, sealed, {}));
  }

  // Tries returns the steps tried, of which only `opens` succeeds.
  std::vector<uint64_t> Tries(uint64_t window, uint64_t opens = 1000) {
    std::vector<uint64_t> steps;
    const StreamKeys::Use use(keys_);
    status_ = TryCandidateKeys(keys_, kIndex, window, [&](OpeningKey& key) {
      steps.push_back(key.kid() >> 8);
      if (steps.back() != opens) {
        return FrameStatus::kNotAuthentic;
      }
      keys_.CommitOpened(key);
      return FrameStatus::kOk;
    });
    return steps;
  }

  Keyring keyring_;
  StreamKeys keys_{keyring_};
  FrameStatus status_ = FrameStatus::kOk;
};

TEST_F(CandidateKeysTest, NoKeyIsTriedIfNoneIsSet) {
  EXPECT_THAT(Tries(8), IsEmpty());
  EXPECT_EQ(status_, FrameStatus::kMissingKey);
}

TEST_F(CandidateKeysTest, StepsAreTriedInOrderBeforeAnyAuthenticates) {
  AddSteps(4);
  EXPECT_THAT(Tries(8), ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(status_, FrameStatus::kNotAuthentic);
  EXPECT_THAT(Tries(1), ElementsAre(0, 1));
  EXPECT_THAT(Tries(0), ElementsAre(0));
}

TEST_F(CandidateKeysTest,
       TheNewestAuthenticatedStepIsTriedBeforeItsNeighbours) {
  AddSteps(7);
  Hear(3);
  EXPECT_THAT(Tries(8), ElementsAre(3, 4, 2, 5, 6, 1, 0));
  EXPECT_THAT(Tries(3), ElementsAre(3, 4, 2, 5, 6, 1, 0));
  EXPECT_THAT(Tries(2), ElementsAre(3, 4, 2, 5, 1));
  EXPECT_THAT(Tries(1), ElementsAre(3, 4, 2));
  EXPECT_THAT(Tries(0), ElementsAre(3));
  Hear(6);
  EXPECT_THAT(Tries(3), ElementsAre(6, 5, 4, 3));
}

TEST_F(CandidateKeysTest, TheKeyOfTheLastFrameIsTriedFirstAndOnce) {
  AddSteps(4);
  EXPECT_THAT(Tries(8, 2), ElementsAre(0, 1, 2));
  EXPECT_EQ(status_, FrameStatus::kOk);
  EXPECT_THAT(Tries(8, 2), ElementsAre(2));
  Hear(3);
  EXPECT_THAT(Tries(8), ElementsAre(2, 3, 1, 0));
}

TEST_F(CandidateKeysTest, ALargerRatchetWindowCountsAsTheMaximum) {
  AddSteps(50);
  EXPECT_EQ(Tries(1000).size(), 17u);
  Hear(25);
  EXPECT_EQ(Tries(1000).size(), 33u);
}

TEST_F(CandidateKeysTest, TheKeyOfTheLastFrameMayBeOneMoreBehind) {
  AddSteps(60);
  Hear(20);
  EXPECT_EQ(Tries(1000, 4).size(), kMaxCandidateTries - 1);
  Hear(40);
  EXPECT_EQ(Tries(1000).size(), kMaxCandidateTries);
}

TEST_F(CandidateKeysTest, AReplayUnderAnyKeyDecidesTheStatus) {
  AddSteps(3);
  const StreamKeys::Use use(keys_);
  int tries = 0;
  EXPECT_EQ(TryCandidateKeys(keys_, kIndex, 8,
                             [&](OpeningKey&) {
                               return ++tries == 2 ? FrameStatus::kReplayed
                                                   : FrameStatus::kNotAuthentic;
                             }),
            FrameStatus::kReplayed);
  EXPECT_EQ(tries, 3);
}

}  // namespace
}  // namespace sealframe
