// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/fuzz/seed_media.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

Bytes StreamOf(const std::vector<Bytes>& units) {
  Bytes stream;
  for (const Bytes& unit : units) {
    stream.insert(stream.end(), {0, 0, 0, 1});
    stream.insert(stream.end(), unit.begin(), unit.end());
  }
  return stream;
}

SeedMedia Video(Codec codec, Bytes frame) {
  return {.info = {.codec = codec, .key_frame = true, .ssrc = 1},
          .frame = std::move(frame)};
}

std::vector<SeedMedia> NewSeedMedia() {
  return {
      {.info = {.kind = MediaKind::kAudio, .codec = Codec::kOpus, .ssrc = 1},
       .frame = {0x78, 0x07, 0xc9, 0x79, 0xc8, 0xc9, 0x57, 0xc0, 0xa2}},
      Video(Codec::kVp8,
            {0x50, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0xa0, 0x00, 0x78, 0x00,
             0x47, 0x08, 0x85, 0x85, 0x88, 0x85, 0x84, 0x88, 0x02, 0x02}),
      Video(Codec::kVp9,
            {0x82, 0x49, 0x83, 0x42, 0x00, 0x09, 0xf0, 0x07, 0x76, 0x00, 0x38,
             0x24, 0x1c, 0x18, 0x42, 0x00, 0x00, 0x30, 0x60}),
      Video(Codec::kH264,
            StreamOf({{0x67, 0x42, 0xc0, 0x0a, 0xda, 0x0a, 0x3d, 0xa1},
                      {0x68, 0xce, 0x0f, 0xc8},
                      {0x65, 0xb8, 0x40, 0x5b, 0xc7, 0x2f, 0x21, 0x93, 0x8a},
                      {0x65, 0x04, 0xae, 0x10, 0x16, 0xf1, 0xcb, 0xc8}})),
      Video(Codec::kH265,
            StreamOf({{0x40, 0x01, 0x0c, 0x01, 0xff, 0xff, 0x01, 0x60},
                      {0x42, 0x01, 0x01, 0x01, 0x60, 0x90},
                      {0x44, 0x01, 0xc1, 0x72, 0xb4, 0x62, 0x40},
                      {0x28, 0x01, 0xaf, 0x78, 0xf9, 0x41, 0x2c, 0x8d}})),
      Video(Codec::kAv1,
            {0x0a, 0x06, 0x18, 0x15, 0x7f, 0xfc, 0xc0, 0x08, 0x32, 0x08, 0x10,
             0x00, 0x87, 0x41, 0x90, 0x9d, 0x21, 0x35}),
  };
}

// NewForms returns the forms in which the media may come out.
std::vector<Bytes> NewForms() {
  std::vector<Bytes> forms;
  for (const SeedMedia& seed : AllSeedMedia()) {
    forms.push_back(seed.frame);
    if (seed.info.codec == Codec::kAv1) {
      forms.push_back(ObusWithoutTheLastSize(seed.frame));
    }
  }
  return forms;
}

const std::vector<Bytes>& Forms() {
  static const auto* const forms = new std::vector<Bytes>(NewForms());
  return *forms;
}

// Without returns the bytes of `all` that `taken` lacks, in order.
Bytes Without(Bytes all, Bytes taken) {
  std::sort(all.begin(), all.end());
  std::sort(taken.begin(), taken.end());
  Bytes rest;
  std::set_difference(all.begin(), all.end(), taken.begin(), taken.end(),
                      std::back_inserter(rest));
  return rest;
}

}  // namespace

const std::vector<SeedMedia>& AllSeedMedia() {
  static const auto* const media = new std::vector<SeedMedia>(NewSeedMedia());
  return *media;
}

bool IsSeedMedia(absl::Span<const uint8_t> frame) {
  return std::any_of(Forms().begin(), Forms().end(), [&](const Bytes& form) {
    return absl::MakeConstSpan(form) == frame;
  });
}

bool IsDaveSilence(absl::Span<const uint8_t> frame) {
  constexpr uint8_t kSilence[] = {0xf8, 0xff, 0xfe};
  return frame == absl::MakeConstSpan(kSilence);
}

bool IsInterleavedSeedMedia(Codec codec, absl::Span<const uint8_t> frame) {
  const Bytes bytes(frame.begin(), frame.end());
  // In AV1, one OBU may get a size: a byte more, and a bit of its header.
  const size_t changed = codec == Codec::kAv1 ? 1 : 0;
  return std::any_of(Forms().begin(), Forms().end(), [&](const Bytes& form) {
    return Without(form, bytes).size() <= changed &&
           Without(bytes, form).size() <= 2 * changed;
  });
}

}  // namespace sealframe
