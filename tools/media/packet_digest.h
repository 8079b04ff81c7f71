// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A digest (SHA-256) over packets: their order, streams, times and contents.
// Equal digests show that two files hold the same packets, without holding
// either file.
//
// Thread-safety: none. It never allocates.

#ifndef SEALFRAME_TOOLS_MEDIA_PACKET_DIGEST_H_
#define SEALFRAME_TOOLS_MEDIA_PACKET_DIGEST_H_

#include <array>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

class PacketDigest {
 public:
  using Value = std::array<uint8_t, 32>;

  // Add adds a packet with the stream and timestamp of `packet` and the
  // contents `data`.
  void Add(const MediaFrame& packet, absl::Span<const uint8_t> data);

  // value returns the digest of the packets added so far.
  const Value& value() const { return value_; }

 private:
  Value value_ = {};
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_PACKET_DIGEST_H_
