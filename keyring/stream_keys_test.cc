// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/stream_keys.h"

#include <cstdint>
#include <memory>
#include <set>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/key_counts.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr size_t kMaxKeys = 4;

class StreamKeysTest : public ::testing::Test {
 protected:
  // SetKeys replaces the keyring's keys by those of `kids`, derived from
  // `material`.
  void SetKeys(const std::vector<uint64_t>& kids, uint8_t material = 1) {
    std::vector<OpeningEntry> entries;
    for (const uint64_t kid : kids) {
      entries.push_back(
          {.ssrc = {},
           .key = *scheme_->NewOpeningKey(
               kid, KeyMaterial::FromKey(SecretBytes::CopyOf({material})))});
    }
    keyring_.SetOpening(std::move(entries));
  }

  // Opens acts as a format does for a frame that authenticates.
  bool Opens(uint64_t kid, uint64_t counter) {
    const StreamKeys::Use use(keys_);
    OpeningKey* const key = keys_.Find(kid, 0);
    return key != nullptr && keys_.Accepts(*key, counter) &&
           keys_.Commit(*key, counter);
  }

  const std::shared_ptr<const SFrameKeyScheme> scheme_ =
      *SFrameKeyScheme::Create({});
  Keyring keyring_{{.max_keys = kMaxKeys}};
  StreamKeys keys_{keyring_};
};

TEST_F(StreamKeysTest, EachKeyHasItsOwnReplayWindow) {
  SetKeys({1, 2});
  EXPECT_TRUE(Opens(1, 5));
  EXPECT_FALSE(Opens(1, 5));
  EXPECT_TRUE(Opens(2, 5));
  EXPECT_FALSE(Opens(2, 5));
  EXPECT_TRUE(Opens(1, 6));
  EXPECT_FALSE(Opens(3, 5)) << "there is no such key";
}

TEST_F(StreamKeysTest, AcceptsRecordsNothing) {
  SetKeys({1});
  {
    const StreamKeys::Use use(keys_);
    const OpeningKey& key = *keys_.Find(1, 0);
    for (int i = 0; i < 3; ++i) {
      EXPECT_TRUE(keys_.Accepts(key, 5));
      EXPECT_TRUE(keys_.Accepts(key, ~uint64_t{0}));
    }
  }
  EXPECT_TRUE(keys_.Stats().empty());
  EXPECT_TRUE(Opens(1, 0));
}

TEST_F(StreamKeysTest, AUseWithinAnotherFindsItsKeys) {
  SetKeys({1});
  {
    const StreamKeys::Use outer(keys_);
    SetKeys({2});
    EXPECT_TRUE(Opens(1, 5));
    EXPECT_NE(keys_.Find(1, 0), nullptr) << "the inner use ended the outer one";
    EXPECT_EQ(keys_.Find(2, 0), nullptr);
  }
  EXPECT_EQ(keys_.Find(1, 0), nullptr) << "no use is left";
  EXPECT_FALSE(Opens(1, 6));
  EXPECT_TRUE(Opens(2, 6));
}

TEST_F(StreamKeysTest, AnotherKeyUnderTheSameKidStartsANewWindow) {
  SetKeys({1});
  EXPECT_TRUE(Opens(1, 5000));
  SetKeys({1}, /*material=*/2);
  EXPECT_TRUE(Opens(1, 0));
  EXPECT_TRUE(Opens(1, 5000));
}

TEST_F(StreamKeysTest, AKeyThatIsRemovedAndAddedAgainKeepsItsWindow) {
  SetKeys({1, 2});
  EXPECT_TRUE(Opens(1, 5));
  EXPECT_TRUE(Opens(2, 5));
  SetKeys({});
  EXPECT_FALSE(Opens(1, 6));
  SetKeys({2, 1});
  EXPECT_FALSE(Opens(1, 5));
  EXPECT_FALSE(Opens(2, 5));
  EXPECT_TRUE(Opens(1, 6));
}

TEST_F(StreamKeysTest, ReusesWindowsForMoreKeysThanTheKeyringHolds) {
  for (uint8_t material = 1; material <= 100; ++material) {
    SetKeys({1, 2, 3, 4}, material);
    for (const uint64_t kid : {1u, 2u, 3u, 4u}) {
      ASSERT_TRUE(Opens(kid, 5)) << kid << " of " << int{material};
    }
    for (const uint64_t kid : {1u, 2u, 3u, 4u}) {
      ASSERT_FALSE(Opens(kid, 5)) << kid << " of " << int{material};
    }
  }
  EXPECT_EQ(keys_.Stats().size(), kMaxKeys);
}

TEST_F(StreamKeysTest, AReusedWindowStartsEmpty) {
  SetKeys({1, 2, 3, 4});
  for (const uint64_t kid : {1u, 2u, 3u, 4u}) {
    EXPECT_TRUE(Opens(kid, 5000));
  }
  SetKeys({5});
  EXPECT_TRUE(Opens(5, 0));
  EXPECT_FALSE(Opens(5, 0));
  EXPECT_TRUE(Opens(5, 1));
  EXPECT_TRUE(Opens(5, 5000));
}

