// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// H.264 and H.265 byte streams (Annex B of either), an access unit at a time.
//
// A plain file is split where the standards say that a unit starts (H.264,
// Section 7.4.1.2.3; H.265, Section 7.4.2.4.4), so it must be a valid stream:
// no arbitrary slice order, no redundant pictures. That cannot be done again
// once the units are sealed: a profile that leaves nothing in the clear puts
// start codes into them by chance, and even those that know the codec may hide
// the bit that tells a picture's first slice from its second. So a sealed file
// has a mark in front of each unit, an SEI message (user_data_unregistered)
// under a UUID of our own, which decoders pass over; units are what lies
// between marks, whatever their bytes are.
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

// The byte stream carries no time; units are taken to be a thirtieth of a
// second apart.
inline constexpr uint32_t kAnnexBTicksPerUnit = 3000;

// LooksLikeAnnexB returns whether `file` starts with a start code.
bool LooksLikeAnnexB(absl::Span<const uint8_t> file);

// IsMarkedAnnexB returns whether `file` starts with a sealed unit's mark.
bool IsMarkedAnnexB(absl::Span<const uint8_t> file);

// ReadAnnexB returns the access units of `file`, which may be hostile, with
// their start codes and without marks, or InvalidArgument naming what is wrong
// and at which byte. Which codec it is follows from the mark or the first NAL
// unit. A marked unit's bytes are not looked into; of what is not marked, the
// units together are the file.
absl::StatusOr<std::vector<ContainerFrame>> ReadAnnexB(
    absl::Span<const uint8_t> file);

// WriteAnnexB returns `units` one behind the other, with `codec`'s mark before
// each if `marked`. `codec` is H.264 or H.265.
std::vector<uint8_t> WriteAnnexB(Codec codec, bool marked,
                                 absl::Span<const std::vector<uint8_t>> units);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_ACCESS_UNIT_H_
