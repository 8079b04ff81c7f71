// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sending streams.

#include "sealframe/frame/send_transform.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/stream.h"

namespace sealframe {
namespace {

absl::Status NewSendTransform(const sealframe_session& session,
                              const sealframe_stream_config* config,
                              sealframe_send_transform** transform) {
  const absl::StatusOr<StreamConfig> read = ReadStreamConfig(config);
  if (!read.ok()) {
    return read.status();
  }
  absl::StatusOr<std::unique_ptr<SendTransform>> made =
      session.session->NewSendTransform(*read);
  if (!made.ok()) {
    return made.status();
  }
  *transform = new sealframe_send_transform{.keys = session.keys,
                                            .transform = *std::move(made),
                                            .media = read->media};
  return absl::OkStatus();
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_send_transform_create(
    sealframe_session* session, const sealframe_stream_config* config,
    sealframe_send_transform** transform, sealframe_error* error) {
  if (transform != nullptr) {
    *transform = nullptr;
  }
  return sealframe::Call(
      error,
      {{"session", session}, {"config", config}, {"transform", transform}},
      [&] { return sealframe::NewSendTransform(*session, config, transform); });
}

void sealframe_send_transform_destroy(sealframe_send_transform* transform) {
  delete transform;
}

size_t sealframe_send_transform_max_sealed_size(
    const sealframe_send_transform* transform, size_t frame_size) {
  return transform == nullptr ? 0
                              : transform->transform->MaxSealedSize(frame_size);
}

sealframe_frame_status sealframe_send_transform_seal(
    sealframe_send_transform* transform, const sealframe_frame_info* info,
    const uint8_t* frame, size_t frame_size, uint8_t* out, size_t out_capacity,
    sealframe_frame_result* result) {
  return sealframe::ProcessFrame(
      transform, info, frame, frame_size, out, out_capacity, result,
      [transform](const auto&... arguments) {
        return transform->transform->Seal(arguments...);
      });
}

sealframe_status sealframe_send_transform_get_stats(
    const sealframe_send_transform* transform, sealframe_stream_stats* stats) {
  return sealframe::GetStats(transform, stats);
}
