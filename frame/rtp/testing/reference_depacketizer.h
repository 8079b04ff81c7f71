// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A slow reference model of the SFrame depacketizer. It implements the steps of
// draft-ietf-avtcore-rtp-sframe-02, "RTP depacketization of SFrame", literally
// over a sorted map, and each additional bound as a plain loop.
//
// Thread-safety: an object belongs to one thread at a time. It allocates.

#ifndef SEALFRAME_FRAME_RTP_TESTING_REFERENCE_DEPACKETIZER_H_
#define SEALFRAME_FRAME_RTP_TESTING_REFERENCE_DEPACKETIZER_H_

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/frame/rtp/depacketizer_types.h"

namespace sealframe {

struct ReferenceFrame {
  DepacketizedFrame frame;
  std::vector<uint8_t> bytes;
};

class ReferenceDepacketizer {
 public:
  // `options` must be within their limits.
  explicit ReferenceDepacketizer(const DepacketizerOptions& options)
      : options_(options) {}

  InsertResult Insert(const SFrameRtpPacket& packet, absl::Time now);

  // NextFrame returns the frame that became ready first, if any.
  std::optional<ReferenceFrame> NextFrame();

 private:
  struct Held {
    SFrameRtpPacket packet;
    std::vector<uint8_t> payload;
    absl::Time arrived;

    bool first() const { return (payload[0] & 0x80) != 0; }
    bool last() const { return (payload[0] & 0x40) != 0; }
    bool packetized() const { return (payload[0] & 0x20) != 0; }
  };
  struct Run {
    uint64_t first;
    uint64_t last;
  };

  void DropExpired(absl::Time now);
  std::optional<uint64_t> ExtendSequence(uint16_t sequence_number);
  void Accept(const SFrameRtpPacket& packet, uint64_t sequence, absl::Time now);
  std::optional<Run> SmallestRun() const;
  bool IsMixed(const Run& run) const;
  ReferenceFrame Concatenate(const Run& run) const;

  const DepacketizerOptions options_;
  std::map<uint64_t, Held> held_;
  std::set<uint64_t> seen_;
  std::deque<ReferenceFrame> ready_;
  uint64_t newest_ = 0;
  std::optional<uint16_t> restart_next_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_TESTING_REFERENCE_DEPACKETIZER_H_
