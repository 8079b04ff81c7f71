// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Receiving streams whose profile is not known.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/detect_profile.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/stream.h"
#include "sealframe/hooks/c/structs.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {
namespace {

using Sessions = absl::Span<sealframe_session* const>;

absl::Status CheckSessions(Sessions sessions) {
  if (sessions.empty()) {
    return absl::InvalidArgumentError(
        "num_sessions is 0: a detector needs a session for each profile that "
        "frames may be in");
  }
  for (size_t i = 0; i < sessions.size(); ++i) {
    if (sessions[i] == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("sessions[", i, "] is NULL"));
    }
  }
  return absl::OkStatus();
}

absl::Status NewDetector(Sessions sessions,
                         const sealframe_stream_config* config,
                         sealframe_profile_detector** detector) {
  if (absl::Status status = CheckSessions(sessions); !status.ok()) {
    return status;
  }
  const absl::StatusOr<StreamConfig> read = ReadStreamConfig(config);
  if (!read.ok()) {
    return read.status();
  }
  if (read->hold.max_frames != 0) {
    return absl::InvalidArgumentError(
        "config->hold_max_frames must be 0: a detector holds no frames");
  }
  std::vector<ProfileCandidate> candidates;
  std::vector<std::shared_ptr<KeyProvider>> keys;
  for (sealframe_session* const session : sessions) {
    absl::StatusOr<std::unique_ptr<ReceiveTransform>> transform =
        session->session->NewReceiveTransform(*read);
    if (!transform.ok()) {
      return transform.status();
    }
    candidates.push_back({.profile = session->keys->profile().name,
                          .transform = *std::move(transform)});
    keys.push_back(session->keys);
  }
  *detector = new sealframe_profile_detector{
      .keys = std::move(keys),
      .detector = ProfileDetector(std::move(candidates)),
      .media = read->media};
  return absl::OkStatus();
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_profile_detector_create(
    sealframe_session* const* sessions, size_t num_sessions,
    const sealframe_stream_config* config,
    sealframe_profile_detector** detector, sealframe_error* error) {
  if (detector != nullptr) {
    *detector = nullptr;
  }
  return sealframe::Call(
      error,
      {{"sessions", sessions}, {"config", config}, {"detector", detector}},
      [&] {
        return sealframe::NewDetector(
            absl::MakeConstSpan(sessions, num_sessions), config, detector);
      });
}

void sealframe_profile_detector_destroy(sealframe_profile_detector* detector) {
  delete detector;
}

size_t sealframe_profile_detector_max_opened_size(
    const sealframe_profile_detector* detector, size_t sealed_size) {
  return detector == nullptr ? 0
                             : detector->detector.MaxOpenedSize(sealed_size);
}

sealframe_frame_status sealframe_profile_detector_open(
    sealframe_profile_detector* detector, const sealframe_frame_info* info,
    const uint8_t* frame, size_t frame_size, uint8_t* out, size_t out_capacity,
    sealframe_frame_result* result) {
  return sealframe::ProcessFrame(detector, info, frame, frame_size, out,
                                 out_capacity, result,
                                 [detector](const auto&... arguments) {
                                   return detector->detector.Open(arguments...);
                                 });
}

sealframe_status sealframe_profile_detector_detected(
    const sealframe_profile_detector* detector, size_t* index) {
  if (index == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  *index = 0;
  if (detector == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  const sealframe::ProfileDetector& from = detector->detector;
  if (from.detected() == nullptr) {
    return SEALFRAME_NOT_FOUND;
  }
  *index = static_cast<size_t>(from.detected() - from.candidates().data());
  return SEALFRAME_OK;
}

sealframe_status sealframe_profile_detector_get_stats(
    const sealframe_profile_detector* detector, size_t index,
    sealframe_stream_stats* stats) {
  if (!sealframe::ClearStruct(stats) || detector == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  const auto& candidates = detector->detector.candidates();
  return index < candidates.size()
             ? sealframe::GetStats(&candidates[index], stats)
             : SEALFRAME_NOT_FOUND;
}
