// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/cipher_suite.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/hash_algorithm.h"

namespace sealframe {
namespace {

using enum AeadKind;
using enum CipherSuite;
using enum HashAlgorithm;

// In the order of the registered values, which start at 1 and have no gaps.
constexpr CipherSuiteInfo kSuites[] = {
    {kAes128CtrHmacSha256_80, "AES_128_CTR_HMAC_SHA256_80", kAesCtrHmac,
     kSha256, 16, 48, 10},
    {kAes128CtrHmacSha256_64, "AES_128_CTR_HMAC_SHA256_64", kAesCtrHmac,
     kSha256, 16, 48, 8},
    {kAes128CtrHmacSha256_32, "AES_128_CTR_HMAC_SHA256_32", kAesCtrHmac,
     kSha256, 16, 48, 4},
    {kAes128GcmSha256_128, "AES_128_GCM_SHA256_128", kAesGcm, kSha256, 16, 16,
     16},
    {kAes256GcmSha512_128, "AES_256_GCM_SHA512_128", kAesGcm, kSha512, 32, 32,
     16},
    {kAes256CtrHmacSha512_80, "AES_256_CTR_HMAC_SHA512_80", kAesCtrHmac,
     kSha512, 32, 96, 10},
    {kAes256CtrHmacSha512_64, "AES_256_CTR_HMAC_SHA512_64", kAesCtrHmac,
     kSha512, 32, 96, 8},
    {kAes256CtrHmacSha512_32, "AES_256_CTR_HMAC_SHA512_32", kAesCtrHmac,
     kSha512, 32, 96, 4},
};

}  // namespace

absl::Span<const CipherSuiteInfo> AllCipherSuites() { return kSuites; }

const CipherSuiteInfo& GetCipherSuiteInfo(CipherSuite suite) {
  return kSuites[static_cast<size_t>(suite) - 1];
}

std::optional<CipherSuite> CipherSuiteFromName(absl::string_view name) {
  for (const CipherSuiteInfo& info : kSuites) {
    if (info.name == name) {
      return info.suite;
    }
  }
  return std::nullopt;
}

std::optional<CipherSuite> CipherSuiteFromId(uint16_t id) {
  for (const CipherSuiteInfo& info : kSuites) {
    if (static_cast<uint16_t>(info.suite) == id) {
      return info.suite;
    }
  }
  return std::nullopt;
}

}  // namespace sealframe
