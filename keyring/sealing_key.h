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

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/seal_ticket.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

// BlockAllowance holds units (keyring/key_limits.h) that a stream has counted
// in advance, so that streams that share a key rarely contend for its count. It
// belongs to one stream, and starts over when the stream's key changes.
class BlockAllowance {
 private:
  friend class SealingKey;

  uint64_t key_ = 0;
  uint64_t left_ = 0;
};

// How many units a stream counts in advance: 64 KiB. A key may stop that much
// early for each of its streams.
inline constexpr uint64_t kBlockAllowance = 4096;

// It marks its participant near and at its limit, and when it needs counters.
class SealingKey : public MarksMaintenance {
 public:
  // SealingKey is for key schemes (keyring/key_scheme.h), which derive the
  // parts.
  SealingKey(uint64_t kid, std::unique_ptr<Aead> aead,
             std::unique_ptr<NonceSequence> nonces,
             std::shared_ptr<SealingCounter> counter, const KeyLimits& limits,
             const KeyFingerprint& fingerprint);

  uint64_t kid() const { return kid_; }
  size_t tag_size() const { return aead_->tag_size(); }
  const KeyFingerprint& fingerprint() const { return fingerprint_; }

  // Take issues a ticket for a frame of `plaintext_size` bytes with `aad_size`
  // bytes of additional data, and counts the frame as sealed. An unused ticket
  // leaves a gap in the counters, which is harmless. The first frame over the
  // limit stops the key, which then issues no tickets.
  SealTicket Take(const NonceInput& input, size_t plaintext_size,
                  size_t aad_size);

  // Take with an allowance counts from `*allowance` while it lasts. The key
  // never seals past its limit.
  SealTicket Take(const NonceInput& input, size_t plaintext_size,
                  size_t aad_size, BlockAllowance* allowance);

  // Seal seals one frame and uses up `ticket`. Sizes, aliasing and failure are
  // those of `Aead::Seal`, except that with a used ticket, one of another key
  // or one with an error it returns false and leaves `out` unchanged.
  [[nodiscard]] bool Seal(SealTicket&& ticket, absl::Span<const uint8_t> aad,
                          absl::Span<const uint8_t> plaintext,
                          absl::Span<uint8_t> out) const;

  // usable returns whether the key is below its limit, has nonces and was made
  // by this process; near_limit, whether to change it soon.
  bool usable() const {
    return HasUnits() && nonces_->supply() != NonceSupply::kNone &&
           !counter_->is_forked();
  }
  bool near_limit() const {
    return sealed_units() >= limits_.soft_sealed_units ||
           nonces_->supply() != NonceSupply::kPlenty;
  }

  // sealed_units returns the count so far (keyring/key_limits.h), including the
  // frame that went over the limit.
  uint64_t sealed_units() const { return counter_->sealed_units(); }
  const KeyLimits& limits() const { return limits_; }

  // Replenish reserves counters ahead, unless the key is at its end. Call it
  // off the frame path.
  absl::Status Replenish() {
    return usable() ? counter_->Replenish() : absl::OkStatus();
  }

 private:
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
