// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The parts of a frame that stay in the clear, by rule set and codec.
//
// Packetizers and forwarding servers read parts of an encoded frame. Each frame
// format leaves those parts in the clear but authenticates them.
//
// Thread-safety: pure functions over constant data. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_CLEAR_RULE_H_
#define SEALFRAME_FRAME_CODEC_CLEAR_RULE_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

// ClearRuleSet selects the rules of a frame format.
enum class ClearRuleSet : uint8_t {
  kSFrame,      // RFC 9605: nothing.
  kLiveKit,     // livekit-client 2.23.0, which refuses AV1.
  kLiveKitAv1,  // As kLiveKit, but with AV1.
  kJFrame,      // Jitsi: one prefix size per frame type, for every codec.
  kDave,        // DAVE protocol version 1.
  kGetStream,   // GetStream's frame format, version 1.
};

inline constexpr size_t kClearRuleSetCount = 6;

// FrameType is a frame's type, as reported by the sender's encoder or the
// receiver's depacketizer.
enum class FrameType : uint8_t { kAudio, kKey, kDelta };

// ClearShape is the part of a frame that a rule leaves in the clear.
enum class ClearShape : uint8_t {
  kRefused,     // None: frames of this codec are refused.
  kPrefix,      // A fixed number of bytes per frame type.
  kFirstSlice,  // H.264 and H.265: up to the header of the first slice. As
                // kPrefix for audio, and for frames without a slice.
  kVp8Header,   // As kPrefix, but the key frame bit in the VP8 header decides
                // between key and delta frames, not the frame type.
  kNalHeaders,  // H.264 and H.265: all but the slice data.
  kObuHeaders,  // AV1: OBU headers and sizes, and in kLiveKitAv1 the first byte
                // of frame headers.
};

// ClearRule is one entry of the table. The prefix sizes are in bytes.
struct ClearRule {
  ClearShape shape;
  uint8_t audio;
  uint8_t key;
  uint8_t delta;
};

// GetClearRule returns the rule for `codec` in `set`.
const ClearRule& GetClearRule(ClearRuleSet set, Codec codec);

// ClearPrefixSize returns the prefix size in `rule` for `frame` of type `type`.
// It may exceed the frame.
size_t ClearPrefixSize(const ClearRule& rule, FrameType type,
                       absl::Span<const uint8_t> frame);

// ClearShapeText returns a human-readable phrase, such as "first bytes".
absl::string_view ClearShapeText(ClearShape shape);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_CLEAR_RULE_H_
