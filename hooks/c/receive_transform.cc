// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Receiving streams.

#include "sealframe/frame/receive_transform.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/stream.h"
#include "sealframe/hooks/c/structs.h"
#include "sealframe/keyring/key_counts.h"

namespace sealframe {
namespace {

absl::Status NewReceiveTransform(const sealframe_session& session,
                                 const sealframe_stream_config* config,
                                 sealframe_receive_transform** transform) {
  const absl::StatusOr<StreamConfig> read = ReadStreamConfig(config);
  if (!read.ok()) {
    return read.status();
  }
  absl::StatusOr<std::unique_ptr<ReceiveTransform>> made =
      session.session->NewReceiveTransform(*read);
  if (!made.ok()) {
    return made.status();
  }
  *transform = new sealframe_receive_transform{.keys = session.keys,
                                               .transform = *std::move(made),
                                               .media = read->media};
  return absl::OkStatus();
}

void WriteFrameInfo(const FrameInfo& info, sealframe_frame_info* written) {
  WriteStruct({.codec = ToC(info.codec),
               .is_key_frame = info.key_frame ? 1u : 0u,
               .ssrc = info.ssrc,
               .rtp_timestamp = info.rtp_timestamp,
               .token = info.token},
              written);
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_receive_transform_create(
    sealframe_session* session, const sealframe_stream_config* config,
    sealframe_receive_transform** transform, sealframe_error* error) {
  if (transform != nullptr) {
    *transform = nullptr;
  }
  return sealframe::Call(
      error,
      {{"session", session}, {"config", config}, {"transform", transform}},
      [&] {
        return sealframe::NewReceiveTransform(*session, config, transform);
      });
}

void sealframe_receive_transform_destroy(
    sealframe_receive_transform* transform) {
  delete transform;
}

size_t sealframe_receive_transform_max_opened_size(
    const sealframe_receive_transform* transform, size_t sealed_size) {
  return transform == nullptr
             ? 0
             : transform->transform->MaxOpenedSize(sealed_size);
}

sealframe_frame_status sealframe_receive_transform_open(
    sealframe_receive_transform* transform, const sealframe_frame_info* info,
    const uint8_t* frame, size_t frame_size, uint8_t* out, size_t out_capacity,
    sealframe_frame_result* result) {
  return sealframe::ProcessFrame(
      transform, info, frame, frame_size, out, out_capacity, result,
      [transform](const auto&... arguments) {
        return transform->transform->Open(arguments...);
      });
}

sealframe_frame_status sealframe_receive_transform_open_held(
    sealframe_receive_transform* transform, sealframe_frame_info* info,
    uint8_t* out, size_t out_capacity, sealframe_frame_result* result) {
  if (transform == nullptr || sealframe::StructSize(result) == 0 ||
      !sealframe::IsBuffer(out, out_capacity) ||
      (info != nullptr && sealframe::StructSize(info) == 0)) {
    return sealframe::Refuse(result);
  }
  sealframe::FrameInfo came_with_it;
  const sealframe::FrameResult opened = transform->transform->OpenHeld(
      &came_with_it, absl::MakeSpan(out, out_capacity));
  if (info != nullptr) {
    sealframe::WriteFrameInfo(came_with_it, info);
  }
  return sealframe::Finish(opened, result);
}

size_t sealframe_receive_transform_next_held_size(
    sealframe_receive_transform* transform) {
  return transform == nullptr ? 0 : transform->transform->next_held_size();
}

size_t sealframe_receive_transform_num_held(
    const sealframe_receive_transform* transform) {
  return transform == nullptr ? 0 : transform->transform->held_frames();
}

uint64_t sealframe_receive_transform_held_token(
    const sealframe_receive_transform* transform, size_t index) {
  return index < sealframe_receive_transform_num_held(transform)
             ? transform->transform->held_token(index)
             : 0;
}

sealframe_status sealframe_receive_transform_get_stats(
    const sealframe_receive_transform* transform,
    sealframe_stream_stats* stats) {
  return sealframe::GetStats(transform, stats);
}

sealframe_status sealframe_receive_transform_get_key_stats(
    const sealframe_receive_transform* transform, size_t index,
    sealframe_key_stats* stats) {
  if (!sealframe::ClearStruct(stats) || transform == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  const sealframe::StreamStats all = transform->transform->Stats();
  if (index >= all.keys.size()) {
    return SEALFRAME_NOT_FOUND;
  }
  const sealframe::StreamKeyStats& key = all.keys[index];
  sealframe::WriteStruct({.kid = key.kid,
                          .frames_opened = key.opened,
                          .frames_replayed = key.replayed},
                         stats);
  return SEALFRAME_OK;
}
