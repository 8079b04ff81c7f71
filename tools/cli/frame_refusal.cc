// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/frame_refusal.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/frame_type.h"
#include "sealframe/tools/media/container.h"

namespace sealframe {
namespace {

std::string Bytes(size_t count) {
  return absl::StrCat(count, count == 1 ? " byte" : " bytes");
}

// GivenAs describes the caller's information about the frame.
std::string GivenAs(const FrameInfo& info) {
  if (info.kind == MediaKind::kAudio) {
    return "audio";
  }
  return absl::StrCat(info.key_frame ? "a key frame of " : "a delta frame of ",
                      info.codec == Codec::kUnknown ? "video without a codec"
                                                    : CodecName(info.codec));
}

std::string CodecCause(const RefusedFrame& frame, const ProfileEntry* profile) {
  if (frame.info.codec == Codec::kUnknown) {
    return absl::StrCat(frame.profile,
                        " needs the codec of video: give it, with --codec");
  }
  if (frame.info.codec == Codec::kAv1 && profile != nullptr &&
      profile->Has(ProfileOption::kAllowAv1)) {
    return absl::StrCat(frame.profile,
                        " carries av1 only with --allow-av1 (allow_av1 in the "
                        "library), because LiveKit's own code refuses it");
  }
  return absl::StrCat(frame.profile, " cannot carry ",
                      CodecName(frame.info.codec));
}

// UncarriedCause returns the reason why no packetizer could carry the frame
// sealed.
std::string UncarriedCause(const RefusedFrame& frame) {
  const absl::string_view codec = CodecName(frame.info.codec);
  if (AnnexBReader(frame.bytes).HasLeadingData()) {
    return absl::StrCat(
        codec,
        " must begin with a start code, 00 00 01 or 00 00 00 01 (Annex B), "
        "but this begins with other bytes or has length prefixes: convert it "
        "to Annex B, as \"sealframe media\" does");
  }
  return absl::StrCat(
      "it has no ", codec,
      " slice, and without one packetizers cannot find where the sealed "
      "bytes begin: send parameter sets, delimiters and SEI together with "
      "their picture, as encoders do");
}

std::string MalformedCause(const RefusedFrame& frame,
                           const ProfileEntry* profile) {
  if (profile != nullptr) {
    const ClearRule& rule =
        GetClearRule(profile->clear_rules, frame.info.codec);
    const size_t clear =
        ClearPrefixSize(rule, FrameTypeOf(frame.info), frame.bytes);
    if (frame.bytes.size() < clear) {
      return absl::StrCat("it has ", Bytes(frame.bytes.size()), ", but ",
                          frame.profile, " leaves the first ", Bytes(clear),
                          " of ", GivenAs(frame.info), " clear");
    }
  }
  switch (frame.info.codec) {
    case Codec::kH264:
    case Codec::kH265:
      return "it ends in a start code, or has too many bytes before its first "
             "slice";
    case Codec::kAv1:
      return "an OBU is longer than the rest of it, or a frame header at its "
             "end is empty: give whole OBUs in the low-overhead format";
    default:
      return "sealed, it would look like H.264 or H.265: give its codec, with "
             "--codec";
  }
}

std::string SealingCause(const RefusedFrame& frame, FrameStatus status) {
  const ProfileEntry* const profile = FindProfile(frame.profile);
  switch (status) {
    case FrameStatus::kMalformed:
      return MalformedCause(frame, profile);
    case FrameStatus::kUnsupportedCodec:
      return CodecCause(frame, profile);
    case FrameStatus::kNotPacketizable:
      return UncarriedCause(frame);
    case FrameStatus::kFrameTooLarge:
      return absl::StrCat("it has ", Bytes(frame.bytes.size()),
                          ", over 16 MiB");
    default:
      return "it could not be sealed";
  }
}

// IsMediaFile returns whether the bytes are a media file, not a frame of one.
bool IsMediaFile(absl::Span<const uint8_t> bytes) {
  switch (DetectContainer(bytes)) {
    case ContainerFormat::kIvf:
    case ContainerFormat::kOggOpus:
    case ContainerFormat::kAv:
      return true;
    default:  // A frame may begin as a stream does.
      return false;
  }
}

std::string OpeningCause(const RefusedFrame& frame, FrameStatus status) {
  if (IsMediaFile(frame.bytes)) {
    return "it is a media file, not one frame: 'sealframe media decrypt' opens "
           "its frames";
  }
  switch (status) {
    case FrameStatus::kMalformed:
      return "it is not a frame of this profile, or it is cut off; "
             "'sealframe inspect' with the same flags says more";
    case FrameStatus::kNotAuthentic:
      return "it was altered, or sealed with another key, profile or option; "
             "'sealframe inspect' with the same flags looks for the reason";
    case FrameStatus::kReplayed:
      return "it was opened before, or is older than the replay window";
    case FrameStatus::kMissingKey:
      return "the profile has no such key index";
    case FrameStatus::kUnsupportedCodec:
      return CodecCause(frame, FindProfile(frame.profile));
    case FrameStatus::kFrameTooLarge:
      return absl::StrCat("it has ", Bytes(frame.bytes.size()),
                          ", more than 16 MiB seal to");
    default:
      return "it could not be opened";
  }
}

}  // namespace

absl::Status FrameRefusal(const RefusedFrame& frame, FrameStatus status,
                          bool is_sealing) {
  const std::string message = absl::StrCat(
      frame.name, ": ", FrameStatusName(status), ": ",
      is_sealing ? SealingCause(frame, status) : OpeningCause(frame, status));
  return is_sealing ? absl::InvalidArgumentError(message)
                    : absl::DataLossError(message);
}

}  // namespace sealframe
