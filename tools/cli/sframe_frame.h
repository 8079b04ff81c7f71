// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One SFrame frame on its own, sealed and opened with a counter from outside.
//
// This is for known answers, at the command line only: a caller who can name a
// counter can name it twice, and repeat a nonce. Programs use
// frame/send_transform.h, where nobody can.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_TOOLS_CLI_SFRAME_FRAME_H_
#define SEALFRAME_TOOLS_CLI_SFRAME_FRAME_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"

namespace sealframe {

// SealSFrame seals `plaintext` as RFC 9605, Section 4.4.3 says.
absl::StatusOr<std::vector<uint8_t>> SealSFrame(
    CipherSuite suite, const SecretBytes& base_key, const SFrameHeader& header,
    absl::Span<const uint8_t> metadata, absl::Span<const uint8_t> plaintext);

// OpenSFrame opens `frame`. DataLoss: it did not authenticate, or is no frame.
absl::StatusOr<std::vector<uint8_t>> OpenSFrame(
    CipherSuite suite, const SecretBytes& base_key,
    absl::Span<const uint8_t> metadata, absl::Span<const uint8_t> frame);

// ParseSFrame returns the header of `frame`. DataLoss: it is no frame.
absl::StatusOr<ParsedSFrameHeader> ParseSFrame(absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_SFRAME_FRAME_H_
