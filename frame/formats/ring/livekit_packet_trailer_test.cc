// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/livekit_packet_trailer.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

// Trailer returns a packet trailer with `list`, which is given without
// inversion.
Bytes Trailer(const Bytes& list, size_t too_long = 0) {
  Bytes trailer;
  for (const uint8_t byte : list) {
    trailer.push_back(byte ^ 0xff);
  }
  trailer.push_back(static_cast<uint8_t>((list.size() + 5 + too_long) ^ 0xff));
  trailer.insert(trailer.end(), {'L', 'K', 'T', 'S'});
  return trailer;
}

Bytes Behind(Bytes frame, const Bytes& trailer) {
  frame.insert(frame.end(), trailer.begin(), trailer.end());
  return frame;
}

TEST(LiveKitPacketTrailerTest, FindsATrailerWithKnownTags) {
  for (const Bytes& list : {Bytes{1, 2, 7, 7}, Bytes{2, 0}, Bytes{3, 1, 0},
                            Bytes{99, 1, 5, 1, 0}, Bytes{2, 0, 77, 0}}) {
    const Bytes trailer = Trailer(list);
    EXPECT_EQ(LiveKitPacketTrailerSize(trailer), trailer.size());
    EXPECT_EQ(LiveKitPacketTrailerSize(Behind(Bytes(100, 1), trailer)),
              trailer.size());
  }
}

TEST(LiveKitPacketTrailerTest, MalformedListsAndUnknownTagsAreNoTrailer) {
  for (const Bytes& list : {Bytes{}, Bytes{1}, Bytes{1, 1}, Bytes{1, 0, 1},
                            Bytes{1, 3, 0, 0}, Bytes{0, 0}, Bytes{4, 0}}) {
    EXPECT_EQ(LiveKitPacketTrailerSize(Behind(Bytes(9, 1), Trailer(list))), 0u);
  }
  EXPECT_EQ(LiveKitPacketTrailerSize(Trailer({1, 0}, 1)), 0u);
  EXPECT_EQ(LiveKitPacketTrailerSize(Bytes{0xff, 'L', 'K', 'T', 'S'}), 0u);
  EXPECT_EQ(LiveKitPacketTrailerSize(Bytes{'L', 'K', 'T', 'S'}), 0u);
  EXPECT_EQ(LiveKitPacketTrailerSize({}), 0u);
}

TEST(LiveKitPacketTrailerTest, TruncatedFramesAreNotReadOutOfBounds) {
  const Bytes trailer = Trailer({1, 2, 7, 7, 3, 1, 0});
  for (size_t size = 0; size < trailer.size(); ++size) {
    EXPECT_EQ(LiveKitPacketTrailerSize(Bytes(
                  trailer.begin(), trailer.begin() + static_cast<int>(size))),
              0u);
    EXPECT_EQ(LiveKitPacketTrailerSize(Bytes(
                  trailer.begin() + static_cast<int>(size) + 1, trailer.end())),
              0u);
  }
}

}  // namespace
}  // namespace sealframe
