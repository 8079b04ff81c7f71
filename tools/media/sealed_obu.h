// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sealed AV1 temporal units in files.
//
// A sealed unit is the payload of a metadata OBU (AV1, Section 5.8) under
// Sealframe's own UUID. Its type is ITU-T T.35 with an unassigned country code:
// decoders ignore it, and of the types without a meaning it is the one that
// FFmpeg and GStreamer accept. So the file remains a valid stream without
// pictures. In front of the metadata are, in the clear, the temporal delimiter
// of the original unit and, if the unit starts with one, a copy of its sequence
// header: readers take the picture size from there. The delimiter is not
// sealed; the sequence header is.
//
// Thread-safety: these are pure functions. Those that return a vector allocate
// it.

#ifndef SEALFRAME_TOOLS_MEDIA_SEALED_OBU_H_
#define SEALFRAME_TOOLS_MEDIA_SEALED_OBU_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"

namespace sealframe {

// TemporalDelimiterSize returns the size of the temporal delimiter at the front
// of `unit`, 2, or zero if there is none in its usual form (12 00).
size_t TemporalDelimiterSize(absl::Span<const uint8_t> unit);

// WrapSealedObu returns the unit that holds `sealed`, the sealed form of
// `plain`. `plain` may be hostile.
std::vector<uint8_t> WrapSealedObu(absl::Span<const uint8_t> plain,
                                   absl::Span<const uint8_t> sealed);

// SealedObu is the contents of a unit that WrapSealedObu made.
struct SealedObu {
  absl::Span<const uint8_t> sealed;
  bool has_sizes = false;  // Whether each OBU of the original has its size.
};

// UnwrapSealedObu returns the contents of `unit`, which may be hostile, or
// nothing if `unit` has another form. The span points into `unit`.
std::optional<SealedObu> UnwrapSealedObu(absl::Span<const uint8_t> unit);

// WithLastSize returns `unit` with a size in its last OBU, where DAVE leaves it
// out. A unit that does not parse is returned as it is.
std::vector<uint8_t> WithLastSize(absl::Span<const uint8_t> unit);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_SEALED_OBU_H_
