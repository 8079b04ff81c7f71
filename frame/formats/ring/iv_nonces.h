// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Nonces of formats that send whole IVs, which are LiveKit's and Jitsi's: SSRC,
// RTP timestamp and a word made from a counter.
//
// SSRCs and timestamps need not differ: all streams, threads and data packets
// of a key may use the same ones. The key's counter therefore makes every nonce
// of the process unique. It is added to a random value, drawn once in each
// process, forked children included, since the same key may seal in another. It
// ends before it would repeat, after 2^32 - 1 frames.
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

#include <cstdint>
#include <memory>

#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

// IvTail selects the last word of an IV.
enum class IvTail : uint8_t {
  kTimestampLessCount,  // LiveKit: the RTP timestamp minus the counter.
  kCount,               // JFrame: the counter.
};

class IvNonces final : public NonceSequence {
 public:
  // IvNonces makes the nonces of the key of `counter`.
  IvNonces(IvTail tail, std::shared_ptr<SealingCounter> counter);

  // Next returns a nonce with the SSRC and timestamp of `input`.
  NextNonce Next(const NonceInput& input) override;

 private:
  // Start holds the random words of one process.
  struct Start {
    uint64_t generation = 0;
    uint32_t count = 0;  // The count of the first nonce of every key.
    uint32_t ssrc = 0;   // Stands for a missing SSRC.
  };

  static Start StartOfThisProcess();

  const IvTail tail_;
  const std::shared_ptr<SealingCounter> counter_;
  const Start start_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_IV_NONCES_H_
