// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sealed frames to RTP payloads.

#include "sealframe/frame/rtp/packetizer.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/rtp/payload_descriptor.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/stream.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {
namespace {

absl::Status NewPacketizer(size_t max_payload_size,
                           sealframe_packetizer** packetizer) {
  if (max_payload_size <= kPayloadDescriptorSize) {
    return absl::InvalidArgumentError(
        absl::StrCat("max_payload_size is ", max_payload_size,
                     ": use 2 or more, for the payload descriptor and a byte "
                     "of the frame"));
  }
  *packetizer = new sealframe_packetizer{.max_payload_size = max_payload_size,
                                         .frame = std::nullopt};
  return absl::OkStatus();
}

sealframe_frame_status NextPayload(SFramePacketizer& frame,
                                   absl::Span<uint8_t> out,
                                   sealframe_payload* payload) {
  if (frame.NextPacketSize() == 0) {
    return SEALFRAME_FRAME_NO_FRAME;
  }
  const PacketizedPayload written = frame.NextPacket(out);
  if (written.size == 0) {
    return SEALFRAME_FRAME_BUFFER_TOO_SMALL;
  }
  WriteStruct({.size = written.size,
               .marker = written.marker ? 1u : 0u,
               .is_first = written.first ? 1u : 0u,
               .is_last = written.last ? 1u : 0u},
              payload);
  return SEALFRAME_FRAME_OK;
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_packetizer_create(size_t max_payload_size,
                                             sealframe_packetizer** packetizer,
                                             sealframe_error* error) {
  if (packetizer != nullptr) {
    *packetizer = nullptr;
  }
  return sealframe::Call(error, {{"packetizer", packetizer}}, [&] {
    return sealframe::NewPacketizer(max_payload_size, packetizer);
  });
}

void sealframe_packetizer_destroy(sealframe_packetizer* packetizer) {
  delete packetizer;
}

size_t sealframe_packetizer_start(sealframe_packetizer* packetizer,
                                  const uint8_t* sealed, size_t sealed_size,
                                  sealframe_payload_origin origin,
                                  uint32_t marker) {
  if (packetizer == nullptr) {
    return 0;
  }
  packetizer->frame.reset();
  const std::optional<sealframe::PayloadOrigin> read = sealframe::FromC(origin);
  if (!sealframe::IsBuffer(sealed, sealed_size) || !read.has_value()) {
    return 0;
  }
  return packetizer->frame
      .emplace(absl::MakeConstSpan(sealed, sealed_size),
               packetizer->max_payload_size, *read, marker != 0)
      .NumPackets();
}

sealframe_frame_status sealframe_packetizer_next(
    sealframe_packetizer* packetizer, uint8_t* out, size_t out_capacity,
    sealframe_payload* payload) {
  if (!sealframe::ClearStruct(payload) || packetizer == nullptr ||
      !sealframe::IsBuffer(out, out_capacity)) {
    return SEALFRAME_FRAME_INVALID_ARGUMENT;
  }
  if (!packetizer->frame.has_value()) {
    return SEALFRAME_FRAME_NO_FRAME;
  }
  return sealframe::NextPayload(*packetizer->frame,
                                absl::MakeSpan(out, out_capacity), payload);
}
