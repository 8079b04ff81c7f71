// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A sealing key: one AEAD key, its KID and the nonces that it alone owns. What
// seals with it never passes a nonce: it takes a ticket, which can seal one
// frame, once.
//
// The key counts its use and stops at its limit (keyring/key_limits.h).
//
// Thread-safety: `Take` and `Seal` may be called from several threads, so that
// the streams of one sender can share a key: no two tickets ever get the same
// nonce. Neither allocates, blocks or waits.

#ifndef SEALFRAME_KEYRING_SEALING_KEY_H_
#define SEALFRAME_KEYRING_SEALING_KEY_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

class SealingKey;

// SealTicket is the permission to seal one frame with the key that made it. It
// cannot be copied, and one that was moved from is worth nothing.
class [[nodiscard]] SealTicket {
 public:
  SealTicket(SealTicket&& other) noexcept
      : key_(std::exchange(other.key_, nullptr)), next_(other.next_) {}
  SealTicket& operator=(SealTicket&&) = delete;

  // error returns kNone if the ticket can be used.
  NonceError error() const { return next_.error; }
  uint64_t counter() const { return next_.counter; }
  const Nonce& nonce() const { return next_.nonce; }

 private:
  friend class SealingKey;
  // The nonce is made where it stays: it is not copied on its way to the
  // cipher, which would load it before it is stored.
  SealTicket(const SealingKey* key, NonceSequence& nonces,
             const NonceInput& input)
      : key_(key), next_(nonces.Next(input)) {}
  explicit SealTicket(NonceError error)
      : key_(nullptr), next_({.error = error}) {}

  const SealingKey* key_;  // Only ever compared.
  NextNonce next_;
};

// BlockAllowance is what a stream has counted ahead of a key's units, so that
// the streams that share a key meet at its count once in many frames. It
// belongs to one stream, and starts over when the stream's key changes.
class BlockAllowance {
 private:
  friend class SealingKey;

  uint64_t key_ = 0;
  uint64_t left_ = 0;
};

// How many units a stream counts ahead: 64 KiB. So much earlier, for each of
// its streams, may a key stop.
inline constexpr uint64_t kUnitBudget = 4096;

class SealingKey {
 public:
  // SealingKey takes its parts. Use a key scheme (keyring/key_scheme.h), which
  // derives them, rather than this.
  SealingKey(uint64_t kid, std::unique_ptr<Aead> aead,
             std::unique_ptr<NonceSequence> nonces, const KeyLimits& limits,
             const KeyFingerprint& fingerprint);

  uint64_t kid() const { return kid_; }
  size_t tag_size() const { return aead_->tag_size(); }
  const KeyFingerprint& fingerprint() const { return fingerprint_; }

  // Take makes a ticket for a frame of `plaintext_size` bytes with `aad_size`
  // bytes of additional data, and counts it as sealed. A ticket that is not
  // used is a gap in the counters and does no harm. The first frame that would
  // go over the limit stops the key: there are no tickets after it.
  SealTicket Take(const NonceInput& input, size_t plaintext_size,
                  size_t aad_size);

  // Take with a budget counts out of `*budget` while that lasts. The key stops
  // at its limit all the same, never past it.
  SealTicket Take(const NonceInput& input, size_t plaintext_size,
                  size_t aad_size, BlockAllowance* budget);

  // Seal seals the frame that `ticket` was taken for. Sizes, aliasing and
  // failure are as `Aead::Seal` says; the ticket is used up either way. With a
  // ticket of another key, a used one or an error it returns false and leaves
  // `out` as it was.
  [[nodiscard]] bool Seal(SealTicket&& ticket, absl::Span<const uint8_t> aad,
                          absl::Span<const uint8_t> plaintext,
                          absl::Span<uint8_t> out) const;

  // usable returns whether the key has not been stopped at its limit,
  // near_limit whether it should be changed: for what was counted, or for its
  // nonces.
  bool usable() const {
    return HasUnits() && nonces_->supply() != NonceSupply::kNone;
  }
  bool near_limit() const {
    return sealed_units() >= limits_.soft_sealed_units ||
           nonces_->supply() != NonceSupply::kPlenty;
  }

  // sealed_units returns what was counted so far (keyring/key_limits.h), with
  // the frame that was one too many.
  uint64_t sealed_units() const {
    return sealed_units_.load(std::memory_order_relaxed);
  }
  const KeyLimits& limits() const { return limits_; }

  // Replenish reserves counters ahead. Called off the frame path.
  absl::Status Replenish() { return nonces_->Replenish(); }

 private:
  bool HasUnits() const { return sealed_units() <= limits_.max_sealed_units; }
  bool Count(uint64_t units);
  bool CountAhead(uint64_t units, BlockAllowance* budget);

  const uint64_t kid_;
  const std::unique_ptr<Aead> aead_;
  const std::unique_ptr<NonceSequence> nonces_;
  const KeyLimits limits_;
  const KeyFingerprint fingerprint_;
  const uint64_t id_;
  std::atomic<uint64_t> sealed_units_{0};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SEALING_KEY_H_
