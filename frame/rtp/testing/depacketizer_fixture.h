// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The test fixture of the SFrame depacketizer.
//
// Thread-safety: an object belongs to one thread at a time. It allocates.

#ifndef SEALFRAME_FRAME_RTP_TESTING_DEPACKETIZER_FIXTURE_H_
#define SEALFRAME_FRAME_RTP_TESTING_DEPACKETIZER_FIXTURE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/rtp/depacketizer.h"
#include "sealframe/frame/rtp/depacketizer_stats.h"
#include "sealframe/frame/rtp/depacketizer_types.h"

namespace sealframe {

inline constexpr uint8_t kFirst = 0x80;
inline constexpr uint8_t kMiddle = 0x00;
inline constexpr uint8_t kLast = 0x40;
inline constexpr uint8_t kOnly = 0xc0;
inline constexpr uint8_t kPacketized = 0x20;
inline constexpr size_t kWindow = 8;

// Feeds one-byte fragments to a depacketizer with a small packet window.
class SFrameDepacketizerTest : public ::testing::Test {
 protected:
  static DepacketizerOptions Options() {
    DepacketizerOptions options;
    options.max_packets = kWindow;
    options.max_payload_size = 4;
    options.timeout = absl::Milliseconds(100);
    return options;
  }

  InsertResult Insert(int sequence_number, uint8_t descriptor,
                      uint8_t byte = 0) {
    const uint8_t payload[] = {descriptor, byte};
    SFrameRtpPacket packet = header_;
    packet.sequence_number = static_cast<uint16_t>(sequence_number);
    packet.payload = payload;
    return depacketizer_.Insert(packet, now_);
  }

  DepacketizedFrame Next() {
    bytes_.assign(depacketizer_.NextFrameSize(), 0);
    return depacketizer_.NextFrame(absl::MakeSpan(bytes_));
  }

  // TakeAll takes all ready frames and returns their first sequence numbers.
  std::vector<int> TakeAll() {
    std::vector<int> firsts;
    for (DepacketizedFrame frame = Next();
         frame.result == NextFrameResult::kFrame; frame = Next()) {
      firsts.push_back(static_cast<uint16_t>(frame.first_sequence));
    }
    return firsts;
  }

  uint64_t Dropped(DepacketizerDrop reason) const {
    return depacketizer_.stats().dropped(reason);
  }

  SFrameDepacketizer depacketizer_{Options()};
  SFrameRtpPacket header_;
  absl::Time now_ = absl::UnixEpoch();
  std::vector<uint8_t> bytes_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_TESTING_DEPACKETIZER_FIXTURE_H_
