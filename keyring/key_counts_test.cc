// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_counts.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr size_t kMaxKeys = 3;

class KeyCountsTest : public ::testing::Test {
 protected:
  // Hold makes the keyring hold these keys, which are made once.
  void Hold(const std::vector<uint64_t>& kids) {
    keyring_.opening.clear();
    for (const uint64_t kid : kids) {
      keyring_.opening.push_back({.ssrc = {}, .key = Key(kid)});
    }
  }

  const std::shared_ptr<OpeningKey>& Key(uint64_t kid) {
    std::shared_ptr<OpeningKey>& key = keys_[kid];
    if (key == nullptr) {
      const KeyFingerprint fingerprint = {static_cast<uint8_t>(kid)};
      key = std::make_shared<OpeningKey>(kid, nullptr, Nonce{}, KeyLimits{},
                                         fingerprint);
    }
    return key;
  }

  void Opened(uint64_t kid) { counts_.CountOpened(*Key(kid), keyring_); }
  void Replayed(uint64_t kid) { counts_.CountReplayed(*Key(kid)); }

  // Rows returns the opened and replayed frames by KID.
  std::map<uint64_t, std::pair<uint64_t, uint64_t>> Rows() const {
    std::map<uint64_t, std::pair<uint64_t, uint64_t>> rows;
    for (const StreamKeyStats& row : counts_.Stats()) {
      rows[row.kid] = {row.opened, row.replayed};
    }
    return rows;
  }

  KeyCounts counts_{kMaxKeys};
  KeyringState keyring_;
  std::map<uint64_t, std::shared_ptr<OpeningKey>> keys_;
};

TEST_F(KeyCountsTest, EachKeyHasItsCounts) {
  Hold({1, 2});
  Opened(1);
  Opened(2);
  Opened(1);
  Replayed(2);
  EXPECT_THAT(Rows(), ElementsAre(Pair(1, Pair(2, 0)), Pair(2, Pair(1, 1))));
}

TEST_F(KeyCountsTest, AKeyThatOpenedNothingHasNoRow) {
  Hold({1});
  Replayed(1);
  EXPECT_THAT(Rows(), IsEmpty());
}

TEST_F(KeyCountsTest, AKeyThatIsSetAgainGoesOn) {
  Hold({1});
  Opened(1);
  Hold({});
  Hold({1});
  Opened(1);
  EXPECT_THAT(Rows(), ElementsAre(Pair(1, Pair(2, 0))));
}

TEST_F(KeyCountsTest, ARemovedKeysRowIsTakenLast) {
  for (const uint64_t kid : {1u, 2u, 3u}) {
    Hold({kid});
    Opened(kid);
  }
  Hold({4});
  Opened(4);
  EXPECT_THAT(Rows(), ElementsAre(Pair(2, Pair(1, 0)), Pair(3, Pair(1, 0)),
                                  Pair(4, Pair(1, 0))));
}

TEST_F(KeyCountsTest, AHeldKeyKeepsItsRow) {
  for (uint64_t kid = 2; kid < 50; ++kid) {
    Hold({1, kid});
    Opened(1);
    Opened(kid);
  }
  EXPECT_EQ(Rows()[1].first, 48u);
}

}  // namespace
}  // namespace sealframe
