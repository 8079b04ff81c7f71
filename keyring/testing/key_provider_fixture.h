// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A fixture for tests of the key provider: a clock and a counter store that
// tests control, and functions that seal and open messages of a participant.
//
// Thread-safety: belongs to one test. Allocates.

#ifndef SEALFRAME_KEYRING_TESTING_KEY_PROVIDER_FIXTURE_H_
#define SEALFRAME_KEYRING_TESTING_KEY_PROVIDER_FIXTURE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/check_key_material.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/testing/messages_fixture.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {

inline constexpr absl::StatusCode kExists = absl::StatusCode::kAlreadyExists;
inline constexpr absl::StatusCode kPrecondition =
    absl::StatusCode::kFailedPrecondition;

inline constexpr absl::Duration kOverlap = absl::Seconds(10);

inline KeyMaterial Material(uint8_t byte) {
  return KeyMaterial::FromKey(
      SecretBytes::CopyOf(std::vector<uint8_t>(kMinKeySize, byte)));
}

// FailingStore returns blocks until `fails_after` reaches zero.
class FailingStore final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t count) override {
    if (fails_after-- <= 0) {
      return absl::UnavailableError("disk full");
    }
    next_ += count;
    return CounterRange{.begin = next_ - count, .end = next_};
  }
  int fails_after = 1'000'000;

 private:
  uint64_t next_ = 0;
};

class KeyProviderFixture : public ::testing::Test {
 protected:
  std::shared_ptr<KeyProvider> New(KeyMode mode,
                                   const SFrameKeySchemeOptions& scheme,
                                   CounterReservations* reservations) {
    return *KeyProvider::Create(
        {.scheme = *SFrameKeyScheme::Create(scheme)},
        {.mode = mode, .reservations = reservations, .clock = &clock_});
  }

  FakeClock clock_;
  FailingStore store_;
};

// SealAs returns an empty message if `id` has no active key.
inline Message SealAs(KeyProvider& provider, const std::string& id) {
  auto reader = provider.SealingKeyringOf(id).value()->NewReader();
  return SealMessage(Keyring::Use(reader)->FindSealing(0));
}

inline bool OpensFrom(KeyProvider& provider, const std::string& id,
                      const Message& message) {
  const auto keyring = provider.OpeningKeyringOf(id);
  if (!keyring.ok()) {
    return false;
  }
  auto reader = (*keyring)->NewReader();
  return OpenMessage(Keyring::Use(reader)->FindOpening(message.kid, 0),
                     message);
}

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_TESTING_KEY_PROVIDER_FIXTURE_H_
