// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/server_injected_frames.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/sha256.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/keyring/hazard_cell.h"

namespace sealframe {
namespace {

using Digest = std::array<uint8_t, 32>;

constexpr Digest kH264Sps = {0xf0, 0xa0, 0xe0, 0x96, 0x47, 0xd8, 0x91, 0xd6,
                             0xd5, 0x0a, 0xa8, 0x98, 0xbc, 0xe7, 0x10, 0x80,
                             0x90, 0x37, 0x5d, 0x0d, 0x55, 0xe5, 0x0a, 0x2b,
                             0xb2, 0x11, 0x47, 0xaf, 0xee, 0x55, 0x8e, 0x44};
constexpr Digest kH264Pps = {0x61, 0xd9, 0x66, 0x5e, 0xed, 0x71, 0xb6, 0xd4,
                             0x24, 0xae, 0x95, 0x39, 0x33, 0x0a, 0x3b, 0xdd,
                             0x5c, 0xb3, 0x86, 0xd4, 0xd7, 0x81, 0xc8, 0x08,
                             0x21, 0x9a, 0x6e, 0x36, 0x75, 0x04, 0x93, 0xa7};
constexpr Digest kH264Idr = {0xfa, 0xff, 0xc2, 0x6b, 0x68, 0xa2, 0xfc, 0x09,
                             0x09, 0x6f, 0xa2, 0x0f, 0x33, 0x51, 0xe7, 0x06,
                             0x39, 0x8b, 0x6f, 0x83, 0x8a, 0x75, 0x00, 0xc8,
                             0x06, 0x34, 0x72, 0xc2, 0xe4, 0x76, 0xe9, 0x0d};
constexpr Digest kVp8 = {0xef, 0x01, 0x61, 0x65, 0x3d, 0x8b, 0x2b, 0x23,
                         0xaa, 0xd4, 0x66, 0x24, 0xb4, 0x20, 0xaf, 0x1d,
                         0x03, 0xce, 0x48, 0x95, 0x0e, 0x9f, 0xc8, 0x57,
                         0x18, 0x02, 0x8f, 0x91, 0xb5, 0x0f, 0x92, 0x19};
constexpr Digest kOpus = {0xaa, 0xd8, 0xd3, 0x1f, 0xc5, 0x6b, 0x28, 0x02,
                          0xca, 0x50, 0x0e, 0x58, 0xc2, 0xfb, 0x9d, 0x0b,
                          0x29, 0xad, 0x71, 0xbb, 0x7c, 0xb5, 0x2c, 0xd6,
                          0x53, 0x02, 0x51, 0xea, 0xde, 0x18, 0x89, 0x88};

bool IsKnownUnit(const Digest& digest) {
  return digest == kH264Sps || digest == kH264Pps || digest == kH264Idr;
}

// IsKnownStream returns whether `payload` consists of start codes and known NAL
// units.
bool IsKnownStream(absl::Span<const uint8_t> payload) {
  AnnexBReader reader(payload);
  NalUnit unit;
  size_t units = 0;
  while (reader.Next(&unit)) {
    if (!IsKnownUnit(Sha256(payload.subspan(unit.offset, unit.size)))) {
      return false;
    }
    ++units;
  }
  return units > 0 && !reader.HasLeadingData();
}

bool IsKnown(absl::Span<const uint8_t> payload) {
  if (payload.size() > kMaxInjectedSize) {
    return false;
  }
  const Digest digest = Sha256(payload);
  return digest == kVp8 || digest == kOpus || IsKnownUnit(digest) ||
         IsKnownStream(payload);
}

}  // namespace

ServerInjectedFrames::ServerInjectedFrames()
    : trailer_(std::make_shared<HazardCell<std::vector<uint8_t>>>(
          std::make_unique<std::vector<uint8_t>>())) {}

void ServerInjectedFrames::SetTrailer(absl::Span<const uint8_t> trailer) {
  trailer_->Publish(
      std::make_unique<std::vector<uint8_t>>(trailer.begin(), trailer.end()));
}

ServerInjectedFrames::Judged ServerInjectedFrames::Reader::Judge(
    absl::Span<const uint8_t> frame) {
  const HazardCell<std::vector<uint8_t>>::Reader::Use trailer(trailer_);
  if (trailer->empty() || frame.size() < trailer->size() ||
      !std::equal(trailer->rbegin(), trailer->rend(), frame.rbegin())) {
    return {};
  }
  const absl::Span<const uint8_t> payload =
      frame.first(frame.size() - trailer->size());
  return IsKnown(payload)
             ? Judged{.verdict = Verdict::kKnown, .size = payload.size()}
             : Judged{.verdict = Verdict::kUnknown};
}

}  // namespace sealframe
