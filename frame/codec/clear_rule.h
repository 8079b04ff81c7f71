// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What stays in the clear, for each set of rules and each codec, in one table.
//
// Packetizers and forwarding servers read parts of an encoded frame. Each frame
// format leaves those parts in the clear, and authenticates them.
//
// Thread-safety: these are pure functions over constant data. They never
// allocate.

#ifndef SEALFRAME_FRAME_CODEC_CLEAR_RULE_H_
#define SEALFRAME_FRAME_CODEC_CLEAR_RULE_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

// ClearRuleSet names the rules that a frame format goes by.
enum class ClearRuleSet : uint8_t {
  kSFrame,      // RFC 9605: nothing.
  kLiveKit,     // livekit-client 2.23.0, which refuses AV1.
  kLiveKitAv1,  // The same, but with AV1 frames encrypted whole.
  kJFrame,      // Jitsi: the same prefix for every codec.
  kDave,        // DAVE protocol version 1.
  kGetStream,   // GetStream's frame format, version 1.
};

inline constexpr size_t kClearRuleSetCount = 6;

// FrameType is what the sender's encoder, or the receiver's depacketizer, says
// of a frame.
enum class FrameType : uint8_t { kAudio, kKey, kDelta };

// ClearShape is the part of a frame that a rule leaves in the clear.
enum class ClearShape : uint8_t {
  kRefused,     // None: frames of this codec are refused.
  kPrefix,      // The first bytes, as many as the frame type has.
  kFirstSlice,  // Of H.264 or H.265: all up to the header of the first slice.
                // Without a slice, and for audio, as kPrefix.
  kVp8Header,   // As kPrefix, going by the key frame bit in the VP8 header.
  kNalHeaders,  // Of H.264 or H.265: all but the data of each slice.
  kObuHeaders,  // Of AV1: headers and sizes of OBUs.
};

// ClearRule is one entry of the table. The numbers are in bytes.
struct ClearRule {
  ClearShape shape;
  uint8_t audio;
  uint8_t key;
  uint8_t delta;
};

// GetClearRule returns the rule for `codec` in `set`.
const ClearRule& GetClearRule(ClearRuleSet set, Codec codec);

// ClearPrefixSize returns the number in `rule` that goes with `type`.
size_t ClearPrefixSize(const ClearRule& rule, FrameType type);

// ClearShapeText returns a phrase for people, for example "slice headers".
absl::string_view ClearShapeText(ClearShape shape);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_CLEAR_RULE_H_
