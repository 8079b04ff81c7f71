// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/hkdf.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {
namespace {

// In RFC 9605 labels that precede a KID end in a space.
constexpr absl::string_view kKeyLabel = "SFrame 1.0 Secret key ";
constexpr absl::string_view kSaltLabel = "SFrame 1.0 Secret salt ";
constexpr absl::string_view kRatchetLabel = "SFrame 1.0 Ratchet";
constexpr absl::string_view kSsrcLabel = "SFrame 1.0 RTP Stream";

std::vector<uint8_t> Bytes(absl::string_view text) {
  return {text.begin(), text.end()};
}

void AppendBigEndian(uint64_t value, size_t size, std::vector<uint8_t>* out) {
  for (size_t i = size; i > 0; --i) {
    out->push_back(static_cast<uint8_t>(value >> (8 * (i - 1))));
  }
}

// LabelFor returns label || KID || suite, the form of both labels of Section
// 4.4.2.
std::vector<uint8_t> LabelFor(absl::string_view label, uint64_t kid,
                              CipherSuite suite) {
  std::vector<uint8_t> info = Bytes(label);
  AppendBigEndian(kid, sizeof(kid), &info);
  AppendBigEndian(static_cast<uint16_t>(suite), sizeof(suite), &info);
  return info;
}

absl::Status CheckBaseKey(const SecretBytes& base_key) {
  return base_key.empty() ? absl::InvalidArgumentError(
                                "the base key is empty: use at least one byte")
                          : absl::OkStatus();
}

}  // namespace

absl::StatusOr<SFrameKeys> DeriveSFrameKeys(CipherSuite suite, uint64_t kid,
                                            const SecretBytes& base_key) {
  if (absl::Status status = CheckBaseKey(base_key); !status.ok()) {
    return status;
  }
  const CipherSuiteInfo& info = GetCipherSuiteInfo(suite);
  const SecretBytes secret = HkdfExtract(info.hash, {}, base_key);
  absl::StatusOr<SecretBytes> key = HkdfExpand(
      info.hash, secret, LabelFor(kKeyLabel, kid, suite), info.key_size);
  if (!key.ok()) {
    return key.status();
  }
  absl::StatusOr<SecretBytes> salt = HkdfExpand(
      info.hash, secret, LabelFor(kSaltLabel, kid, suite), kNonceSize);
  if (!salt.ok()) {
    return salt.status();
  }
  return SFrameKeys{.key = *std::move(key), .salt = *std::move(salt)};
}

absl::StatusOr<SecretBytes> RatchetBaseKey(CipherSuite suite,
                                           const SecretBytes& base_key) {
  if (absl::Status status = CheckBaseKey(base_key); !status.ok()) {
    return status;
  }
  const HashAlgorithm hash = GetCipherSuiteInfo(suite).hash;
  return HkdfExpand(hash, HkdfExtract(hash, {}, base_key), Bytes(kRatchetLabel),
                    HashSize(hash));
}

absl::StatusOr<SecretBytes> DeriveSsrcKey(CipherSuite suite,
                                          const SecretBytes& base_key,
                                          uint32_t ssrc) {
  if (absl::Status status = CheckBaseKey(base_key); !status.ok()) {
    return status;
  }
  const HashAlgorithm hash = GetCipherSuiteInfo(suite).hash;
  std::vector<uint8_t> salt;
  AppendBigEndian(ssrc, sizeof(ssrc), &salt);
  return HkdfExpand(hash, HkdfExtract(hash, salt, base_key), Bytes(kSsrcLabel),
                    HashSize(hash));
}

absl::StatusOr<SecretBytes> DeriveCiscoMlsKey(CipherSuite suite,
                                              const SecretBytes& epoch_secret,
                                              uint64_t sender) {
  if (absl::Status status = CheckBaseKey(epoch_secret); !status.ok()) {
    return status;
  }
  const HashAlgorithm hash = GetCipherSuiteInfo(suite).hash;
  std::vector<uint8_t> info;
  AppendBigEndian(sender, sizeof(sender), &info);
  return HkdfExpand(hash, epoch_secret, info, HashSize(hash));
}

}  // namespace sealframe
