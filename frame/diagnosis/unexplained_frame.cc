// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/unexplained_frame.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/plain_frame.h"
#include "sealframe/frame/diagnosis/plain_proof.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"

namespace sealframe {
namespace {

// The bytes after the SSRC and the timestamp in frames that carry them: the
// rest of the IV, its size and the key index.
constexpr size_t kStampSize = 8;
constexpr size_t kAfterStamp = 6;

// CutByStamp returns how many bytes are missing after the SSRC and timestamp of
// `info` at the end of `frame`, or zero if they are not there, or not known.
size_t CutByStamp(const ProfileEntry& profile, const FrameInfo& info,
                  absl::Span<const uint8_t> frame) {
  const bool is_known = info.ssrc != 0 || info.rtp_timestamp != 0;
  if (!profile.frames_carry_ssrc || !is_known) {
    return 0;
  }
  uint8_t stamp[kStampSize];
  StoreBigEndian32(info.ssrc, stamp);
  StoreBigEndian32(info.rtp_timestamp, stamp + 4);
  for (size_t after = 0; after < kAfterStamp; ++after) {
    if (frame.size() >= kStampSize + after &&
        std::equal(stamp, stamp + kStampSize,
                   frame.end() - (kStampSize + after))) {
      return kAfterStamp - after;
    }
  }
  return 0;
}

std::string MediaOf(const FrameInfo& info) {
  return info.codec == Codec::kUnknown ? std::string("media")
                                       : std::string(CodecName(info.codec));
}

// Possibility returns a possible reason as text, with the way to check it.
std::string Possibility(FailureReason reason, const FrameInfo& info) {
  switch (reason) {
    case FailureReason::kKey:
      return "sealed with another key (compare the keys of both ends)";
    case FailureReason::kSalt:
      return "sealed with another salt (--salt)";
    case FailureReason::kMetadata:
      return "sealed with other metadata (--metadata)";
    case FailureReason::kAltered:
      return "altered on the way (compare it with the frame at its sender)";
    case FailureReason::kCutOff:
      return "cut off at its end (compare its size with that at its sender)";
    case FailureReason::kPlainFrame:
      return absl::StrCat("a plain ", MediaOf(info),
                          " frame (a decoder would play it)");
    case FailureReason::kProfile:
    default:
      return "a frame of another profile or product";
  }
}

UnexplainedFrame Undecided(FailureReason reason, absl::string_view start,
                           std::vector<FailureReason> possible,
                           const FrameInfo& info) {
  const std::string list = absl::StrJoin(
      possible, ", or ", [&](std::string* text, FailureReason item) {
        absl::StrAppend(text, Possibility(item, info));
      });
  return {reason, absl::StrCat(start, "it can be ", list), std::move(possible)};
}

// WithoutStructure judges a frame that does not have the structure of its
// profile.
UnexplainedFrame WithoutStructure(const ProfileEntry& profile,
                                  const FrameInfo& info,
                                  absl::Span<const uint8_t> frame) {
  if (const size_t missing = CutByStamp(profile, info, frame); missing != 0) {
    return {FailureReason::kCutOff,
            absl::StrCat("it is cut off at its end, by ", missing,
                         missing == 1 ? " byte" : " bytes",
                         ": it ends inside its IV, behind its SSRC and "
                         "timestamp"),
            {}};
  }
  std::vector<FailureReason> possible = {FailureReason::kCutOff,
                                         FailureReason::kProfile};
  const PlainLook look = LookOf(info.codec, frame);
  if (info.codec == Codec::kUnknown) {
    possible.insert(possible.begin() + 1, FailureReason::kPlainFrame);
  } else if (look != PlainLook::kNo) {
    possible.insert(possible.begin(), FailureReason::kPlainFrame);
  }
  return Undecided(
      FailureReason::kCutOff,
      absl::StrCat("it does not have the structure of the profile ",
                   profile.name, ": "),
      std::move(possible), info);
}

// WithStructure judges a frame that has the structure of its profile.
UnexplainedFrame WithStructure(const ProfileEntry& profile,
                               const FrameInfo& info,
                               const FrameInspection& inspection,
                               absl::Span<const uint8_t> frame) {
  std::vector<FailureReason> possible = {FailureReason::kKey};
  if (profile.Has(ProfileOption::kSalt)) {
    possible.push_back(FailureReason::kSalt);
  }
  if (profile.takes_metadata) {
    possible.push_back(FailureReason::kMetadata);
  }
  possible.push_back(FailureReason::kAltered);
  if (inspection.fit == FrameFit::kPossible) {
    possible.push_back(FailureReason::kCutOff);
    if (info.codec == Codec::kUnknown ||
        LookOf(info.codec, frame) != PlainLook::kNo) {
      possible.push_back(FailureReason::kPlainFrame);
    }
    possible.push_back(FailureReason::kProfile);
  }
  return Undecided(FailureReason::kUnknown,
                   "no common mistake explains it: ", std::move(possible),
                   info);
}

// OfOtherProfile judges a frame that has the structure of another profile.
UnexplainedFrame OfOtherProfile(const FrameInspection& seen) {
  UnexplainedFrame frame = {
      FailureReason::kProfile,
      absl::StrCat("it looks like a frame of the profile ", seen.profile,
                   ", under another key"),
      {FailureReason::kProfile, FailureReason::kKey}};
  if (seen.fit == FrameFit::kLikely) {
    absl::StrAppend(&frame.text,
                    "; or it is cut off at its end, and looks so by chance");
    frame.possible.push_back(FailureReason::kCutOff);
  }
  return frame;
}

// LooksOther returns whether one of `seen` has bits that only the frames of
// another profile need.
bool LooksOther(const ProfileEntry& profile,
                const std::vector<FrameInspection>& seen) {
  return std::any_of(seen.begin(), seen.end(),
                     [&](const FrameInspection& inspection) {
                       return inspection.profile != profile.wire_format &&
                              FindProfile(inspection.profile)->marker_bits > 0;
                     });
}

}  // namespace

UnexplainedFrame ExplainByStructure(absl::string_view profile,
                                    const FrameInfo& info,
                                    absl::Span<const uint8_t> frame) {
  const ProfileEntry& entry = *FindProfile(profile);
  const std::vector<FrameInspection> seen = InspectFrame(info, frame);
  const std::optional<FrameInspection> own =
      InspectFrameAs(profile, info, frame);
  const bool looks_own = own.has_value() && own->fit != FrameFit::kPossible;
  if (!looks_own && !LooksOther(entry, seen) &&
      IsProvedPlain(entry, info, frame)) {
    return {FailureReason::kPlainFrame,
            absl::StrCat("it is a plain ", MediaOf(info),
                         " frame that was never sealed: switch end-to-end "
                         "encryption on at its sender"),
            {}};
  }
  const bool is_other = !seen.empty() &&
                        seen.front().fit != FrameFit::kPossible &&
                        seen.front().profile != entry.wire_format;
  if (is_other && !looks_own) {
    return OfOtherProfile(seen.front());
  }
  return own.has_value() ? WithStructure(entry, info, *own, frame)
                         : WithoutStructure(entry, info, frame);
}

}  // namespace sealframe
