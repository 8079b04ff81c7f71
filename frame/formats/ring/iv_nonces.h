// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The nonces of formats whose frames carry them whole, as LiveKit's and Jitsi's
// do: SSRC, RTP timestamp, and a word that a counter makes.
//
// Nobody promises that SSRCs and timestamps differ: a key's streams, threads
// and data packets may all name the same. So there is one counter for the key,
// and no two nonces have the same SSRC, timestamp and counter. It starts at a
// random value, since the same key may have sealed in another process, and ends
// where it would come round: after 2^32 - 1 frames.
//
// A counter of 32 bits that starts at random needs no reservations, and has
// none to offer (keyring/counter_reservations.h): what these formats rely on
// over a restart is that SSRCs and timestamps start at random, too.
//
// Thread-safety: as `NonceSequence` says.

#ifndef SEALFRAME_FRAME_FORMATS_RING_IV_NONCES_H_
#define SEALFRAME_FRAME_FORMATS_RING_IV_NONCES_H_

#include <atomic>
#include <cstdint>

#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

// IvTail is what the last word of an IV is made of.
enum class IvTail : uint8_t {
  kTimestampLessCount,  // LiveKit: the RTP timestamp less the counter.
  kCount,               // JFrame: the counter.
};

class IvNonces final : public NonceSequence {
 public:
  // IvNonces begins the nonces of one key.
  explicit IvNonces(IvTail tail);

  // Next puts the SSRC and the timestamp of `input` into the nonce.
  NextNonce Next(const NonceInput& input) override;

 private:
  const IvTail tail_;
  const uint32_t start_;
  std::atomic<uint64_t> taken_{0};
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_IV_NONCES_H_
