// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// DAVE's nonces: a number of 32 bits that counts a sender's frames, those of
// all its streams, from 1 on. The top 8 bits are the low ones of the ratchet
// generation, which so goes on with each 2^24 frames.
//
// Thread-safety: as `NonceSequence` says.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_NONCES_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_NONCES_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/counter_nonces.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

// The bits of a nonce below its generation.
inline constexpr unsigned kDaveCounterBits = 24;

// Where a nonce holds the low 8 bits of its generation.
inline constexpr size_t kDaveGenerationByte = 11;

// DaveNonce returns the cipher's nonce for the one that a frame carries, in its
// last four bytes, least significant first.
inline Nonce DaveNonce(uint32_t nonce) {
  Nonce bytes = {};
  for (size_t i = 0; i < 4; ++i) {
    bytes[8 + i] = static_cast<uint8_t>(nonce >> (8 * i));
  }
  return bytes;
}

// DaveGenerationByteOf returns the low 8 bits of a nonce's generation.
constexpr uint8_t DaveGenerationByteOf(uint32_t nonce) {
  return static_cast<uint8_t>(nonce >> kDaveCounterBits);
}

class DaveNonces final : public NonceSequence {
 public:
  // Create makes the nonces of a ratchet at its beginning, which end with the
  // first `generations`, up to 256. They come from `reservations`, under the
  // name `key`, where that is not null.
  static absl::StatusOr<std::unique_ptr<DaveNonces>> Create(
      uint32_t generations, CounterReservations* reservations,
      const KeyFingerprint& key);

  NextNonce Next(const NonceInput& input) override;
  absl::Status Replenish() override;

  // supply is low in the last generation: 27 hours at 170 frames a second.
  NonceSupply supply() const override;

 private:
  DaveNonces(std::unique_ptr<CounterNonces> counters, uint32_t generations);

  const std::unique_ptr<CounterNonces> counters_;
  const uint64_t low_;
  const uint64_t end_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_NONCES_H_
