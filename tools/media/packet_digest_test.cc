// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/packet_digest.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using Packet = std::pair<MediaFrame, Bytes>;

PacketDigest::Value Digest(const std::vector<Packet>& packets) {
  PacketDigest digest;
  for (const auto& [frame, data] : packets) {
    digest.Add(frame, data);
  }
  return digest.value();
}

TEST(PacketDigestTest, DigestDependsOnStreamsTimesContentsAndTheirLimits) {
  const Packet first = {{.timestamp = 7, .stream = 1}, {1, 2}};
  const Packet second = {{.timestamp = 8, .stream = 0}, {3}};
  const auto want = Digest({first, second});
  EXPECT_EQ(Digest({first, second}), want);
  Packet key_frame = first;
  key_frame.first.key_frame = true;  // A property of the contents.
  EXPECT_EQ(Digest({key_frame, second}), want);

  Packet time = first;
  ++time.first.timestamp;
  Packet stream = first;
  ++stream.first.stream;
  const Packet longer = {first.first, {1, 2, 3}};
  const Packet shorter = {second.first, {}};
  for (const std::vector<Packet>& other :
       std::vector<std::vector<Packet>>{{first},
                                        {second, first},
                                        {time, second},
                                        {stream, second},
                                        {longer, shorter}}) {
    EXPECT_NE(Digest(other), want);
  }
}

}  // namespace
}  // namespace sealframe
