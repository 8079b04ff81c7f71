// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What a sealed frame says of itself to whoever holds it: which profile it is
// in, which key and counter it names, and what each of its bytes is. No key is
// needed and nothing here is authenticated, so it is for people and tools to
// look at, never to act on.
//
// Profiles are told apart by structure alone, which chance can imitate: almost
// anything could be SFrame. Only opening a frame proves what it is
// (see detect_profile.h).
//
// Thread-safety: these are pure functions. They allocate. Frames may be
// hostile; the time is linear in their size.

#ifndef SEALFRAME_FRAME_FORMATS_FRAME_INSPECTION_H_
#define SEALFRAME_FRAME_FORMATS_FRAME_INSPECTION_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

enum class FramePart : uint8_t {
  kHeader,      // SFrame's header.
  kClear,       // Bytes of the media, in the clear.
  kCiphertext,  // Bytes of the media, sealed. Of SFrame with the tag behind,
                // whose size only the suite tells.
  kTag,
  kNonce,    // As much of it as travels: the IV, or DAVE's number.
  kRanges,   // Where DAVE's clear bytes are.
  kTrailer,  // Sizes, the key index, marks.
};

// FramePartName returns what people call it, for example "ciphertext".
absl::string_view FramePartName(FramePart part);

struct FramePartRange {
  FramePart part;
  ByteRange bytes;  // On the wire, with what emulation prevention inserted.
};

// How likely a frame is in a profile whose structure it has.
enum class FrameFit : uint8_t {
  kPossible,  // One in some hundreds of other frames looks like this, or more.
  kLikely,    // One in some thousands does.
  kClose,     // Fewer than one in ten million do.
};

struct FrameInspection {
  std::string profile = {};  // Its name. VideoSDK's frames are LiveKit's.
  FrameFit fit = FrameFit::kPossible;
  uint64_t kid = 0;      // The KID or key index; of DAVE the generation.
  uint64_t counter = 0;  // CTR, the sender's count, or DAVE's whole nonce.
  uint32_t ssrc = 0;     // As the IV has it, if it has one; and so the next.
  uint32_t timestamp = 0;
  size_t escapes = 0;  // Bytes that emulation prevention inserted.
  // All of the frame, in order, without gaps.
  std::vector<FramePartRange> parts = {};
};

// PartSize returns how many bytes all ranges of `part` have together.
size_t PartSize(const FrameInspection& inspection, FramePart part);

// InspectFrameAs returns what `frame` says if it has the structure of the
// profile of that name; nothing if it has not, or if there is no such profile.
absl::optional<FrameInspection> InspectFrameAs(absl::string_view profile,
                                               const FrameInfo& info,
                                               absl::Span<const uint8_t> frame);

// InspectFrame returns what `frame` says in each profile whose structure it
// has, the likelier first, and SFrame last among equals.
std::vector<FrameInspection> InspectFrame(const FrameInfo& info,
                                          absl::Span<const uint8_t> frame);

// ClearRulesOf returns what the profile of that name leaves in the clear;
// nothing if there is none.
absl::optional<ClearRuleSet> ClearRulesOf(absl::string_view profile);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_FRAME_INSPECTION_H_