TEST_F(StreamKeysTest, ARemovedKeysWindowIsReusedLast) {
  SetKeys({1});
  EXPECT_TRUE(Opens(1, 5));
  for (const uint64_t kid : {2u, 3u, 4u}) {
    SetKeys({kid});
    EXPECT_TRUE(Opens(kid, 5));
  }
  SetKeys({1});
  EXPECT_FALSE(Opens(1, 5)) << "three others came and went";
}

TEST_F(StreamKeysTest, AHeldKeyKeepsItsWindowWhileOthersComeAndGo) {
  for (uint64_t kid = 2; kid < 50; ++kid) {
    SetKeys({1, kid});
    EXPECT_EQ(Opens(1, 5), kid == 2);
    EXPECT_TRUE(Opens(kid, 5));
  }
}

TEST_F(StreamKeysTest, AKeyStaysValidWhenItIsRemovedBeforeTheCommit) {
  SetKeys({1});
  const StreamKeys::Use use(keys_);
  OpeningKey* const key = keys_.Find(1, 0);
  SetKeys({2, 3, 4});  // For asan: the old state must not be freed yet.
  EXPECT_TRUE(keys_.Accepts(*key, 5));
  EXPECT_TRUE(keys_.Commit(*key, 5));
  EXPECT_FALSE(keys_.Accepts(*key, 5));
}

// KIDs are those of ring formats: the ring index in the low byte, and the
// ratchet step above it.
class CandidatesTest : public StreamKeysTest {
 protected:
  void Add(uint64_t kid, uint64_t chain) {
    absl::StatusOr<std::vector<OpeningEntry>> opening = keyring_.PrepareOpening(
        {{.ssrc = {},
          .key = *scheme_->NewOpeningKey(
              kid, KeyMaterial::FromKey(SecretBytes::CopyOf({1}))),
          .chain = chain}});
    ASSERT_TRUE(opening.ok()) << opening.status();
    keyring_.SetOpening(*std::move(opening));
  }

  std::vector<uint64_t> Candidates(uint8_t kid_byte, size_t room = 4) {
    const StreamKeys::Use use(keys_);
    std::vector<OpeningKey*> keys(room);
    keys.resize(keys_.FindCandidates(kid_byte, absl::MakeSpan(keys)));
    std::vector<uint64_t> kids;
    for (const OpeningKey* key : keys) {
      kids.push_back(key->kid());
    }
    return kids;
  }
};

TEST_F(CandidatesTest, AreOrderedByNewestChainAndThenByStep) {
  Add(0x005, 1);
  Add(0x105, 1);
  Add(0x006, 2);
  Add(0x205, 3);
  EXPECT_THAT(Candidates(5), ElementsAre(0x205, 0x005, 0x105));
  EXPECT_THAT(Candidates(6), ElementsAre(0x006));
  EXPECT_THAT(Candidates(7), IsEmpty());
}

TEST_F(CandidatesTest, AreLimitedToTheGivenRoom) {
  Add(0x005, 1);
  Add(0x105, 1);
  Add(0x205, 3);
  EXPECT_THAT(Candidates(5, 2), ElementsAre(0x205, 0x005));
  EXPECT_THAT(Candidates(5, 0), IsEmpty());
}

TEST_F(CandidatesTest, FindLastReturnsTheLastKeyUntilTheKeyringChanges) {
  Add(0x105, 1);
  OpeningKey* key = nullptr;
  {
    const StreamKeys::Use use(keys_);
    EXPECT_EQ(keys_.FindLast(5), nullptr) << "nothing was opened";
    key = keys_.Find(0x105, 0);
    EXPECT_TRUE(keys_.Commit(*key, 1));
  }
  {
    const StreamKeys::Use use(keys_);
    EXPECT_EQ(keys_.FindLast(5), key);
    EXPECT_EQ(keys_.FindLast(6), nullptr);
  }
  Add(0x006, 2);
  const StreamKeys::Use use(keys_);
  EXPECT_EQ(keys_.FindLast(5), nullptr);
}

TEST_F(StreamKeysTest, CommitOpenedAndReplayedUpdateStatsAndTheLastKey) {
  SetKeys({1, 2});
  const StreamKeys::Use use(keys_);
  OpeningKey* const key = keys_.Find(2, 0);
  keys_.CommitReplayed(*key);
  EXPECT_THAT(keys_.Stats(), IsEmpty()) << "it has opened nothing";
  keys_.CommitOpened(*key);
  keys_.CommitOpened(*key);
  keys_.CommitReplayed(*key);
  EXPECT_EQ(keys_.FindLast(2), key);
  const std::vector<StreamKeyStats> stats = keys_.Stats();
  ASSERT_EQ(stats.size(), 1u);
  EXPECT_EQ(stats[0].kid, 2u);
  EXPECT_EQ(stats[0].opened, 2u);
  EXPECT_EQ(stats[0].replayed, 1u);
}

