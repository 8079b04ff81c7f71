// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_key_schedule.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/hkdf.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/sha256.h"

namespace sealframe {
namespace {

constexpr absl::string_view kExporterLabel = "Discord Secure Frames v0";

// AppendVector appends the size of `bytes`, which is under 64, and then `bytes`
// (RFC 9420, Section 2.1.2).
template <typename Bytes>
void AppendVector(const Bytes& bytes, std::vector<uint8_t>* out) {
  out->push_back(static_cast<uint8_t>(bytes.size()));
  out->insert(out->end(), bytes.begin(), bytes.end());
}

// ExpandWithLabel is defined in RFC 9420, Section 8. `size` is under 256.
absl::StatusOr<SecretBytes> ExpandWithLabel(const SecretBytes& secret,
                                            absl::string_view label,
                                            absl::Span<const uint8_t> context,
                                            size_t size) {
  std::vector<uint8_t> info = {0, static_cast<uint8_t>(size)};
  AppendVector(absl::StrCat("MLS 1.0 ", label), &info);
  AppendVector(context, &info);
  return HkdfExpand(HashAlgorithm::kSha256, secret, info, size);
}

// DeriveTreeSecret is defined in RFC 9420, Section 9.
absl::StatusOr<SecretBytes> DeriveTreeSecret(const SecretBytes& secret,
                                             absl::string_view label,
                                             uint32_t generation, size_t size) {
  std::array<uint8_t, 4> context;
  StoreBigEndian32(generation, context.data());
  return ExpandWithLabel(secret, label, context, size);
}

std::array<uint8_t, 8> LittleEndian(uint64_t value) {
  std::array<uint8_t, 8> bytes;
  for (uint8_t& byte : bytes) {
    byte = static_cast<uint8_t>(value);
    value >>= 8;
  }
  return bytes;
}

}  // namespace

absl::StatusOr<SecretBytes> DaveBaseSecret(const SecretBytes& exporter_secret,
                                           uint64_t user_id) {
  const absl::StatusOr<SecretBytes> secret =
      ExpandWithLabel(exporter_secret, kExporterLabel, {}, 32);
  if (!secret.ok()) {
    return secret.status();
  }
  return ExpandWithLabel(*secret, "exported", Sha256(LittleEndian(user_id)),
                         kDaveBaseSecretSize);
}

absl::StatusOr<SecretBytes> DaveGenerationKey(const SecretBytes& secret,
                                              uint32_t generation) {
  return DeriveTreeSecret(secret, "key", generation, kDaveKeySize);
}

absl::StatusOr<SecretBytes> DaveNextSecret(const SecretBytes& secret,
                                           uint32_t generation) {
  return DeriveTreeSecret(secret, "secret", generation, kDaveSecretSize);
}

}  // namespace sealframe
