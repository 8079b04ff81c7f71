// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_limit_monitor.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/suite_aead.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/testing/messages_fixture.h"
#include "sealframe/keyring/testing/test_counter.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr KeyLimits kLimits = {.soft_sealed_units = 4,
                               .max_sealed_units = 8,
                               .soft_failed_openings = 2,
                               .max_failed_openings = 4};

// TestNonces have the supply that a test sets.
class TestNonces final : public NonceSequence {
 public:
  explicit TestNonces(const NonceSupply* supply) : supply_(supply) {}
  NextNonce Next(const NonceInput&) override { return {}; }
  NonceSupply supply() const override { return *supply_; }

 private:
  const NonceSupply* const supply_;
};

// BreakableStore reserves nothing while it is broken, and otherwise blocks so
// short that each `Replenish` needs another.
class BreakableStore final : public CounterReservations {
 public:
  explicit BreakableStore(const bool* broken) : broken_(broken) {}
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t) override {
    if (*broken_) {
      return absl::UnavailableError("disk full");
    }
    ++next_;
    return CounterRange{.begin = next_ - 1, .end = next_};
  }

 private:
  const bool* const broken_;
  uint64_t next_ = 0;
};

std::unique_ptr<Aead> TestAead() {
  return *NewAead(CipherSuite::kAes128GcmSha256_128, SecretBytes(16));
}

class KeyLimitMonitorTest : public ::testing::Test {
 protected:
  void AddSealing(uint64_t kid, uint8_t fingerprint) {
    state_.sealing.push_back(
        {.ssrc = {},
         .key = std::make_shared<SealingKey>(
             kid, TestAead(), std::make_unique<TestNonces>(&supply_),
             NewTestCounter(0, &store_), kLimits,
             KeyFingerprint{fingerprint})});
  }
  void AddOpening(uint64_t kid, uint8_t fingerprint) {
    state_.opening.push_back(
        {.ssrc = {},
         .key = std::make_shared<OpeningKey>(kid, TestAead(), Nonce{}, kLimits,
                                             KeyFingerprint{fingerprint})});
  }
  void Seal(size_t index, int frames) {
    for (; frames > 0; --frames) {
      (void)state_.sealing[index].key->Take({}, 0, 0);
    }
  }
  void Forge(size_t index, int frames) {
    const Message forged = {
        .ciphertext = std::vector<uint8_t>(sizeof(kMessageText) + 16)};
    for (; frames > 0; --frames) {
      EXPECT_FALSE(OpenMessage(state_.opening[index].key.get(), forged));
    }
  }

  // Check returns the kinds and KIDs of the new events.
  std::vector<std::pair<KeyEventKind, uint64_t>> Check() {
    std::vector<KeyEvent> events;
    monitor_.Check(state_, "alice", &events);
    std::vector<std::pair<KeyEventKind, uint64_t>> kinds;
    for (const KeyEvent& event : events) {
      EXPECT_EQ(event.participant, "alice");
      kinds.emplace_back(event.kind, event.kid);
    }
    return kinds;
  }

  bool broken_ = false;
  BreakableStore store_{&broken_};
  NonceSupply supply_ = NonceSupply::kPlenty;
  KeyringState state_;
  KeyLimitMonitor monitor_;
};

TEST_F(KeyLimitMonitorTest, ReportsOnceThatASealingKeyNearsItsLimitAndStops) {
  AddSealing(7, 1);
  Seal(0, 3);
  EXPECT_THAT(Check(), IsEmpty());
  Seal(0, 1);
  EXPECT_THAT(Check(), ElementsAre(std::pair(KeyEventKind::kNearLimit, 7)));
  Seal(0, 4);
  EXPECT_THAT(Check(), IsEmpty()) << "at the limit it has not stopped yet";
  Seal(0, 1);
  EXPECT_THAT(Check(), ElementsAre(std::pair(KeyEventKind::kLimitReached, 7)));
  EXPECT_THAT(Check(), IsEmpty());
}

TEST_F(KeyLimitMonitorTest, ReportsOnceThatNoncesRunLowAndOut) {
  AddSealing(7, 1);
  supply_ = NonceSupply::kLow;
  EXPECT_THAT(Check(), ElementsAre(std::pair(KeyEventKind::kNearLimit, 7)));
  EXPECT_THAT(Check(), IsEmpty());
  supply_ = NonceSupply::kNone;
  EXPECT_THAT(Check(), ElementsAre(std::pair(KeyEventKind::kLimitReached, 7)));
  EXPECT_THAT(Check(), IsEmpty());
}

TEST_F(KeyLimitMonitorTest, ReportsOnceThatForgeriesNearAKeysLimitAndStopIt) {
  AddOpening(7, 1);
  Forge(0, 1);
  EXPECT_THAT(Check(), IsEmpty());
  Forge(0, 1);
  EXPECT_THAT(Check(), ElementsAre(std::pair(KeyEventKind::kNearLimit, 7)));
  EXPECT_THAT(Check(), IsEmpty());
  Forge(0, 2);
  EXPECT_THAT(Check(), ElementsAre(std::pair(KeyEventKind::kLimitReached, 7)));
  EXPECT_THAT(Check(), IsEmpty());
}

TEST_F(KeyLimitMonitorTest, ReportsEachKeyUnderOneKid) {
  AddOpening(7, 1);
  Forge(0, 2);
  EXPECT_THAT(Check(), ElementsAre(std::pair(KeyEventKind::kNearLimit, 7)));
  AddOpening(7, 2);
  Forge(1, 2);
  EXPECT_THAT(Check(), ElementsAre(std::pair(KeyEventKind::kNearLimit, 7)));
}

TEST_F(KeyLimitMonitorTest, ReportsAFailureAgainAfterItRecovered) {
  AddSealing(7, 1);
  for (int round = 0; round < 2; ++round) {
    broken_ = true;
    EXPECT_THAT(Check(),
                ElementsAre(std::pair(KeyEventKind::kReservationFailed, 7)));
    EXPECT_THAT(Check(), IsEmpty());
    broken_ = false;
    EXPECT_THAT(Check(), IsEmpty());
  }
}

}  // namespace
}  // namespace sealframe
