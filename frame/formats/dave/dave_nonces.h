// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// DAVE's nonces: a 32-bit number that counts the frames of all streams of a
// sender, from 1 on. Its top 8 bits are the low bits of the ratchet generation,
// so the generation advances every 2^24 frames.
//
// Thread-safety: as for `NonceSequence`.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_NONCES_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_NONCES_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

// The number of bits of a nonce below its generation.
inline constexpr unsigned kDaveCounterBits = 24;

// The byte of the cipher's nonce that holds the low 8 bits of the generation.
inline constexpr size_t kDaveGenerationByte = 11;

// DaveNonce returns the cipher's nonce for the `nonce` that a frame carries:
// zeros, then `nonce`, least significant byte first.
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
  // DaveNonces makes the nonces of the first `generations` of a ratchet, up to
  // 256, from the counter of generation 0.
  DaveNonces(uint32_t generations, std::shared_ptr<SealingCounter> counter);

  NextNonce Next(const NonceInput& input) override;

  // supply returns kLow in the last generation, which lasts 27 hours at 170
  // frames a second.
  NonceSupply supply() const override;

 private:
  const std::shared_ptr<SealingCounter> counter_;
  const uint64_t low_;
  const uint64_t end_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_NONCES_H_
