// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// GetStream's nonces: the IV prefix of a key, 8 random bytes, and a counter of
// 32 bits that numbers all frames of a sender, from 1 on.
//
// The counter serves all tracks and keys of a sender and never restarts. After
// 2^32 - 1 frames a new key does not help: the application needs a new key
// provider. A provider has one counter for all its local participants.
//
// A key gets a new prefix whenever it is set, so nonces do not repeat after a
// restart, and counters are not reserved (keyring/counter_reservations.h).
//
// Thread-safety: as for `NonceSequence`. Any number of sequences and threads
// may share a counter.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_NONCES_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_NONCES_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>

#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

using GetStreamIvPrefix = std::array<uint8_t, 8>;

// GetStreamCounter numbers the frames of a sender.
class GetStreamCounter {
 public:
  explicit GetStreamCounter(uint32_t first = 1) : next_(first) {}

  // Next returns the next number, or 0 if there is none left.
  uint32_t Next();

  // supply returns kLow for the last 2^24 numbers: 27 hours at 170 frames a
  // second.
  NonceSupply supply() const;

 private:
  std::atomic<uint64_t> next_;
};

class GetStreamNonces final : public NonceSequence {
 public:
  // GetStreamNonces makes the nonces of one key, whose `prefix` is unique among
  // keys with the same bytes.
  GetStreamNonces(const GetStreamIvPrefix& prefix,
                  std::shared_ptr<GetStreamCounter> counter);

  NextNonce Next(const NonceInput& input) override;
  NonceSupply supply() const override { return counter_->supply(); }

 private:
  const GetStreamIvPrefix prefix_;
  const std::shared_ptr<GetStreamCounter> counter_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_NONCES_H_
