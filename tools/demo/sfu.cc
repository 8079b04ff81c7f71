// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/demo/sfu.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "fmt/format.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/demo/endpoint.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr size_t kPiece = 8;

// Pieces returns all sequences of `kPiece` bytes, each as a number. It skips
// multiples of 255, among them runs of 00 or ff, with which codecs pad.
std::set<uint64_t> Pieces(absl::Span<const uint8_t> bytes) {
  std::set<uint64_t> pieces;
  uint64_t piece = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    piece = piece << 8 | bytes[i];
    if (i + 1 >= kPiece && piece % 0xff != 0) {
      pieces.insert(piece);
    }
  }
  return pieces;
}

bool SharePiece(absl::Span<const uint8_t> a, absl::Span<const uint8_t> b) {
  const std::set<uint64_t> in_a = Pieces(a);
  const std::set<uint64_t> in_b = Pieces(b);
  return std::any_of(in_b.begin(), in_b.end(), [&in_a](uint64_t piece) {
    return in_a.count(piece) != 0;
  });
}

}  // namespace

void Sfu::Forward(const Packet& packet, const ContainerFrame& original) {
  saw_media_ = saw_media_ || SharePiece(original.data, packet.frame);
  bytes_ += packet.frame.size();
  forwarded_.push_back(packet);
}

std::string Sfu::View() const {
  const Packet& packet = forwarded_.back();
  const ParsedSFrameHeader parsed = ParseSFrameHeader(packet.frame);
  return fmt::format(
      "the SFU sees: from {}, {}, kid {}, ctr {}, {} bytes: {}...",
      packet.sender, packet.media == MediaKind::kAudio ? "audio" : "video",
      parsed.header.kid, parsed.header.ctr, packet.frame.size(),
      ToHex(absl::MakeConstSpan(packet.frame).subspan(parsed.size, 12)));
}

}  // namespace sealframe
