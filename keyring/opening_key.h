// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// An opening key: one AEAD key with its KID and salt, for the frames of one
// sender. Replay windows are kept by the streams (keyring/stream_keys.h),
// since each stream has its own.
//
// Thread-safety: may be used from several threads. Nothing but the constructor
// allocates.

#ifndef SEALFRAME_KEYRING_OPENING_KEY_H_
#define SEALFRAME_KEYRING_OPENING_KEY_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"

namespace sealframe {

class OpeningKey {
 public:
  // OpeningKey takes its parts. Use a key scheme (keyring/key_scheme.h), which
  // derives them, rather than this.
  OpeningKey(uint64_t kid, std::unique_ptr<Aead> aead, const Nonce& salt,
             const KeyLimits& limits, const KeyFingerprint& fingerprint);

  uint64_t kid() const { return kid_; }
  size_t tag_size() const { return aead_->tag_size(); }
  const KeyFingerprint& fingerprint() const { return fingerprint_; }
  // id returns the front of the fingerprint: what tells keys apart on the frame
  // path.
  uint64_t id() const { return id_; }

  // salt is what the format's nonces are built on: zero where there is none.
  const Nonce& salt() const { return salt_; }

  // usable returns whether the key has failed to open fewer frames than its
  // limit allows. Where tags are long the limit is out of an attacker's reach.
  // It may be passed by as many tries as there are threads.
  bool usable() const {
    return failed_openings() < limits_.max_failed_openings;
  }

  // Open opens one frame. Sizes, aliasing and failure are as `Aead::Open` says,
  // but that a key that is not usable fails every time, without trying. A
  // failure is counted, and is all that a forged frame changes.
  [[nodiscard]] bool Open(const Nonce& nonce, absl::Span<const uint8_t> aad,
                          absl::Span<const uint8_t> ciphertext,
                          absl::Span<uint8_t> out);

  // authenticated returns whether the key has opened a frame: its sender uses
  // it.
  bool authenticated() const {
    return authenticated_.load(std::memory_order_relaxed);
  }
  uint64_t failed_openings() const {
    return failed_openings_.load(std::memory_order_relaxed);
  }
  const KeyLimits& limits() const { return limits_; }

 private:
  const uint64_t kid_;
  const std::unique_ptr<Aead> aead_;
  const Nonce salt_;
  const KeyLimits limits_;
  const KeyFingerprint fingerprint_;
  const uint64_t id_;
  std::atomic<uint64_t> failed_openings_{0};
  std::atomic<bool> authenticated_{false};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_OPENING_KEY_H_
