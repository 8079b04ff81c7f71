// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/testing/rewritten_file.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/container.h"

namespace sealframe {
namespace {

using Rewrite = absl::Status (*)(ByteInput&, FrameRewriter, ByteSink);

absl::StatusOr<std::vector<uint8_t>> RewriteWhole(
    Rewrite whole, absl::Span<const uint8_t> file, FrameRewriter rewrite) {
  ByteInput input(file);
  std::vector<uint8_t> out;
  absl::Status status =
      whole(input, rewrite, [&out](absl::Span<const uint8_t> bytes) {
        out.insert(out.end(), bytes.begin(), bytes.end());
        return absl::OkStatus();
      });
  return status.ok() ? absl::StatusOr<std::vector<uint8_t>>(std::move(out))
                     : status;
}

}  // namespace

absl::StatusOr<std::vector<uint8_t>> SealFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite) {
  return RewriteWhole(SealFrames, file, rewrite);
}

absl::StatusOr<std::vector<uint8_t>> OpenFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite) {
  return RewriteWhole(OpenFrames, file, rewrite);
}

}  // namespace sealframe
