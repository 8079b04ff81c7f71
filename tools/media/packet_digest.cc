// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/packet_digest.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/sha256.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// The digest of a packet is chained to that of the packets before it.
void PacketDigest::Add(const MediaFrame& packet,
                       absl::Span<const uint8_t> data) {
  const Value contents = Sha256(data);
  std::array<uint8_t, 2 * contents.size() + 16> chained;
  uint8_t* end = std::copy(value_.begin(), value_.end(), chained.data());
  end = std::copy(contents.begin(), contents.end(), end);
  StoreBigEndian64(packet.stream, end);
  StoreBigEndian64(packet.timestamp, end + 8);
  value_ = Sha256(chained);
}

}  // namespace sealframe
