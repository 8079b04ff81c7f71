// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A sealing key: one AEAD key, its KID and its nonces. Callers never pass a
// nonce. They take a ticket, which seals one frame, once.
//
// All sealing keys of the process with one AEAD key share their counters
// (keyring/sealing_counter_table.h) and their limit (keyring/key_limits.h). In
// a forked child, a key that was made before the fork issues no tickets.
//
// Thread-safety: all functions but `SetMark` may be called from several
// threads, so that the streams of one sender can share a key: no two tickets
// ever get the same nonce. `Take` and `Seal` never allocate, block or wait.

#ifndef SEALFRAME_KEYRING_SEALING_KEY_H_
#define SEALFRAME_KEYRING_SEALING_KEY_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/prefetch.h"
#include "sealframe/keyring/block_allowance.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/seal_ticket.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

// It marks its participant near and at its limit, and when it needs counters.
class SealingKey : public MarksMaintenance {
 public:
  // SealingKey is for key schemes (keyring/key_scheme.h).
  SealingKey(uint64_t kid, std::unique_ptr<Aead> aead,
             std::unique_ptr<NonceSequence> nonces,
             std::shared_ptr<SealingCounter> counter, const KeyLimits& limits,
             const KeyFingerprint& fingerprint);

  uint64_t kid() const { return kid_; }
  size_t tag_size() const { return aead_->tag_size(); }
  // Prefetch fetches what frames use into the caches.
  void Prefetch() const {
    aead_->Prefetch();
    sealframe::Prefetch(nonces_.get(), sizeof(*nonces_));
    counter_->Prefetch();
  }
  const KeyFingerprint& fingerprint() const { return fingerprint_; }

  // Take issues a ticket for a frame of `plaintext_size` bytes with `aad_size`
  // bytes of additional data, and counts the frame as sealed. An unused ticket
  // leaves a harmless gap in the counters. A frame over the limit ends the key.
  SealTicket Take(const NonceInput& input, size_t plaintext_size,
                  size_t aad_size);

  // This Take counts from `*allowance` while it lasts, never past the limit.
  SealTicket Take(const NonceInput& input, size_t plaintext_size,
                  size_t aad_size, BlockAllowance* allowance) {
    if (IsForked()) {
      return SealTicket(NonceError::kForked);
    }
    const uint64_t units = SealedUnits(plaintext_size, aad_size);
    if (allowance->key_ == id_ && allowance->left_ >= units) {
      allowance->left_ -= units;
    } else if (!CountAhead(units, allowance)) {
      return SealTicket(NonceError::kExhausted);
    }
    return Issue(input);
  }

  // Seal seals one frame and uses up `ticket`. Sizes, aliasing and failure are
  // those of `Aead::Seal`, except that with a used ticket, one of another key
  // or one with an error it returns false and leaves `out` unchanged.
  [[nodiscard]] bool Seal(SealTicket&& ticket, absl::Span<const uint8_t> aad,
                          absl::Span<const uint8_t> plaintext,
                          absl::Span<uint8_t> out) const {
    return std::exchange(ticket.key_, nullptr) == this &&
           ticket.error() == NonceError::kNone &&
           aead_->Seal(ticket.nonce(), aad, plaintext, out);
  }

  // usable returns whether the key is below its limit, has nonces and was made
  // by this process; near_limit, whether to change it soon.
  bool usable() const;
  bool near_limit() const;

  // sealed_units returns the count so far, with the frame over the limit.
  uint64_t sealed_units() const { return counter_->sealed_units(); }
  const KeyLimits& limits() const { return limits_; }
  // Replenish reserves counters ahead, off the frame path, unless at its end.
  absl::Status Replenish();

 private:
  bool IsForked() {
    return (counter_->is_forked() || counter_->is_low()) && !Attend();
  }
  bool Attend();  // Marks the participant. Returns whether the key seals.
  SealTicket Issue(const NonceInput& input);
  bool HasUnits() const { return sealed_units() <= limits_.max_sealed_units; }
  bool Count(uint64_t units);
  bool CountAhead(uint64_t units, BlockAllowance* allowance);

  const uint64_t kid_;
  const std::unique_ptr<Aead> aead_;
  const std::unique_ptr<NonceSequence> nonces_;
  const std::shared_ptr<SealingCounter> counter_;
  const KeyLimits limits_;
  const KeyFingerprint fingerprint_;
  const uint64_t id_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SEALING_KEY_H_
