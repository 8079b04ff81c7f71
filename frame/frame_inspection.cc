// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/frame_inspection.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace sealframe {
namespace {

constexpr absl::string_view kPartNames[] = {
    "header", "clear", "ciphertext", "tag", "nonce", "ranges", "trailer",
};

}  // namespace

absl::string_view FramePartName(FramePart part) {
  return kPartNames[static_cast<size_t>(part)];
}

size_t PartSize(const FrameInspection& inspection, FramePart part) {
  size_t size = 0;
  for (const FramePartRange& range : inspection.parts) {
    size += range.part == part ? range.bytes.size : 0;
  }
  return size;
}

void FramePartsBuilder::Add(FramePart part, size_t size) {
  if (size != 0) {
    parts_.push_back({part, {offset_, size}});
  }
  offset_ += size;
}

std::vector<FramePartRange> FramePartsBuilder::Take() {
  return std::move(parts_);
}

}  // namespace sealframe
