// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/info_mistakes.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {
namespace {

// IsUnread returns whether a frame opened without a codec, instead of as one of
// the given codec of the same kind.
bool IsUnread(const FrameInfo& opened, const FrameInfo& given) {
  return opened.codec == Codec::kUnknown && given.codec != Codec::kUnknown &&
         opened.kind == given.kind;
}

// CodecText names the codec as which a frame opened. Frames without a codec are
// sealed as VP8 unless they look like others.
std::string CodecText(const FrameInfo& opened, const FrameInfo& given) {
  if (IsUnread(opened, given)) {
    return given.codec == Codec::kVp8
               ? std::string(CodecName(given.codec))
               : absl::StrCat("another codec than ", CodecName(given.codec));
  }
  return opened.codec == Codec::kUnknown ? std::string("video of any codec")
                                         : std::string(CodecName(opened.codec));
}

// KindText names the kind in which a frame opened.
std::string KindText(const FrameInfo& opened, const FrameInfo& given) {
  if (opened.kind == MediaKind::kAudio) {
    return "audio";
  }
  return absl::StrCat(
      opened.key_frame ? "a key frame of " : "a delta frame of ",
      CodecText(opened, given));
}

std::string Cause(const FrameInfo& opened, const FrameInfo& given) {
  if (IsUnread(opened, given) && given.codec != Codec::kVp8) {
    return "its sender took it for another codec, or named none: both ends "
           "must name the same codec, and the same frames as key frames";
  }
  if (IsUnread(opened, given)) {
    return absl::StrCat(
        "its sender sealed it as that kind of frame without reading the ",
        CodecName(given.codec),
        " in it: it must set the key frame flag for key frames only, and "
        "name the codec");
  }
  return "its sender sealed it as that kind of frame: both ends must agree on "
         "the kind, the codec and which frames are key frames";
}

// KindsOf returns the kinds that a sender may have meant: those of the given
// codec first, then those of no codec and of all others.
std::vector<FrameInfo> KindsOf(const FrameInfo& given) {
  std::vector<Codec> codecs = {given.codec};
  for (size_t codec = 0; codec < kCodecCount; ++codec) {
    codecs.push_back(static_cast<Codec>(codec));
  }
  std::vector<FrameInfo> kinds;
  for (const Codec codec : codecs) {
    for (const bool key_frame : {given.key_frame, !given.key_frame}) {
      kinds.push_back(given);
      kinds.back().kind =
          codec == Codec::kOpus ? MediaKind::kAudio : MediaKind::kVideo;
      kinds.back().codec = codec;
      kinds.back().key_frame =
          key_frame && kinds.back().kind == MediaKind::kVideo;
    }
  }
  kinds.push_back(given);
  kinds.back().kind = MediaKind::kAudio;
  kinds.back().codec = Codec::kUnknown;
  kinds.back().key_frame = false;
  return kinds;
}

}  // namespace

bool UndoKind(const FrameInfo& info, absl::Span<const uint8_t> frame,
              TryFrame attempt) {
  for (const FrameInfo& kind : KindsOf(info)) {
    const auto words = [&] {
      return MistakeWords{absl::StrCat("as ", KindText(kind, info)),
                          Cause(kind, info)};
    };
    if (attempt(kind, frame, words)) {
      return true;
    }
  }
  return false;
}

bool UndoMetadata(const FrameInfo& info, absl::Span<const uint8_t> frame,
                  TryFrame attempt) {
  if (info.metadata.empty()) {
    return false;
  }
  FrameInfo without = info;
  without.metadata = {};
  return attempt(without, frame, [] {
    return MistakeWords{"without metadata",
                        "its sender sealed none: both ends must supply the "
                        "same metadata with each frame"};
  });
}

}  // namespace sealframe
