// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/testing/depacketizer_fuzz.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/rtp/depacketizer.h"
#include "sealframe/frame/rtp/depacketizer_stats.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/testing/reference_depacketizer.h"

namespace sealframe {
namespace {

constexpr uint8_t kUntouched = 0xcc;
constexpr size_t kPacketRecordSize = 6;
constexpr size_t kMaxPayloadSize = 8;

void Check(bool claim) {
  if (!claim) {
    std::abort();
  }
}

bool AreSame(const DepacketizedFrame& a, const DepacketizedFrame& b) {
  return a.result == b.result && a.size == b.size &&
         a.timestamp == b.timestamp && a.payload_type == b.payload_type &&
         a.marker == b.marker && a.origin == b.origin &&
         a.first_sequence == b.first_sequence &&
         a.last_sequence == b.last_sequence;
}

// Record describes one packet: its steps in sequence number and time, its
// payload size and descriptor, its header fields, and whether to take frames
// afterwards.
struct Record {
  int sequence_step;
  absl::Duration time_step;
  bool take_frames;
  size_t payload_size;
  uint8_t payload_type;
  bool marker;
  uint8_t timestamp;
  uint8_t descriptor;
};

Record ReadRecord(absl::Span<const uint8_t> bytes) {
  Record record;
  const bool far = (bytes[0] & 0xc0) == 0xc0;
  const int step = bytes[1] < 0x80 ? bytes[1] : bytes[1] - 0x100;
  record.sequence_step = far ? step * 256 + (bytes[0] & 0x3f) : step / 16;
  record.time_step = absl::Milliseconds(bytes[2] & 0x0f);
  record.take_frames = (bytes[2] & 0x30) != 0;
  record.payload_size = bytes[3] % (kMaxPayloadSize + 2);
  record.payload_type = (bytes[4] & 0x0f) == 0 ? 97 : 96;
  record.marker = (bytes[4] & 0x10) != 0;
  record.timestamp = (bytes[4] & 0xe0) == 0 ? 1 : 0;
  record.descriptor = bytes[5];
  return record;
}

}  // namespace

InsertResult CheckedDepacketizer::Insert(const SFrameRtpPacket& packet,
                                         absl::Time now) {
  const InsertResult result = real_.Insert(packet, now);
  Check(result == reference_.Insert(packet, now));
  return result;
}

std::optional<ReferenceFrame> CheckedDepacketizer::NextFrame() {
  const size_t size = real_.NextFrameSize();
  std::vector<uint8_t> bytes(size, kUntouched);
  if (size > 0) {
    const absl::Span<uint8_t> too_short = absl::MakeSpan(bytes).first(size - 1);
    DepacketizedFrame refused;
    refused.result = NextFrameResult::kBufferTooSmall;
    Check(AreSame(real_.NextFrame(too_short), refused));
    Check(std::all_of(bytes.begin(), bytes.end(),
                      [](uint8_t byte) { return byte == kUntouched; }));
  }
  const DepacketizedFrame frame = real_.NextFrame(absl::MakeSpan(bytes));
  std::optional<ReferenceFrame> expected = reference_.NextFrame();
  if (!expected.has_value()) {
    Check(size == 0 && AreSame(frame, DepacketizedFrame()));
    return std::nullopt;
  }
  Check(AreSame(frame, expected->frame));
  Check(bytes == expected->bytes);
  return expected;
}

size_t CheckedDepacketizer::Finish() {
  size_t frames = 0;
  while (NextFrame().has_value()) {
    ++frames;
  }
  Insert(SFrameRtpPacket(), absl::InfiniteFuture());
  const DepacketizerStats& stats = real_.stats();
  Check(stats.packets_received == std::accumulate(stats.packets_dropped.begin(),
                                                  stats.packets_dropped.end(),
                                                  stats.packets_delivered));
  return frames;
}

size_t FuzzDepacketizer(absl::Span<const uint8_t> data) {
  if (data.size() < 4) {
    return 0;
  }
  DepacketizerOptions options;
  options.max_packets = 1 + data[0] % 64;
  options.max_payload_size = 1 + data[1] % kMaxPayloadSize;
  options.timeout = absl::Milliseconds(data[2]);
  uint16_t sequence_number = static_cast<uint16_t>(data[3] * 257);
  absl::Time now = absl::UnixEpoch();
  data.remove_prefix(4);

  CheckedDepacketizer depacketizer(options);
  size_t frames = 0;
  uint8_t filler = 0;
  for (; data.size() >= kPacketRecordSize;
       data.remove_prefix(kPacketRecordSize)) {
    const Record record = ReadRecord(data);
    std::vector<uint8_t> payload(record.payload_size);
    std::iota(payload.begin(), payload.end(), filler++);
    if (!payload.empty()) {
      payload[0] = record.descriptor;
    }
    sequence_number =
        static_cast<uint16_t>(sequence_number + record.sequence_step);
    now += record.time_step;
    depacketizer.Insert({sequence_number, record.timestamp, record.payload_type,
                         record.marker, payload},
                        now);
    while (record.take_frames && depacketizer.NextFrame().has_value()) {
      ++frames;
    }
  }
  return frames + depacketizer.Finish();
}

}  // namespace sealframe
