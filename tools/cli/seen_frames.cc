// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/seen_frames.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/types/span.h"
#include "sealframe/crypto/sha256.h"

namespace sealframe {

std::optional<size_t> SeenFrames::Add(absl::Span<const uint8_t> frame,
                                      size_t index) {
  const std::array<uint8_t, 32> whole = Sha256(frame);
  Digest digest;
  std::copy_n(whole.begin(), digest.size(), digest.begin());
  for (const auto* const seen : {&recent_, &older_}) {
    const auto found = seen->find(digest);
    if (found != seen->end()) {
      return found->second;
    }
  }
  if (recent_.size() == capacity_) {
    older_ = std::exchange(recent_, {});
  }
  recent_.emplace(digest, index);
  return std::nullopt;
}

}  // namespace sealframe
