// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Maintenance looks only at participants with something to do.

#include "sealframe/keyring/maintenance.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_plan.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/participant_keys.h"
#include "sealframe/keyring/participants.h"
#include "sealframe/keyring/sealing_counter.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/testing/messages_fixture.h"
#include "sealframe/keyring/testing/one_block_reservations.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int kParticipants = 100;
constexpr absl::Time kStart = absl::UnixEpoch();

KeyMaterial Material(int number) {
  return KeyMaterial::FromKey(
      SecretBytes::CopyOf({static_cast<uint8_t>(number), 1}));
}

// End is one end of a call of many participants.
class End {
 public:
  End(bool is_local, CounterReservations* reservations = nullptr)
      : participants_(*SFrameKeyScheme::Create({.ratchet_bits = 2}),
                      {.reservations = reservations}) {
    for (int i = 0; i < kParticipants; ++i) {
      EXPECT_TRUE(participants_.Add(std::to_string(i), is_local, {}).ok());
      Set(i, 0, i);
      if (is_local) {
        EXPECT_TRUE(Keys(i).Activate(0).ok());
      }
    }
    Maintain();
    EXPECT_THAT(Maintain(), IsEmpty());
  }

  ParticipantKeys& Keys(int i) {
    return participants_.FindOrMake(std::to_string(i));
  }
  void Set(int i, uint64_t key_index, int material) {
    Run(i, Keys(i).PlanKey(key_index, 0, Material(material)));
  }
  void Run(int i, const absl::StatusOr<KeyPlan>& plan) {
    ASSERT_TRUE(plan.ok());
    const auto status =
        participants_.Commit(Keys(i).id(), *plan, plan->derive());
    EXPECT_EQ(status, absl::OkStatus());
  }

  // Maintain returns the participants that it looked at.
  std::vector<std::string> Maintain(absl::Duration later = {}) {
    now_ += later;
    std::vector<std::string> visited;
    for (const auto& mark : participants_.TakeDue(now_)) {
      if (mark->participant() == nullptr) {
        continue;
      }
      visited.push_back(mark->participant()->id());
      if (const auto plan = participants_.PlanFollow(*mark, now_)) {
        participants_.Commit(visited.back(), *plan, plan->derive());
      }
      participants_.Maintain(mark, now_, &events_);
    }
    return visited;
  }

  SealingKey* Sealing(int i) { return Use(i).sealing.front().key.get(); }
  KeyringState Use(int i) { return Keys(i).keyring()->State(); }
  Participants& participants() { return participants_; }
  std::vector<KeyEvent>& events() { return events_; }

 private:
  Participants participants_;
  absl::Time now_ = kStart;
  std::vector<KeyEvent> events_;
};

TEST(MaintenanceTest, AChangeIsLookedAtOnce) {
  End end(/*is_local=*/true);
  end.Set(7, 1, 200);
  EXPECT_TRUE(end.Keys(5).Activate(0).ok());
  EXPECT_THAT(end.Maintain(), ElementsAre("7", "5"));
  end.Run(9, end.participants().PlanRatchet("9"));
  EXPECT_THAT(end.Maintain(), ElementsAre("9"));
  ASSERT_EQ(end.events().size(), 1u);
  EXPECT_EQ(end.events()[0].kind, KeyEventKind::kRatcheted);
  EXPECT_THAT(end.Maintain(absl::Hours(1)), IsEmpty());
}

TEST(MaintenanceTest, ARetiredKeyIsLookedAtAgainWhenItExpires) {
  End end(/*is_local=*/false);
  EXPECT_TRUE(end.Keys(3).Retire(0, kStart + absl::Seconds(10)).ok());
  EXPECT_THAT(end.Maintain(), ElementsAre("3"));
  EXPECT_THAT(end.Maintain(absl::Seconds(9)), IsEmpty());
  EXPECT_THAT(end.Use(3).opening, Not(IsEmpty()));
  EXPECT_THAT(end.Maintain(absl::Seconds(1)), ElementsAre("3"));
  EXPECT_THAT(end.Use(3).opening, IsEmpty());
  EXPECT_THAT(end.Maintain(absl::Hours(1)), IsEmpty());
}

TEST(MaintenanceTest, FramesOfAKnownStepCauseNoWorkAndOneOfANewStepDoes) {
  End sender(/*is_local=*/true);
  End receiver(/*is_local=*/false);
  const auto send = [&] {
    const Message message = SealMessage(sender.Sealing(4));
    return OpenMessage(receiver.Use(4).FindOpening(message.kid, 0), message);
  };
  EXPECT_TRUE(send());
  EXPECT_THAT(receiver.Maintain(), ElementsAre("4")) << "the first frame";
  EXPECT_TRUE(send());
  EXPECT_THAT(receiver.Maintain(), IsEmpty());
  sender.Run(4, sender.participants().PlanRatchet("4"));
  EXPECT_TRUE(send());
  EXPECT_THAT(receiver.Maintain(), ElementsAre("4"));
  ASSERT_EQ(receiver.events().size(), 1u);
  EXPECT_EQ(receiver.events()[0].kid, 1u);
  EXPECT_THAT(sender.Maintain(), ElementsAre("4"));
}

// TakeUnits takes nonces for at least `units` of 16 bytes, in several frames,
// or until the first error, which it returns. On 32-bit machines no frame has
// so many.
NonceError TakeUnits(SealingKey& key, uint64_t units) {
  constexpr size_t kFrameUnits = size_t{1} << 24;
  NonceError error = NonceError::kNone;
  for (uint64_t taken = 0; taken < units && error == NonceError::kNone;
       taken += kFrameUnits) {
    error = key.Take({}, 16 * kFrameUnits, 0).error();
  }
  return error;
}

