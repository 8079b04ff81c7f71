// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The codecs that the engine can parse, and their names.
//
// Thread-safety: pure functions over constant data. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_CODEC_H_
#define SEALFRAME_FRAME_CODEC_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace sealframe {

enum class Codec : uint8_t {
  kUnknown,
  kOpus,
  kVp8,
  kVp9,
  kH264,
  kH265,
  kAv1,
};

inline constexpr size_t kCodecCount = 7;

// CodecName returns the lower-case name of `codec`, for example "h264", and
// "unknown" for `kUnknown`.
absl::string_view CodecName(Codec codec);

// CodecFromName finds a codec by its name, the part of a MIME type after the
// slash ("video/H264"), ignoring case. Returns nullopt for "unknown".
std::optional<Codec> CodecFromName(absl::string_view name);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_CODEC_H_
