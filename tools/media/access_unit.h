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
// Thread-safety: none for a file; the other functions are pure.

#ifndef SEALFRAME_TOOLS_MEDIA_ACCESS_UNIT_H_
#define SEALFRAME_TOOLS_MEDIA_ACCESS_UNIT_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"

namespace sealframe {

// The byte stream carries no timestamps. Units are assumed to be 1/30 s apart.
inline constexpr uint32_t kAnnexBTicksPerUnit = 3000;

// LooksLikeAnnexB returns whether `front` starts with a start code.
bool LooksLikeAnnexB(absl::Span<const uint8_t> front);

// IsMarkedAnnexB returns whether `front` starts with a sealed unit's mark.
bool IsMarkedAnnexB(absl::Span<const uint8_t> front);

// NewAnnexBFile returns the file in `input`, which must outlive it. Its frames
// are access units with their start codes and without marks. The mark or the
// first NAL unit determines the codec. Marked units are not parsed; unmarked
// units concatenate to the file. Sealed frames are written behind marks.
std::unique_ptr<MediaFile> NewAnnexBFile(ByteInput& input, Purpose purpose);

// AnnexBMark returns the mark of `codec`, H.264 or H.265: a NAL unit behind its
// start code.
std::vector<uint8_t> AnnexBMark(Codec codec);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_ACCESS_UNIT_H_
