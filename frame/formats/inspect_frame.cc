// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/inspect_frame.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"

namespace sealframe {
namespace {

std::optional<FrameInspection> Inspect(const ProfileEntry& profile,
                                       const FrameInfo& info,
                                       absl::Span<const uint8_t> frame) {
  std::optional<FrameInspection> inspection = profile.inspect(info, frame);
  if (inspection.has_value()) {
    inspection->profile = std::string(profile.name);
  }
  return inspection;
}

}  // namespace

std::optional<FrameInspection> InspectFrameAs(absl::string_view profile,
                                              const FrameInfo& info,
                                              absl::Span<const uint8_t> frame) {
  const ProfileEntry* const entry = FindProfile(profile);
  return entry == nullptr ? std::nullopt : Inspect(*entry, info, frame);
}

std::vector<FrameInspection> InspectFrame(const FrameInfo& info,
                                          absl::Span<const uint8_t> frame) {
  const auto fits_better = [](const FrameInspection& a,
                              const FrameInspection& b) {
    return a.fit > b.fit;
  };
  std::vector<FrameInspection> found;
  for (const ProfileEntry* const profile : WireFormats()) {
    std::optional<FrameInspection> inspection = Inspect(*profile, info, frame);
    if (inspection.has_value()) {
      // std::stable_sort would add 9 kB to the WebAssembly module.
      const auto place = std::upper_bound(found.begin(), found.end(),
                                          *inspection, fits_better);
      found.insert(place, *std::move(inspection));
    }
  }
  return found;
}

}  // namespace sealframe
