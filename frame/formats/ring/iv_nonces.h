// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Nonces of formats that send whole IVs, which are LiveKit's and Jitsi's: SSRC,
// RTP timestamp and a word made from a counter.
//
// SSRCs and timestamps need not differ: all streams, threads and data packets
// of a key may use the same ones. One counter per key therefore makes every
// nonce unique. It starts at a random value, since the same key may have sealed
// in another process, and ends before it would repeat, after 2^32 - 1 frames.
//
// A frame without an SSRC (0) gets a random one, drawn once for the process,
// and the counter for its timestamp. So two processes that give no SSRCs under
// one key differ by 64 random bits, and receivers see timestamps that increase,
// whichever streams the frames are of.
//
// Such a counter cannot be reserved (keyring/counter_reservations.h). After a
// restart these formats rely on random SSRCs and timestamps as well.
//
// Thread-safety: that of `NonceSequence`.

#ifndef SEALFRAME_FRAME_FORMATS_RING_IV_NONCES_H_
#define SEALFRAME_FRAME_FORMATS_RING_IV_NONCES_H_

#include <atomic>
#include <cstdint>

#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

// IvTail selects the last word of an IV.
enum class IvTail : uint8_t {
  kTimestampLessCount,  // LiveKit: the RTP timestamp minus the counter.
  kCount,               // JFrame: the counter.
};

class IvNonces final : public NonceSequence {
 public:
  // IvNonces starts the nonces of one key.
  explicit IvNonces(IvTail tail);

  // Next returns a nonce with the SSRC and timestamp of `input`.
  NextNonce Next(const NonceInput& input) override;

 private:
  const IvTail tail_;
  const uint32_t start_;
  const uint32_t absent_ssrc_;
  std::atomic<uint64_t> taken_{0};
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_IV_NONCES_H_
