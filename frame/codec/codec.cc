// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/codec.h"

#include <cstddef>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace sealframe {
namespace {

// In the order of the enum.
constexpr absl::string_view kNames[] = {"unknown", "opus", "vp8", "vp9",
                                        "h264",    "h265", "av1"};
static_assert(sizeof(kNames) / sizeof(kNames[0]) == kCodecCount);

}  // namespace

absl::string_view CodecName(Codec codec) {
  return kNames[static_cast<size_t>(codec)];
}

std::optional<Codec> CodecFromName(absl::string_view name) {
  for (size_t i = 1; i < kCodecCount; ++i) {
    if (absl::EqualsIgnoreCase(name, kNames[i])) {
      return static_cast<Codec>(i);
    }
  }
  return std::nullopt;
}

}  // namespace sealframe
