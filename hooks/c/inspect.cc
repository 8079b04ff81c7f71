// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What sealed frames say of themselves.

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "frame/frame_info.h"
#include "frame/sframe_header.h"
#include "hooks/c/call.h"
#include "hooks/c/enums.h"
#include "hooks/c/profiles.h"
#include "hooks/c/sealframe.h"
#include "hooks/c/stream.h"
#include "hooks/c/structs.h"

namespace sealframe {
namespace {

absl::StatusOr<sealframe_inspection> Inspect(const char* name,
                                             sealframe_media media,
                                             const sealframe_frame_info* info,
                                             absl::Span<const uint8_t> frame) {
  const absl::StatusOr<MadeProfile> made = MakeProfile({.profile = name});
  if (!made.ok()) {
    return made.status();
  }
  const absl::optional<MediaKind> kind = FromC(media);
  FrameInfo read;
  if (!kind.has_value() || !ReadFrameInfo(info, *kind, &read)) {
    return absl::InvalidArgumentError("media or info has no meaning");
  }
  const absl::optional<uint64_t> kid =
      made->profile.new_format()->KidOf(read, frame);
  if (!kid.has_value()) {
    return absl::InvalidArgumentError("this is no frame of the profile");
  }
  sealframe_inspection told = {.kid = *kid};
  if (made->profile.name == "sframe") {
    const ParsedSFrameHeader parsed = ParseSFrameHeader(frame);
    told.counter = parsed.header.ctr;
    told.header_size = parsed.size;
  }
  return told;
}

absl::Status InspectInto(const char* profile, sealframe_media media,
                         const sealframe_frame_info* info,
                         absl::Span<const uint8_t> frame,
                         sealframe_inspection* inspection) {
  if (StructSize(inspection) == 0) {
    return NotAStruct("inspection");
  }
  const absl::StatusOr<sealframe_inspection> told =
      Inspect(profile, media, info, frame);
  WriteStruct(told.ok() ? *told : sealframe_inspection{}, inspection);
  return told.status();
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_inspect(const char* profile, sealframe_media media,
                                   const sealframe_frame_info* info,
                                   const uint8_t* frame, size_t frame_size,
                                   sealframe_inspection* inspection,
                                   sealframe_error* error) {
  return sealframe::Call(
      error,
      {{"profile", profile}, {"frame", frame}, {"inspection", inspection}},
      [&] {
        return sealframe::InspectInto(profile, media, info,
                                      absl::MakeConstSpan(frame, frame_size),
                                      inspection);
      });
}
