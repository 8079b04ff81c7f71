// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/keyring.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/keyring_config.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/testing/messages_fixture.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::Time kStart = absl::UnixEpoch();

const SFrameKeyScheme& Scheme() {
  static const auto* const scheme =
      new std::shared_ptr<const SFrameKeyScheme>(*SFrameKeyScheme::Create({}));
  return **scheme;
}

absl::Status Add(Keyring& keyring, const std::vector<OpeningEntry>& entries) {
  absl::StatusOr<std::vector<OpeningEntry>> opening =
      keyring.PrepareOpening(entries);
  if (opening.ok()) {
    keyring.SetOpening(*std::move(opening));
  }
  return opening.status();
}

OpeningEntry Entry(uint64_t kid, std::optional<uint32_t> ssrc = {}) {
  return {.ssrc = ssrc,
          .key = *Scheme().NewOpeningKey(
              kid, KeyMaterial::FromKey(SecretBytes::CopyOf({1})))};
}

SealingEntry Sealing(uint64_t kid, std::optional<uint32_t> ssrc = {}) {
  return {.ssrc = ssrc,
          .key = *Scheme().NewSealingKey(
              kid, KeyMaterial::FromKey(SecretBytes::CopyOf({2})), nullptr)};
}

std::vector<uint64_t> KidsOf(const Keyring& keyring) {
  std::vector<uint64_t> kids;
  for (const OpeningEntry& entry : keyring.State().opening) {
    kids.push_back(entry.key->kid());
  }
  return kids;
}

TEST(KeyringTest, FindsKeysByKidAndStream) {
  Keyring keyring;
  auto reader = keyring.NewReader();
  EXPECT_EQ(Keyring::Use(reader)->FindOpening(1, 0), nullptr);
  const OpeningEntry any = Entry(1);
  const OpeningEntry of_ten = Entry(2, 10);
  const OpeningEntry of_eleven = Entry(2, 11);
  ASSERT_TRUE(Add(keyring, {any, of_ten, of_eleven}).ok());
  EXPECT_EQ(Keyring::Use(reader)->FindOpening(1, 99), any.key.get());
  EXPECT_EQ(Keyring::Use(reader)->FindOpening(2, 10), of_ten.key.get());
  EXPECT_EQ(Keyring::Use(reader)->FindOpening(2, 11), of_eleven.key.get());
  EXPECT_EQ(Keyring::Use(reader)->FindOpening(2, 12), nullptr);
  EXPECT_EQ(Keyring::Use(reader)->FindOpening(3, 10), nullptr);
}

TEST(KeyringTest, FindsTheSealingKeysThatWereSetLast) {
  Keyring keyring;
  auto reader = keyring.NewReader();
  EXPECT_EQ(Keyring::Use(reader)->FindSealing(0), nullptr);
  const SealingEntry any = Sealing(1);
  keyring.SetSealing({any});
  EXPECT_EQ(Keyring::Use(reader)->FindSealing(99), any.key.get());
  const SealingEntry of_ten = Sealing(2, 10);
  keyring.SetSealing({of_ten});
  EXPECT_EQ(Keyring::Use(reader)->FindSealing(10), of_ten.key.get());
  EXPECT_EQ(Keyring::Use(reader)->FindSealing(99), nullptr);
  keyring.SetSealing({});
  EXPECT_EQ(Keyring::Use(reader)->FindSealing(10), nullptr);
}

TEST(KeyringTest, ANewKeyEvictsTheOldOneOfItsKidAndStream) {
  Keyring keyring;
  const OpeningEntry newer = Entry(1);
  ASSERT_TRUE(Add(keyring, {Entry(1), Entry(1, 10)}).ok());
  ASSERT_TRUE(Add(keyring, {newer}).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(1, 1));
  EXPECT_EQ(keyring.State().opening[1].key, newer.key);
  EXPECT_EQ(keyring.State().opening[0].ssrc, 10u);
}

TEST(KeyringTest, ANewKeyEvictsKeysOfOtherChainsThatConflictWithIt) {
  const auto entry = [](uint64_t kid, uint64_t chain) {
    OpeningEntry made = Entry(kid);
    made.chain = chain;
    return made;
  };
  Keyring keyring({.traits = {.kid_mask = 0xff}});
  ASSERT_TRUE(Add(keyring, {entry(7, 1), entry(0x107, 1), entry(8, 2)}).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(7, 0x107, 8)) << "one chain's stay";
  ASSERT_TRUE(Add(keyring, {entry(0x207, 3)}).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(8, 0x207));
}

