// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/testing/ogg_test_stream.h"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "absl/strings/string_view.h"
#include "sealframe/tools/media/ogg_page.h"

namespace sealframe {
namespace {

constexpr absl::string_view kHead(
    "OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00", 19);
constexpr absl::string_view kTags("OpusTags\0\0\0\0\0\0\0\0", 16);

void AppendHeader(uint8_t flags, uint32_t sequence, absl::string_view packet,
                  std::vector<uint8_t>* out) {
  const std::vector<uint8_t> body(packet.begin(), packet.end());
  const uint8_t size = static_cast<uint8_t>(body.size());
  OggPage page;
  page.flags = flags;
  page.granule = 0;
  page.sequence = sequence;
  page.lacing = {&size, 1};
  page.body = body;
  AppendOggPage(page, out);
}

}  // namespace

std::vector<uint8_t> MakeOggTestStream(const std::vector<OggTestPage>& pages) {
  std::vector<uint8_t> out;
  AppendHeader(kOggFirst, 0, kHead, &out);
  AppendHeader(0, 1, kTags, &out);
  uint32_t sequence = 2;
  uint32_t fill = 0;
  for (const OggTestPage& page : pages) {
    std::vector<uint8_t> body(
        std::accumulate(page.lacing.begin(), page.lacing.end(), size_t{0}));
    for (uint8_t& byte : body) {
      byte = static_cast<uint8_t>(fill++ * 0x9e3779b1u >> 24);
    }
    OggPage made;
    made.flags = page.flags;
    made.granule = page.granule;
    made.sequence = sequence++;
    made.lacing = page.lacing;
    made.body = body;
    AppendOggPage(made, &out);
  }
  return out;
}

}  // namespace sealframe
