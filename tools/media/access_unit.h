// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Access units of H.264 and H.265 byte streams (Annex B of either standard).
//
// A plain file is split at the boundaries that the standards define (H.264,
// Section 7.4.1.2.3; H.265, Section 7.4.2.4.4), so it must be a valid stream
// without arbitrary slice order or redundant pictures. These boundaries are
// lost once the units are sealed: ciphertext can contain start codes by chance,
// and even codec-aware profiles may hide the bit that distinguishes a picture's
// first slice from its second. A sealed file therefore has a mark before each
// unit: an SEI message (user_data_unregistered) under Sealframe's own UUID,
// which decoders ignore. A unit is everything between two marks.
//
// Thread-safety: these are pure functions. They allocate their results.

#ifndef SEALFRAME_TOOLS_MEDIA_ACCESS_UNIT_H_
#define SEALFRAME_TOOLS_MEDIA_ACCESS_UNIT_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// The byte stream carries no timestamps. Units are assumed to be 1/30 s apart.
inline constexpr uint32_t kAnnexBTicksPerUnit = 3000;

// LooksLikeAnnexB returns whether `file` starts with a start code.
bool LooksLikeAnnexB(absl::Span<const uint8_t> file);

// IsMarkedAnnexB returns whether `file` starts with a sealed unit's mark.
bool IsMarkedAnnexB(absl::Span<const uint8_t> file);

// ReadAnnexB returns the access units of `file`, which may be hostile, with
// their start codes and without marks. It returns InvalidArgument, naming the
// fault and its byte offset, if `file` is malformed. The mark or the first NAL
// unit determines the codec. Marked units are not parsed; unmarked units
// concatenate to `file`.
absl::StatusOr<std::vector<ContainerFrame>> ReadAnnexB(
    absl::Span<const uint8_t> file);

// WriteAnnexB concatenates `units`, with `codec`'s mark before each if
// `marked`. `codec` must be H.264 or H.265.
std::vector<uint8_t> WriteAnnexB(Codec codec, bool marked,
                                 absl::Span<const std::vector<uint8_t>> units);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_ACCESS_UNIT_H_
