// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/stream.h"

#include <cstddef>
#include <cstdint>
#include <numeric>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/duration.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {

static_assert(kFrameStatusCount <= SEALFRAME_MAX_FRAME_STATUSES);

absl::StatusOr<StreamConfig> ReadStreamConfig(
    const sealframe_stream_config* config) {
  sealframe_stream_config read;
  if (!ReadStruct(config, &read)) {
    return NotAStruct("config");
  }
  if (absl::Status status =
          RefuseNull({{"config->participant", read.participant}});
      !status.ok()) {
    return status;
  }
  const absl::optional<MediaKind> media = FromC(read.media);
  if (!media.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("unknown config->media ", read.media,
                     ": use SEALFRAME_AUDIO or SEALFRAME_VIDEO"));
  }
  if (read.hold_max_frames > kMaxHoldFrames ||
      read.hold_max_bytes > kMaxHoldBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("config asks to hold ", read.hold_max_frames,
                     " frames of ", read.hold_max_bytes, " bytes: use at most ",
                     kMaxHoldFrames, " frames of ", kMaxHoldBytes, " bytes"));
  }
  return StreamConfig{.participant = read.participant,
                      .track = read.track == nullptr ? "" : read.track,
                      .media = *media,
                      .hold = {.max_frames = read.hold_max_frames,
                               .max_bytes = read.hold_max_bytes,
                               .max_age = Milliseconds(read.hold_max_age_ms)}};
}

bool ReadFrameInfo(const sealframe_frame_info* info, MediaKind media,
                   FrameInfo* read) {
  sealframe_frame_info given = {};
  if (info != nullptr && !ReadStruct(info, &given)) {
    return false;
  }
  const absl::optional<Codec> codec = FromC(given.codec);
  if (!codec.has_value() || !IsBuffer(given.metadata, given.metadata_size)) {
    return false;
  }
  *read = {.kind = media,
           .codec = *codec,
           .key_frame = given.is_key_frame != 0,
           .ssrc = given.ssrc,
           .rtp_timestamp = given.rtp_timestamp,
           .metadata = absl::MakeConstSpan(given.metadata, given.metadata_size),
           .token = given.token};
  return true;
}

sealframe_frame_status Finish(const FrameResult& result,
                              sealframe_frame_result* to) {
  WriteStruct({.size = result.size, .kid = result.kid}, to);
  return ToC(result.status);
}

sealframe_frame_status Refuse(sealframe_frame_result* to) {
  static_cast<void>(ClearStruct(to));
  return SEALFRAME_FRAME_INVALID_ARGUMENT;
}

void WriteStats(const StreamStats& from, sealframe_stream_stats* to) {
  sealframe_stream_stats stats = {
      .frames_in = from.frames_in,
      .bytes_in = from.bytes_in,
      .frames_out = from.frames_out,
      .bytes_out = from.bytes_out,
      .frames_measured = std::accumulate(from.latency.begin(),
                                         from.latency.end(), uint64_t{0}),
      .latency_p50_ns = from.LatencyPercentile(50),
      .latency_p90_ns = from.LatencyPercentile(90),
      .latency_p99_ns = from.LatencyPercentile(99),
      .latency_p100_ns = from.LatencyPercentile(100),
  };
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    const auto status = static_cast<FrameStatus>(i);
    stats.frames_by_status[ToC(status)] = from.frames(status);
  }
  WriteStruct(stats, to);
}

}  // namespace sealframe
