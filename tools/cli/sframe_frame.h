// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals and opens single SFrame frames with a given counter.
//
// For known answers at the command line only: a caller that chooses counters
// can repeat one, and with it a nonce. Programs use frame/send_transform.h,
// which rules that out.
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

// SealSFrame seals `plaintext` (RFC 9605, Section 4.4.3).
absl::StatusOr<std::vector<uint8_t>> SealSFrame(
    CipherSuite suite, const SecretBytes& base_key, const SFrameHeader& header,
    absl::Span<const uint8_t> metadata, absl::Span<const uint8_t> plaintext);

// OpenSFrame opens `frame`. It returns DataLoss if the frame is malformed or
// does not authenticate.
absl::StatusOr<std::vector<uint8_t>> OpenSFrame(
    CipherSuite suite, const SecretBytes& base_key,
    absl::Span<const uint8_t> metadata, absl::Span<const uint8_t> frame);

// ParseSFrame returns the header of `frame`, or DataLoss if it has none.
absl::StatusOr<ParsedSFrameHeader> ParseSFrame(absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_SFRAME_FRAME_H_
