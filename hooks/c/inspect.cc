// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The visible fields of sealed frames.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/stream.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {
namespace {

sealframe_inspection ToC(const FrameInspection& from) {
  return {.profile = FindProfile(from.profile)->name.data(),
          .kid = from.kid,
          .counter = from.counter,
          .header_size = PartSize(from, FramePart::kHeader),
          .clear_size = PartSize(from, FramePart::kClear),
          .ciphertext_size = PartSize(from, FramePart::kCiphertext),
          .tag_size = PartSize(from, FramePart::kTag),
          .nonce_size = PartSize(from, FramePart::kNonce),
          .ranges_size = PartSize(from, FramePart::kRanges),
          .trailer_size = PartSize(from, FramePart::kTrailer)};
}

std::optional<FrameInspection> Likeliest(const FrameInfo& info,
                                         absl::Span<const uint8_t> frame) {
  const std::vector<FrameInspection> all = InspectFrame(info, frame);
  return all.empty() ? std::nullopt : std::make_optional(all.front());
}

absl::StatusOr<sealframe_inspection> Inspect(const char* profile,
                                             sealframe_media media,
                                             const sealframe_frame_info* info,
                                             absl::Span<const uint8_t> frame) {
  if (profile != nullptr && FindProfile(profile) == nullptr) {
    return absl::UnimplementedError(UnknownProfile(profile).message());
  }
  const std::optional<MediaKind> kind = FromC(media);
  if (!kind.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "unknown media ", media, ": use SEALFRAME_AUDIO or SEALFRAME_VIDEO"));
  }
  FrameInfo read;
  if (!ReadFrameInfo(info, *kind, &read)) {
    return absl::InvalidArgumentError(
        "info is invalid: initialise it with SEALFRAME_INIT, and set codec to "
        "a SEALFRAME_CODEC_ value");
  }
  const std::optional<FrameInspection> found =
      profile == nullptr ? Likeliest(read, frame)
                         : InspectFrameAs(profile, read, frame);
  if (!found.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the frame does not have the structure of ",
                     profile == nullptr ? "any profile" : profile));
  }
  return ToC(*found);
}

absl::Status InspectInto(const char* profile, sealframe_media media,
                         const sealframe_frame_info* info, const uint8_t* frame,
                         size_t frame_size, sealframe_inspection* inspection) {
  if (StructSize(inspection) == 0) {
    return NotAStruct("inspection");
  }
  if (absl::Status status = CheckFrame(frame, frame_size); !status.ok()) {
    return status;
  }
  const absl::StatusOr<sealframe_inspection> read_fields =
      Inspect(profile, media, info, absl::MakeConstSpan(frame, frame_size));
  WriteStruct(read_fields.ok() ? *read_fields : sealframe_inspection{},
              inspection);
  return read_fields.status();
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_inspect(const char* profile, sealframe_media media,
                                   const sealframe_frame_info* info,
                                   const uint8_t* frame, size_t frame_size,
                                   sealframe_inspection* inspection,
                                   sealframe_error* error) {
  // Also if another argument is refused.
  static_cast<void>(sealframe::ClearStruct(inspection));
  return sealframe::Call(error, {{"inspection", inspection}}, [&] {
    return sealframe::InspectInto(profile, media, info, frame, frame_size,
                                  inspection);
  });
}
