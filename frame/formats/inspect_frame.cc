// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/inspect_frame.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"

namespace sealframe {
namespace {

absl::optional<FrameInspection> Inspect(const ProfileEntry& profile,
                                        const FrameInfo& info,
                                        absl::Span<const uint8_t> frame) {
  absl::optional<FrameInspection> inspection = profile.inspect(info, frame);
  if (inspection.has_value()) {
    inspection->profile = std::string(profile.name);
  }
  return inspection;
}

}  // namespace

absl::optional<FrameInspection> InspectFrameAs(
    absl::string_view profile, const FrameInfo& info,
    absl::Span<const uint8_t> frame) {
  const ProfileEntry* const entry = FindProfile(profile);
  return entry == nullptr ? absl::nullopt : Inspect(*entry, info, frame);
}

std::vector<FrameInspection> InspectFrame(const FrameInfo& info,
                                          absl::Span<const uint8_t> frame) {
  std::vector<FrameInspection> found;
  for (const ProfileEntry* const profile : WireFormats()) {
    absl::optional<FrameInspection> inspection = Inspect(*profile, info, frame);
    if (inspection.has_value()) {
      found.push_back(*std::move(inspection));
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const FrameInspection& a, const FrameInspection& b) {
                     return a.fit > b.fit;
                   });
  return found;
}

}  // namespace sealframe
