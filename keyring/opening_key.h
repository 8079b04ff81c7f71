// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// An opening key: one AEAD key with its KID, its salt and its replay window,
// for the frames of one sender.
//
// Thread-safety: may be used from several threads, except `SetReplays` and
// `SetMark`. Only the constructor allocates.

#ifndef SEALFRAME_KEYRING_OPENING_KEY_H_
#define SEALFRAME_KEYRING_OPENING_KEY_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/base/attributes.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/prefetch.h"
#include "sealframe/crypto/secret_nonce.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

// It marks its participant when it opens its first frame, and when it nears or
// reaches its limit.
class OpeningKey : public MarksMaintenance {
 public:
  // OpeningKey is for key schemes (keyring/key_scheme.h).
  OpeningKey(uint64_t kid, std::unique_ptr<Aead> aead, const Nonce& salt,
             const KeyLimits& limits, const KeyFingerprint& fingerprint);

  uint64_t kid() const { return kid_; }
  size_t tag_size() const { return aead_->tag_size(); }
  // Prefetch fetches what frames use into the caches.
  void Prefetch() const {
    aead_->Prefetch();
    sealframe::Prefetch(replays_.get(), sizeof(ReplayWindow));
  }
  const KeyFingerprint& fingerprint() const { return fingerprint_; }
  // id returns the first bytes of the fingerprint. It identifies the key on the
  // frame path.
  uint64_t id() const { return id_; }

  // salt returns the base of the format's nonces: zero in formats without one.
  const Nonce& salt() const { return salt_.Reveal(); }

  // replays returns the counters that were opened with the key, which all
  // streams of its sender share, or null if no window was set. SetReplays sets
  // it; call it before other threads have the key.
  ReplayWindow* replays() const { return replays_.get(); }
  void SetReplays(std::shared_ptr<ReplayWindow> replays) {
    replays_ = std::move(replays);
  }

  // usable returns whether fewer openings have failed than the limit allows.
  // With long tags the limit is out of an attacker's reach. Each thread may
  // exceed it by one try.
  bool usable() const {
    return failed_openings() < limits_.max_failed_openings;
  }

  // Open opens one frame. Sizes, aliasing and failure are those of
  // `Aead::Open`, except that a key that is not usable always fails, without
  // running the cipher. A failure of the cipher is counted; a forged frame
  // changes nothing else.
  [[nodiscard]] ABSL_ATTRIBUTE_ALWAYS_INLINE bool Open(
      const Nonce& nonce, absl::Span<const uint8_t> aad,
      absl::Span<const uint8_t> ciphertext, absl::Span<uint8_t> out) {
    if (!usable()) {
      return Refuse(out);
    }
    if (!aead_->Open(nonce, aad, ciphertext, out)) {
      CountFailure();
      return false;
    }
    // Store once, so that threads do not contend for the cache line.
    if (!authenticated()) {
      authenticated_.store(true, std::memory_order_relaxed);
      MarkDue();
    }
    return true;
  }

  // authenticated returns whether the key has opened a frame, which proves that
  // its sender uses it.
  bool authenticated() const {
    return authenticated_.load(std::memory_order_relaxed);
  }
  uint64_t failed_openings() const {
    return failed_openings_.load(std::memory_order_relaxed);
  }
  const KeyLimits& limits() const { return limits_; }

 private:
  void CountFailure();
  // Refuse zeroes `out` and returns false.
  static bool Refuse(absl::Span<uint8_t> out);

  const uint64_t kid_;
  const std::unique_ptr<Aead> aead_;
  const SecretNonce salt_;
  const KeyLimits limits_;
  const KeyFingerprint fingerprint_;
  const uint64_t id_;
  std::shared_ptr<ReplayWindow> replays_;
  std::atomic<uint64_t> failed_openings_{0};
  std::atomic<bool> authenticated_{false};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_OPENING_KEY_H_
