// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/obu_unit.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/key_frame.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

ContainerFrame ObuFrame(std::vector<uint8_t> unit, size_t index) {
  const uint32_t timestamp = static_cast<uint32_t>(index) * kObuTicksPerUnit;
  const bool key_frame = IsKeyFrame(Codec::kAv1, unit);
  return {{Codec::kAv1, key_frame, timestamp, index}, std::move(unit)};
}

absl::Status ObuStreamError(uint64_t at, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("AV1 OBUs: at byte ", at, ": ", what));
}

}  // namespace sealframe
