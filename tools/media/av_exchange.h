// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The messages between `sealframe` and its helper `sealframe-av`, which reads
// and writes MP4 and Matroska files. Keys never reach the helper, and its
// parsers never run in the process that has them.
//
// The helper has two commands. `read` takes a file as its input and writes the
// file's packets. `write` takes a file and new contents of its packets, and
// writes the file with them. All numbers are big-endian.
//
// Thread-safety: these are pure functions. They allocate their results.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_EXCHANGE_H_
#define SEALFRAME_TOOLS_MEDIA_AV_EXCHANGE_H_

#include <cstdint>
#include <vector>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// EncodePackets returns the output of `read`: the packets as the file holds
// them, in its order, with their metadata except `key_frame` and `index`.
std::vector<uint8_t> EncodePackets(absl::Span<const ContainerFrame> packets);

// DecodePackets reverses EncodePackets, and sets `index`. It returns nothing if
// `bytes` are not in its form, or that of another version.
absl::optional<std::vector<ContainerFrame>> DecodePackets(
    absl::Span<const uint8_t> bytes);

// AvChange is the input of `write`. The spans point into its encoded form.
struct AvChange {
  absl::Span<const uint8_t> file;
  std::vector<absl::Span<const uint8_t>> payloads;  // One for each packet.
};

// EncodeChange returns the input of `write` for `file` and `payloads`.
std::vector<uint8_t> EncodeChange(
    absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> payloads);

// DecodeChange reverses EncodeChange. It returns nothing if `bytes` are not in
// its form, or that of another version.
absl::optional<AvChange> DecodeChange(absl::Span<const uint8_t> bytes);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_EXCHANGE_H_
