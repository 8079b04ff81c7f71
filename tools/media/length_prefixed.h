// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// H.264 and H.265 samples as MP4 and Matroska hold them (ISO/IEC 14496-15): NAL
// units, each behind its size in 1 to 4 bytes instead of a start code.
//
// A sealed access unit of a profile that leaves NAL units in place is stored
// like a plain one. Any other is stored in a single NAL unit: an SEI message
// (user_data_unregistered) under Sealframe's own UUID, which decoders ignore,
// with emulation prevention.
//
// Thread-safety: these are pure functions. They allocate their results.

#ifndef SEALFRAME_TOOLS_MEDIA_LENGTH_PREFIXED_H_
#define SEALFRAME_TOOLS_MEDIA_LENGTH_PREFIXED_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

// ToAnnexB returns the units of `sample`, which may be hostile, each behind a
// start code of four bytes, or nothing if the sizes do not add up to the size
// of `sample`. `length_size` is the number of bytes of a size, 1 to 4.
std::optional<std::vector<uint8_t>> ToAnnexB(absl::Span<const uint8_t> sample,
                                             size_t length_size);

// ToLengthPrefixed reverses ToAnnexB. It returns nothing if `stream` does not
// start with a start code, or has a unit whose size needs more bytes. A code of
// three bytes is taken as well.
std::optional<std::vector<uint8_t>> ToLengthPrefixed(
    absl::Span<const uint8_t> stream, size_t length_size);

// WrapSealedNal returns a sample of the SEI message that holds `sealed`, or
// nothing if its size needs more than `length_size` bytes. `codec` must be
// H.264 or H.265.
std::optional<std::vector<uint8_t>> WrapSealedNal(
    Codec codec, absl::Span<const uint8_t> sealed, size_t length_size);

// UnwrapSealedNal returns the `sealed` of WrapSealedNal, or nothing if
// `sample`, which may be hostile, has another form.
std::optional<std::vector<uint8_t>> UnwrapSealedNal(
    Codec codec, absl::Span<const uint8_t> sample, size_t length_size);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_LENGTH_PREFIXED_H_
