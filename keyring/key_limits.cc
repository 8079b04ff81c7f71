// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_limits.h"

#include <cstddef>
#include <cstdint>

#include "sealframe/crypto/cipher_suite.h"

namespace sealframe {
namespace {

// Keeps an attacker's advantage in distinguishing ciphertext from noise at
// 2^-61.
constexpr uint64_t kMaxSealedUnits = uint64_t{1} << 34;

// SoftLimit leaves an eighth of the limit for changing the key.
constexpr uint64_t SoftLimit(uint64_t hard) { return hard - hard / 8; }

KeyLimits WithFailedOpenings(uint64_t max_failed_openings) {
  return {.soft_sealed_units = SoftLimit(kMaxSealedUnits),
          .max_sealed_units = kMaxSealedUnits,
          .soft_failed_openings = max_failed_openings / 2,
          .max_failed_openings = max_failed_openings};
}

// A forged HMAC tag of t bits passes with probability 2^-t.
KeyLimits HmacKeyLimits(size_t tag_size) {
  switch (tag_size) {
    case 4:
      return WithFailedOpenings(uint64_t{1} << 20);
    case 8:
      return WithFailedOpenings(uint64_t{1} << 32);
    default:
      return WithFailedOpenings(uint64_t{1} << 36);
  }
}

}  // namespace

KeyLimits KeyLimitsFor(CipherSuite suite) {
  const CipherSuiteInfo& info = GetCipherSuiteInfo(suite);
  return info.aead == AeadKind::kAesGcm ? GcmKeyLimits(info.tag_size)
                                        : HmacKeyLimits(info.tag_size);
}

// A forged GCM tag of t bits passes with probability 2^-t times the number of
// blocks, which is 2^20 in the longest frame.
KeyLimits GcmKeyLimits(size_t tag_size) {
  if (tag_size >= 16) {
    return WithFailedOpenings(uint64_t{1} << 48);
  }
  return WithFailedOpenings(uint64_t{1} << (tag_size >= 8 ? 26 : 20));
}

}  // namespace sealframe