TEST(MaintenanceTest, AKeyThatNearsOrReachesItsLimitIsLookedAt) {
  End end(/*is_local=*/true);
  end.Set(8, 1, 222);
  EXPECT_TRUE(end.Keys(8).Activate(1).ok());
  EXPECT_THAT(end.Maintain(), ElementsAre("8"));
  SealingKey* const key = end.Sealing(8);
  const uint64_t eighth = key->limits().max_sealed_units / 8;
  EXPECT_EQ(TakeUnits(*key, 6 * eighth), NonceError::kNone);
  EXPECT_THAT(end.Maintain(), IsEmpty());
  EXPECT_EQ(TakeUnits(*key, eighth), NonceError::kNone);
  EXPECT_THAT(end.Maintain(), ElementsAre("8"));
  EXPECT_EQ(TakeUnits(*key, eighth), NonceError::kExhausted);
  EXPECT_THAT(end.Maintain(), ElementsAre("8"));
  ASSERT_EQ(end.events().size(), 2u);
  EXPECT_EQ(end.events()[0].kind, KeyEventKind::kNearLimit);
  EXPECT_EQ(end.events()[1].kind, KeyEventKind::kLimitReached);
}

TEST(MaintenanceTest, AKeyThatNeedsCountersIsLookedAtUntilItHasThem) {
  OneBlockReservations store;
  Participants participants(*SFrameKeyScheme::Create({}),
                            {.reservations = &store});
  ASSERT_TRUE(participants.Add("alice", /*is_local=*/true, {}).ok());
  ParticipantKeys& alice = participants.FindOrMake("alice");
  const auto plan = alice.PlanKey(0, 0, Material(250));
  ASSERT_TRUE(plan->commit(plan->derive()).ok());
  ASSERT_TRUE(alice.Activate(0).ok());
  std::vector<KeyEvent> events;
  for (int i = 0; i < 3; ++i) {
    const auto due = participants.TakeDue(kStart);
    ASSERT_EQ(due.size(), 1u);
    participants.Maintain(due.front(), kStart, &events);
  }
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].kind, KeyEventKind::kReservationFailed);
}

// The keys of this test cannot be set without a store afterwards.
TEST(MaintenanceTest, AKeyOfWhichHalfABlockIsLeftIsLookedAt) {
  class Store final : public CounterReservations {
   public:
    absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                         uint64_t count) override {
      next_ += count;
      return CounterRange{.begin = next_ - count, .end = next_};
    }

   private:
    uint64_t next_ = 0;
  } store;
  End end(/*is_local=*/true, &store);
  SealingKey* const key = end.Sealing(6);
  for (uint64_t i = 0; i < kCounterBlock / 2; ++i) {
    ASSERT_EQ(key->Take({}, 0, 0).error(), NonceError::kNone);
  }
  EXPECT_THAT(end.Maintain(), IsEmpty());
  EXPECT_EQ(key->Take({}, 0, 0).error(), NonceError::kNone);
  EXPECT_THAT(end.Maintain(), ElementsAre("6"));
  EXPECT_EQ(key->Take({}, 0, 0).error(), NonceError::kNone);
  EXPECT_THAT(end.Maintain(), IsEmpty());
}

TEST(MaintenanceTest, ForgedFramesMarkAKeyOnceAtEachLimit) {
  const auto scheme =
      *SFrameKeyScheme::Create({.suite = CipherSuite::kAes128CtrHmacSha256_32});
  const std::unique_ptr<OpeningKey> key =
      *scheme->NewOpeningKey(0, Material(1));
  const auto marks = std::make_shared<MaintenanceMarks>();
  key->SetMark(std::make_shared<MaintenanceMark>(marks, nullptr));
  const std::vector<uint8_t> forged(key->tag_size());
  std::vector<uint64_t> marked_after;
  for (uint64_t i = 1; i <= key->limits().max_failed_openings + 1; ++i) {
    EXPECT_FALSE(key->Open({}, {}, forged, {}));
    if (!marks->Take().empty()) {
      marked_after.push_back(i);
    }
  }
  EXPECT_THAT(marked_after, ElementsAre(key->limits().soft_failed_openings,
                                        key->limits().max_failed_openings));
}

TEST(MaintenanceTest, AParticipantThatLeftIsDroppedOnceNoStreamReadsItsKeys) {
  End end(/*is_local=*/false);
  {
    const auto reader = end.Keys(0).keyring()->NewReader();
    for (int i = 0; i < kParticipants; ++i) {
      EXPECT_TRUE(end.participants().Remove(std::to_string(i)).ok());
    }
    EXPECT_EQ(end.Maintain().size(), static_cast<size_t>(kParticipants));
    EXPECT_THAT(end.Maintain(), IsEmpty()) << "they may return";
    for (size_t i = 0; i < kParticipantsRemembered; ++i) {
      const std::string id = "other" + std::to_string(i);
      EXPECT_TRUE(end.participants().Add(id, /*is_local=*/false, {}).ok());
      EXPECT_TRUE(end.participants().Remove(id).ok());
    }
    end.Maintain();
    EXPECT_THAT(end.Maintain(), ElementsAre("0"));
  }
  EXPECT_THAT(end.Maintain(), ElementsAre("0"));
  EXPECT_THAT(end.Maintain(), IsEmpty());
}

TEST(MaintenanceTest, KeysThatOutliveTheirProviderCanBeUsed) {
  auto end = std::make_unique<End>(/*is_local=*/false);
  const KeyringState state = end->Use(1);
  end = nullptr;
  const Message forged = {.ciphertext = std::vector<uint8_t>(30)};
  EXPECT_FALSE(OpenMessage(state.opening.front().key.get(), forged));
}

}  // namespace
}  // namespace sealframe
