// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_fingerprint.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/sha256.h"

namespace sealframe {

KeyFingerprint FingerprintKey(const SecretBytes& key, const SecretBytes& salt) {
  constexpr absl::string_view kDomain = "Sealframe key fingerprint";
  SecretBytes input(kDomain.size() + 1 + key.size() + salt.size());
  auto out = input.RevealMutable().begin();
  out = std::copy(kDomain.begin(), kDomain.end(), out);
  // Keys are at most 96 bytes; the size keeps key and salt apart.
  *out++ = static_cast<uint8_t>(key.size());
  out = std::copy(key.Reveal().begin(), key.Reveal().end(), out);
  std::copy(salt.Reveal().begin(), salt.Reveal().end(), out);

  const std::array<uint8_t, 32> digest = Sha256(input.Reveal());
  KeyFingerprint fingerprint;
  std::copy_n(digest.begin(), fingerprint.size(), fingerprint.begin());
  return fingerprint;
}

uint64_t ShortFingerprint(const KeyFingerprint& fingerprint) {
  uint64_t number = 0;
  for (size_t i = 0; i < sizeof(number); ++i) {
    number = number << 8 | fingerprint[i];
  }
  return number;
}

}  // namespace sealframe
