// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/testing/chosen_keys.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/counter_nonces.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/sealing_counter.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/testing/test_counter.h"

namespace sealframe {
namespace {

class ChosenCipher final : public Aead {
 public:
  ChosenCipher(size_t tag_size, const ChosenKeys& keys)
      : Aead(tag_size), keys_(keys) {}

 private:
  bool DoSeal(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>,
              absl::Span<uint8_t> out) const override {
    return keys_.seal(out);
  }
  bool DoOpen(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>, absl::Span<uint8_t>) const override {
    return false;
  }

  const ChosenKeys keys_;
};

class ChosenScheme final : public KeyScheme {
 public:
  ChosenScheme(std::shared_ptr<const KeyScheme> scheme, ChosenKeys keys)
      : KeyScheme(scheme->traits()),
        scheme_(std::move(scheme)),
        keys_(std::move(keys)) {}

  absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                 uint64_t step) const override {
    return scheme_->KeyId(key_index, step);
  }

  absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const KeyMaterial& material,
      CounterReservations* reservations) const override {
    const auto key =
        scheme_->NewSealingKey(kid, material, reservations).value();
    const std::shared_ptr<SealingCounter> counter = NewTestCounter();
    return std::make_unique<SealingKey>(
        kid, NewCipher(*key), std::make_unique<CounterNonces>(Nonce(), counter),
        counter, keys_.limits.value_or(key->limits()), key->fingerprint());
  }

  absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const KeyMaterial& material) const override {
    const auto key = scheme_->NewOpeningKey(kid, material).value();
    return std::make_unique<OpeningKey>(kid, NewCipher(*key), key->salt(),
                                        keys_.limits.value_or(key->limits()),
                                        key->fingerprint());
  }

  absl::StatusOr<KeyMaterial> Ratchet(const KeyMaterial& material,
                                      uint64_t step) const override {
    return scheme_->Ratchet(material, step);
  }

 private:
  template <typename Key>
  std::unique_ptr<Aead> NewCipher(const Key& key) const {
    return std::make_unique<ChosenCipher>(key.tag_size(), keys_);
  }

  const std::shared_ptr<const KeyScheme> scheme_;
  const ChosenKeys keys_;
};

}  // namespace

Profile WithChosenKeys(const Profile& profile, ChosenKeys keys) {
  Profile chosen = profile;
  chosen.scheme =
      std::make_shared<ChosenScheme>(profile.scheme, std::move(keys));
  return chosen;
}

}  // namespace sealframe
