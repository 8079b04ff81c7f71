// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/stream.h"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/held_frames.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/duration.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {

static_assert(kFrameStatusCount <= SEALFRAME_MAX_FRAME_STATUSES);

namespace {

// ReadHold reads how many frames `config` holds. Bounds of zero have their
// defaults.
absl::StatusOr<HoldOptions> ReadHold(const sealframe_stream_config& config) {
  if (config.hold_max_frames == 0 &&
      (config.hold_max_bytes != 0 || config.hold_max_age_ms != 0)) {
    return absl::InvalidArgumentError(
        "config->hold_max_frames is 0, so no frame is held: set it, or leave "
        "hold_max_bytes and hold_max_age_ms zero");
  }
  if (config.hold_max_frames > kMaxHoldFrames ||
      config.hold_max_bytes > kMaxHoldBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "config asks to hold ", config.hold_max_frames, " frames of ",
        config.hold_max_bytes, " bytes: use at most ", kMaxHoldFrames,
        " frames of ", kMaxHoldBytes, " bytes"));
  }
  HoldOptions hold = {.max_frames = config.hold_max_frames};
  if (config.hold_max_bytes != 0) {
    hold.max_bytes = config.hold_max_bytes;
  }
  if (config.hold_max_age_ms != 0) {
    hold.max_age = Milliseconds(config.hold_max_age_ms);
  }
  return hold;
}

}  // namespace

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
  const std::optional<MediaKind> media = FromC(read.media);
  if (!media.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("unknown config->media ", read.media,
                     ": use SEALFRAME_AUDIO or SEALFRAME_VIDEO"));
  }
  const absl::StatusOr<HoldOptions> hold = ReadHold(read);
  if (!hold.ok()) {
    return hold.status();
  }
  return StreamConfig{.participant = read.participant,
                      .track = read.track == nullptr ? "" : read.track,
                      .media = *media,
                      .hold = *hold};
}

absl::Status CheckFrame(const uint8_t* frame, size_t frame_size) {
  if (!IsFrame(frame, frame_size)) {
    return absl::InvalidArgumentError("frame is NULL");
  }
  return IsBuffer(frame, frame_size)
             ? absl::OkStatus()
             : absl::InvalidArgumentError(absl::StrCat(
                   "frame_size is ", frame_size, ", larger than any object"));
}

bool ReadFrameInfo(const sealframe_frame_info* info, MediaKind media,
                   FrameInfo* read) {
  if (info == nullptr) {
    *read = {.kind = media};
    return true;
  }
  sealframe_frame_info copy;
  const sealframe_frame_info* const given = SameStruct(info, &copy);
  if (given == nullptr) {
    return false;
  }
  const std::optional<Codec> codec = FromC(given->codec);
  if (!codec.has_value() || !IsBuffer(given->metadata, given->metadata_size)) {
    return false;
  }
  *read = {
      .kind = media,
      .codec = *codec,
      .key_frame = given->is_key_frame != 0,
      .ssrc = given->ssrc,
      .rtp_timestamp = given->rtp_timestamp,
      .metadata = absl::MakeConstSpan(given->metadata, given->metadata_size),
      .token = given->token};
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
