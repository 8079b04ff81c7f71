// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/testing/packed_frame_fuzz.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/av/matroska_end.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/packed_frame.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr Codec kCodecs[] = {Codec::kH264, Codec::kH265, Codec::kAv1,
                             Codec::kVp8};

void Check(bool claim) {
  if (!claim) {
    std::abort();
  }
}

// The end that a file states is behind the statement, and does not depend on
// what comes after it.
void CheckEnd(absl::Span<const uint8_t> data) {
  const std::optional<uint64_t> end = MatroskaEnd(data);
  if (end.has_value()) {
    constexpr uint64_t kLeastFront = 10;  // Two elements without contents.
    Check(*end >= kLeastFront);
    Bytes longer(data.begin(), data.end());
    longer.push_back(0);
    Check(MatroskaEnd(longer) == end);
  }
}

void CheckPacked(const ContainerFrame& packet,
                 absl::Span<const uint8_t> sealed) {
  const absl::StatusOr<Bytes> unpacked = UnpackFrame(packet);
  const absl::StatusOr<Bytes> plain = PlainFrame(packet);
  if (IsPackedSealed(packet)) {
    Check(unpacked.ok());
    return;
  }
  if (!plain.ok()) {
    return;
  }
  Check(unpacked.ok());
  const absl::StatusOr<Bytes> stored = PackSealed(packet, sealed);
  if (!stored.ok()) {
    Check(packet.length_size > 0 && packet.length_size < 4);
    return;
  }
  const ContainerFrame kept = {
      .info = packet.info, .data = *stored, .length_size = packet.length_size};
  const absl::StatusOr<Bytes> back = UnpackFrame(kept);
  Check(back.ok() && absl::MakeConstSpan(*back) == sealed);
  const absl::StatusOr<Bytes> restored = PackOpened(kept, *plain);
  Check(restored.ok() && *restored == packet.data);
}

}  // namespace

void FuzzPackedFrame(absl::Span<const uint8_t> data) {
  CheckEnd(data);
  if (data.size() < 2) {
    return;
  }
  ContainerFrame packet;
  packet.info.codec = kCodecs[data[0] % 4];
  const bool has_nals = data[0] % 4 < 2;
  packet.length_size = has_nals ? data[0] / 4 % 5 : 0;
  const size_t size = std::min<size_t>(data[1], data.size() - 2);
  const auto frame = data.subspan(2 + size);
  packet.data.assign(frame.begin(), frame.end());
  CheckPacked(packet, data.subspan(2, size));
}

}  // namespace sealframe
