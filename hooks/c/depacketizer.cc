// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// RTP packets to sealed frames.

#include "sealframe/frame/rtp/depacketizer.h"

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/rtp/depacketizer_stats.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/duration.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/stream.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {
namespace {

// The most bytes that a depacketizer can hold. Its memory is allocated when it
// is created.
constexpr size_t kMaxHeldBytes = size_t{64} << 20;
constexpr uint32_t kMaxPayloadType = 127;

static_assert(kNumDepacketizerDrops <= SEALFRAME_MAX_DROP_REASONS);

absl::Status NewDepacketizer(const sealframe_depacketizer_options* given,
                             sealframe_depacketizer** depacketizer) {
  sealframe_depacketizer_options options = {};
  if (given != nullptr && !ReadStruct(given, &options)) {
    return NotAStruct("options");
  }
  DepacketizerOptions made;
  if (options.max_packets != 0) {
    made.max_packets = options.max_packets;
  }
  if (options.max_payload_size != 0) {
    made.max_payload_size = options.max_payload_size;
  }
  if (options.timeout_ms != 0) {
    made.timeout = Milliseconds(options.timeout_ms);
  }
  if (made.max_packets > kMaxDepacketizerPackets ||
      made.max_payload_size > kMaxRtpPayloadSize ||
      made.max_packets * made.max_payload_size > kMaxHeldBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "options hold ", made.max_packets, " packets of ",
        made.max_payload_size, " bytes: use at most ", kMaxDepacketizerPackets,
        " packets of ", kMaxRtpPayloadSize, " bytes, and ", kMaxHeldBytes,
        " bytes in all"));
  }
  *depacketizer =
      new sealframe_depacketizer{.depacketizer = SFrameDepacketizer(made)};
  return absl::OkStatus();
}

bool ReadPacket(const sealframe_rtp_packet* given, SFrameRtpPacket* packet,
                absl::Time* received) {
  sealframe_rtp_packet read;
  if (!ReadStruct(given, &read) || !IsBuffer(read.payload, read.payload_size) ||
      read.sequence_number > UINT16_MAX ||
      read.payload_type > kMaxPayloadType) {
    return false;
  }
  *packet = {.sequence_number = static_cast<uint16_t>(read.sequence_number),
             .timestamp = read.timestamp,
             .payload_type = static_cast<uint8_t>(read.payload_type),
             .marker = read.marker != 0,
             .payload = absl::MakeConstSpan(read.payload, read.payload_size)};
  *received = absl::UnixEpoch() + Milliseconds(read.received_ms);
  return true;
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_depacketizer_create(
    const sealframe_depacketizer_options* options,
    sealframe_depacketizer** depacketizer, sealframe_error* error) {
  if (depacketizer != nullptr) {
    *depacketizer = nullptr;
  }
  return sealframe::Call(error, {{"depacketizer", depacketizer}}, [&] {
    return sealframe::NewDepacketizer(options, depacketizer);
  });
}

void sealframe_depacketizer_destroy(sealframe_depacketizer* depacketizer) {
  delete depacketizer;
}

sealframe_insert_result sealframe_depacketizer_insert(
    sealframe_depacketizer* depacketizer, const sealframe_rtp_packet* packet) {
  sealframe::SFrameRtpPacket read;
  absl::Time received;
  if (depacketizer == nullptr ||
      !sealframe::ReadPacket(packet, &read, &received)) {
    return SEALFRAME_INSERT_INVALID_ARGUMENT;
  }
  return sealframe::ToC(depacketizer->depacketizer.Insert(read, received));
}

size_t sealframe_depacketizer_next_size(
    const sealframe_depacketizer* depacketizer) {
  return depacketizer == nullptr ? 0
                                 : depacketizer->depacketizer.NextFrameSize();
}

sealframe_frame_status sealframe_depacketizer_next(
    sealframe_depacketizer* depacketizer, uint8_t* out, size_t out_capacity,
    sealframe_depacketized_frame* frame) {
  if (!sealframe::ClearStruct(frame) || depacketizer == nullptr ||
      !sealframe::IsBuffer(out, out_capacity)) {
    return SEALFRAME_FRAME_INVALID_ARGUMENT;
  }
  const sealframe::DepacketizedFrame next =
      depacketizer->depacketizer.NextFrame(absl::MakeSpan(out, out_capacity));
  sealframe::WriteStruct({.size = next.size,
                          .first_sequence = next.first_sequence,
                          .last_sequence = next.last_sequence,
                          .timestamp = next.timestamp,
                          .payload_type = next.payload_type,
                          .marker = next.marker ? 1u : 0u,
                          .origin = sealframe::ToC(next.origin)},
                         frame);
  return sealframe::ToC(next.result);
}

sealframe_status sealframe_depacketizer_get_stats(
    const sealframe_depacketizer* depacketizer,
    sealframe_depacketizer_stats* stats) {
  if (!sealframe::ClearStruct(stats) || depacketizer == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  const sealframe::DepacketizerStats& from = depacketizer->depacketizer.stats();
  sealframe_depacketizer_stats written = {
      .packets_received = from.packets_received,
      .packets_delivered = from.packets_delivered,
      .frames_delivered = from.frames_delivered};
  for (size_t i = 0; i < sealframe::kNumDepacketizerDrops; ++i) {
    const auto reason = static_cast<sealframe::DepacketizerDrop>(i);
    written.packets_dropped[sealframe::ToC(reason)] = from.dropped(reason);
  }
  sealframe::WriteStruct(written, stats);
  return SEALFRAME_OK;
}
