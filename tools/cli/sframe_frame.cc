// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/sframe_frame.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/suite_aead.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"
#include "sealframe/keyring/counter_nonces.h"

namespace sealframe {
namespace {

// FrameCipher holds the cipher and nonce of one frame.
struct FrameCipher {
  std::unique_ptr<Aead> aead;
  Nonce nonce;
};

absl::StatusOr<FrameCipher> CipherFor(CipherSuite suite,
                                      const SecretBytes& base_key,
                                      const SFrameHeader& header) {
  const absl::StatusOr<SFrameKeys> keys =
      DeriveSFrameKeys(suite, header.kid, base_key);
  if (!keys.ok()) {
    return keys.status();
  }
  absl::StatusOr<std::unique_ptr<Aead>> aead = NewAead(suite, keys->key);
  if (!aead.ok()) {
    return aead.status();
  }
  Nonce salt;
  std::copy_n(keys->salt.Reveal().begin(), salt.size(), salt.begin());
  return FrameCipher{.aead = *std::move(aead),
                     .nonce = NonceFor(salt, header.ctr)};
}

std::vector<uint8_t> Join(absl::Span<const uint8_t> a,
                          absl::Span<const uint8_t> b) {
  std::vector<uint8_t> joined(a.begin(), a.end());
  joined.insert(joined.end(), b.begin(), b.end());
  return joined;
}

}  // namespace

absl::StatusOr<std::vector<uint8_t>> SealSFrame(
    CipherSuite suite, const SecretBytes& base_key, const SFrameHeader& header,
    absl::Span<const uint8_t> metadata, absl::Span<const uint8_t> plaintext) {
  const absl::StatusOr<FrameCipher> cipher = CipherFor(suite, base_key, header);
  if (!cipher.ok()) {
    return cipher.status();
  }
  const size_t header_size = SFrameHeaderSize(header);
  std::vector<uint8_t> frame(header_size + plaintext.size() +
                             cipher->aead->tag_size());
  const absl::Span<uint8_t> out = absl::MakeSpan(frame);
  const size_t written = WriteSFrameHeader(header, out);
  if (!cipher->aead->Seal(cipher->nonce, Join(out.first(written), metadata),
                          plaintext, out.subspan(written))) {
    return absl::InternalError("the cipher failed");
  }
  return frame;
}

absl::StatusOr<std::vector<uint8_t>> OpenSFrame(
    CipherSuite suite, const SecretBytes& base_key,
    absl::Span<const uint8_t> metadata, absl::Span<const uint8_t> frame) {
  const absl::StatusOr<ParsedSFrameHeader> parsed = ParseSFrame(frame);
  if (!parsed.ok()) {
    return parsed.status();
  }
  const absl::StatusOr<FrameCipher> cipher =
      CipherFor(suite, base_key, parsed->header);
  if (!cipher.ok()) {
    return cipher.status();
  }
  const absl::Span<const uint8_t> body = frame.subspan(parsed->size);
  if (body.size() < cipher->aead->tag_size()) {
    return absl::DataLossError("the frame is too short to hold its tag");
  }
  std::vector<uint8_t> plaintext(body.size() - cipher->aead->tag_size());
  if (!cipher->aead->Open(cipher->nonce,
                          Join(frame.first(parsed->size), metadata), body,
                          absl::MakeSpan(plaintext))) {
    return absl::DataLossError(
        "the frame does not authenticate: it was altered, or sealed with "
        "another key, suite or metadata");
  }
  return plaintext;
}

absl::StatusOr<ParsedSFrameHeader> ParseSFrame(
    absl::Span<const uint8_t> frame) {
  const ParsedSFrameHeader parsed = ParseSFrameHeader(frame);
  switch (parsed.error) {
    case SFrameHeaderError::kNone:
      return parsed;
    case SFrameHeaderError::kTruncated:
      return absl::DataLossError("the input ends inside the SFrame header");
    case SFrameHeaderError::kNotMinimal:
      return absl::DataLossError(
          "a field of the SFrame header takes more bytes than its value needs "
          "(RFC 9605, Section 4.3)");
  }
  return absl::InternalError("unknown header error");
}

}  // namespace sealframe