// IvKeysTest has a keyring with one key, of KID 1, whose frames carry IVs.
class IvKeysTest : public StreamKeysTest {
 protected:
  IvKeysTest() {
    keyring_of_ivs_.SetOpening(
        {{.ssrc = {},
          .key = *scheme_->NewOpeningKey(
              1, KeyMaterial::FromKey(SecretBytes::CopyOf({1})))}});
  }

  Keyring keyring_of_ivs_{{.traits = {.iv_rule = IvRule{}}}};
};

TEST_F(IvKeysTest, StreamsOfAKeyringShareItsIvWindows) {
  StreamKeys microphone(keyring_of_ivs_);
  StreamKeys camera(keyring_of_ivs_);
  const StreamKeys::Use use(microphone);
  const StreamKeys::Use cameras_use(camera);
  OpeningKey& key = *microphone.Find(1, 0);
  EXPECT_TRUE(microphone.AcceptsIv(key, {1}));
  EXPECT_TRUE(camera.AcceptsIv(key, {1}));
  EXPECT_TRUE(microphone.CommitIv(key, {1}));
  EXPECT_FALSE(camera.CommitIv(key, {1})) << "the microphone was first";
  EXPECT_FALSE(microphone.AcceptsIv(key, {1}));
  EXPECT_FALSE(microphone.CommitIv(key, {1}));
  EXPECT_TRUE(camera.CommitIv(key, {2}));
  const std::vector<StreamKeyStats> stats = microphone.Stats();
  ASSERT_EQ(stats.size(), 1u);
  EXPECT_EQ(stats[0].opened, 1u);
  EXPECT_EQ(stats[0].replayed, 2u);
  EXPECT_EQ(camera.Stats()[0].opened, 1u);
}

TEST_F(StreamKeysTest, WithoutAnIvRuleNoIvIsAccepted) {
  SetKeys({1});
  const StreamKeys::Use use(keys_);
  OpeningKey& key = *keys_.Find(1, 0);
  EXPECT_FALSE(keys_.AcceptsIv(key, {1}));
  EXPECT_FALSE(keys_.CommitIv(key, {1}));
}

TEST_F(IvKeysTest, CountersAreRefusedIfAKeyHasNoWindow) {
  StreamKeys keys(keyring_of_ivs_);
  const StreamKeys::Use use(keys);
  OpeningKey& key = *keys.Find(1, 0);
  EXPECT_FALSE(keys.Accepts(key, 1));
  EXPECT_FALSE(keys.Commit(key, 1));
}

TEST_F(StreamKeysTest, StreamsOfAKeyringShareTheWindowOfAKey) {
  SetKeys({1});
  StreamKeys camera(keyring_);
  const StreamKeys::Use use(keys_);
  const StreamKeys::Use cameras_use(camera);
  OpeningKey& key = *keys_.Find(1, 0);
  EXPECT_TRUE(keys_.Accepts(key, 5));
  EXPECT_TRUE(camera.Accepts(key, 5));
  EXPECT_TRUE(camera.Commit(key, 5));
  EXPECT_FALSE(keys_.Commit(key, 5)) << "the camera was first";
  EXPECT_THAT(keys_.Stats(), IsEmpty());
}

TEST_F(StreamKeysTest, KeysAreFoundOnlyDuringAUse) {
  SetKeys({1});
  OpeningKey* key = nullptr;
  EXPECT_TRUE(Opens(1, 5));
  EXPECT_EQ(keys_.Find(1, 0), nullptr);
  EXPECT_EQ(keys_.FindLast(1), nullptr);
  EXPECT_EQ(keys_.FindCandidates(1, {&key, 1}), 0u);
  const StreamKeys::Use use(keys_);
  EXPECT_NE(keys_.Find(1, 0), nullptr);
}

TEST_F(StreamKeysTest, StatsCountEachKeysFrames) {
  SetKeys({1, 2});
  EXPECT_TRUE(Opens(1, 1));
  EXPECT_TRUE(Opens(1, 2));
  EXPECT_FALSE(Opens(1, 1));
  EXPECT_TRUE(Opens(2, 9));
  const std::vector<StreamKeyStats> stats = keys_.Stats();
  ASSERT_EQ(stats.size(), 2u);
  EXPECT_EQ(stats[0].kid, 1u);
  EXPECT_EQ(stats[0].opened, 2u);
  EXPECT_EQ(stats[0].replayed, 1u);
  EXPECT_EQ(stats[1].kid, 2u);
  EXPECT_EQ(stats[1].opened, 1u);
  EXPECT_EQ(stats[1].replayed, 0u);
}

}  // namespace
}  // namespace sealframe