TEST(KeyringTest, HoldsItsCapacityAndNotOneMore) {
  Keyring keyring({.max_keys = 3});
  ASSERT_TRUE(Add(keyring, {Entry(1), Entry(2), Entry(3)}).ok());
  EXPECT_EQ(keyring.PrepareOpening({Entry(4)}).status().code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(Add(keyring, {Entry(3), Entry(4)}).code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(KidsOf(keyring), ElementsAre(1, 2, 3)) << "all or none";
  EXPECT_TRUE(keyring.PrepareOpening({Entry(3)}).ok()) << "it takes 3's place";
}

TEST(KeyringTest, ClampsItsCapacity) {
  EXPECT_EQ(Keyring({.max_keys = 0}).max_keys(), 1u);
  EXPECT_EQ(Keyring({.max_keys = kMaxKeysLimit + 1}).max_keys(), kMaxKeysLimit);
}

TEST(KeyringTest, RetiredKeysMakeRoomTheSoonestToExpireFirst) {
  Keyring keyring({.max_keys = 3});
  std::vector<OpeningEntry> entries = {Entry(1), Entry(2), Entry(3)};
  for (size_t i = 0; i < entries.size(); ++i) {
    entries[i].chain = i;
  }
  ASSERT_TRUE(Add(keyring, entries).ok());
  keyring.RetireOpening(0, kAllSteps, kStart + absl::Seconds(2));
  keyring.RetireOpening(1, kAllSteps, kStart + absl::Seconds(1));
  ASSERT_TRUE(Add(keyring, {Entry(4)}).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(1, 3, 4));
  ASSERT_TRUE(Add(keyring, {Entry(5)}).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(3, 4, 5));
  EXPECT_FALSE(Add(keyring, {Entry(6)}).ok());
}

TEST(KeyringTest, RetiredStepsAheadMakeRoomBeforeStepsInUse) {
  const auto entry = [](uint64_t kid, uint64_t chain, uint64_t step) {
    OpeningEntry made = Entry(kid);
    made.chain = chain;
    made.step = step;
    return made;
  };
  Keyring keyring({.max_keys = 6});
  ASSERT_TRUE(Add(keyring, {entry(10, 1, 0), entry(11, 1, 1), entry(20, 2, 0),
                            entry(21, 2, 1), entry(22, 2, 2), entry(30, 3, 0)})
                  .ok());
  keyring.RetireOpening(1, kAllSteps, kStart + absl::Seconds(1));
  keyring.RetireOpening(2, kAllSteps, kStart + absl::Seconds(2));
  ASSERT_TRUE(Add(keyring, {entry(40, 4, 0), entry(41, 4, 1)}).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(10, 20, 21, 30, 40, 41));
  ASSERT_TRUE(Add(keyring, {entry(42, 4, 2)}).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(10, 20, 30, 40, 41, 42));
  ASSERT_TRUE(Add(keyring, {entry(43, 4, 3)}).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(20, 30, 40, 41, 42, 43));
}

// Keys of chain `chain` at steps 0 and 1.
std::vector<OpeningEntry> Chain(uint64_t chain) {
  std::vector<OpeningEntry> entries;
  for (const uint64_t step : {0u, 1u}) {
    entries.push_back(Entry(10 * chain + step));
    entries.back().chain = chain;
    entries.back().step = step;
  }
  return entries;
}

// Hear opens a message with `key`, as if its sender had sealed it.
void Hear(OpeningKey* key) {
  const SecretBytes material = SecretBytes::CopyOf({1});
  const auto sealing = *Scheme().NewSealingKey(
      key->kid(), KeyMaterial::FromKey(material), nullptr);
  EXPECT_TRUE(OpenMessage(key, SealMessage(sealing.get())));
}

TEST(KeyringTest, TheOldestChainOfARingMakesRoomButNotTheOneInUse) {
  Keyring keyring({.max_keys = 6, .traits = {.forgets_oldest_keys = true}});
  for (const uint64_t chain : {0u, 1u, 2u}) {
    ASSERT_TRUE(Add(keyring, Chain(chain)).ok());
  }
  Hear(keyring.State().FindOpening(0, 0));
  ASSERT_TRUE(Add(keyring, Chain(3)).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(0, 1, 20, 21, 30, 31));
  Hear(keyring.State().FindOpening(20, 0));
  ASSERT_TRUE(Add(keyring, Chain(4)).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(20, 21, 30, 31, 40, 41));
}

TEST(KeyringTest, StepsAheadOfTheChainInUseMakeRoomLast) {
  Keyring keyring({.max_keys = 3, .traits = {.forgets_oldest_keys = true}});
  ASSERT_TRUE(Add(keyring, Chain(0)).ok());
  Hear(keyring.State().FindOpening(0, 0));
  ASSERT_TRUE(Add(keyring, Chain(1)).ok());
  EXPECT_THAT(KidsOf(keyring), ElementsAre(0, 10, 11));
  Keyring small({.max_keys = 1, .traits = {.forgets_oldest_keys = true}});
  EXPECT_EQ(Add(small, Chain(0)).code(), absl::StatusCode::kResourceExhausted);
}

TEST(KeyringTest, RetiredKeysOpenUntilTheyExpire) {
  Keyring keyring;
  OpeningEntry entry = Entry(1);
  entry.chain = 7;
  entry.step = 3;
  ASSERT_TRUE(Add(keyring, {entry, Entry(2)}).ok());
  keyring.RetireOpening(7, 3, kStart);
  keyring.Expire(kStart);
  EXPECT_THAT(KidsOf(keyring), ElementsAre(1, 2)) << "steps below 3 only";

  keyring.RetireOpening(7, 4, kStart + absl::Seconds(1));
  keyring.RetireOpening(7, 4, kStart + absl::Seconds(9));
  keyring.Expire(kStart + absl::Milliseconds(999));
  EXPECT_THAT(KidsOf(keyring), ElementsAre(1, 2));
  keyring.Expire(kStart + absl::Seconds(1));
  EXPECT_THAT(KidsOf(keyring), ElementsAre(2)) << "the sooner time counts";
}

TEST(KeyringTest, ClearRemovesEverything) {
  Keyring keyring;
  auto reader = keyring.NewReader();
  ASSERT_TRUE(Add(keyring, {Entry(1)}).ok());
  keyring.SetSealing({Sealing(1)});
  keyring.Clear();
  EXPECT_THAT(Keyring::Use(reader)->opening, IsEmpty());
  EXPECT_THAT(Keyring::Use(reader)->sealing, IsEmpty());
}

TEST(KeyringTest, EachChangeHasANewVersion) {
  Keyring keyring;
  auto reader = keyring.NewReader();
  std::set<uint64_t> versions = {0, Keyring::Use(reader)->version};
  const auto changed = [&] {
    return versions.insert(Keyring::Use(reader)->version).second;
  };
  EXPECT_FALSE(changed());
  ASSERT_TRUE(Add(keyring, {Entry(1)}).ok());
  EXPECT_TRUE(changed());
  keyring.SetSealing({Sealing(1)});
  EXPECT_TRUE(changed());
  keyring.Clear();
  EXPECT_TRUE(changed());
}

TEST(KeyringTest, HasReadersWhileAReaderExists) {
  const Keyring keyring;
  EXPECT_FALSE(keyring.has_readers());
  {
    auto reader = keyring.NewReader();
    EXPECT_TRUE(keyring.has_readers());
  }
  EXPECT_FALSE(keyring.has_readers());
}

// The keyring alone holds the key.
class RemovedKeyTest : public ::testing::Test {
 protected:
  RemovedKeyTest() {
    const OpeningEntry entry = Entry(1);
    key_ = entry.key;
    EXPECT_TRUE(Add(keyring_, {entry}).ok());
  }

  Keyring keyring_;
  Keyring::Reader active_ = keyring_.NewReader();
  Keyring::Reader muted_ = keyring_.NewReader();
  std::weak_ptr<OpeningKey> key_;
};

TEST_F(RemovedKeyTest, IsDeletedAtOnceIfNoFrameUsesIt) {
  EXPECT_NE(Keyring::Use(active_)->FindOpening(1, 0), nullptr);
  EXPECT_NE(Keyring::Use(muted_)->FindOpening(1, 0), nullptr);
  keyring_.Clear();
  EXPECT_TRUE(key_.expired());
}

TEST_F(RemovedKeyTest, IsDeletedByExpireAfterTheFrameThatUsedIt) {
  {
    const Keyring::Use use(active_);
    OpeningKey* const found = use->FindOpening(1, 0);
    keyring_.Clear();
    keyring_.Expire(kStart);
    EXPECT_FALSE(key_.expired());
    EXPECT_EQ(found->kid(), 1u);
    EXPECT_EQ(Keyring::Use(muted_)->FindOpening(1, 0), nullptr);
  }
  EXPECT_FALSE(key_.expired()) << "the frame path does not delete";
  keyring_.Expire(kStart);
  EXPECT_TRUE(key_.expired());
}

TEST_F(RemovedKeyTest, IsDeletedWhenItExpires) {
  keyring_.RetireOpening(/*chain=*/0, kAllSteps, kStart + absl::Seconds(1));
  EXPECT_NE(Keyring::Use(muted_)->FindOpening(1, 0), nullptr);
  keyring_.Expire(kStart + absl::Milliseconds(999));
  EXPECT_FALSE(key_.expired());
  keyring_.Expire(kStart + absl::Seconds(1));
  EXPECT_TRUE(key_.expired());
}

}  // namespace
}  // namespace sealframe
