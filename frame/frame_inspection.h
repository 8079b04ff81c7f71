// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The readable fields of a sealed frame: the key and counter it names, and the
// role of each of its bytes. Each format folder fills this in for its own
// frames; `InspectFrame` (inspect_frame.h) does so for any profile.
//
// Reading them takes no key, and nothing here is authenticated: show it to
// people, never act on it.
//
// Thread-safety: plain values and pure functions. They allocate.

#ifndef SEALFRAME_FRAME_FRAME_INSPECTION_H_
#define SEALFRAME_FRAME_FRAME_INSPECTION_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "sealframe/frame/codec/clear_ranges.h"

namespace sealframe {

enum class FramePart : uint8_t {
  kHeader,      // SFrame's header.
  kClear,       // Media in the clear.
  kCiphertext,  // Sealed media. In SFrame it includes the tag, whose size
                // depends on the suite and is not in the frame.
  kTag,
  kNonce,    // The part of the nonce that is sent.
  kRanges,   // The list of DAVE's clear ranges.
  kTrailer,  // Sizes, key index and magic bytes at the end.
};

// FramePartName returns the part's name, for example "ciphertext".
absl::string_view FramePartName(FramePart part);

struct FramePartRange {
  FramePart part;
  ByteRange bytes;  // On the wire, emulation prevention bytes included.
};

// FrameFit is the likelihood that a frame with a profile's structure is indeed
// in that profile.
enum class FrameFit : uint8_t {
  kPossible,  // At least one in some hundreds of other frames matches too.
  kLikely,    // One in some thousands matches.
  kClose,     // Fewer than one in ten million match.
};

struct FrameInspection {
  std::string profile = {};  // Set by `InspectFrame` and `InspectFrameAs`.
  FrameFit fit = FrameFit::kPossible;
  uint64_t kid = 0;      // As in `FrameResult`.
  uint64_t counter = 0;  // The CTR, send count, or DAVE's truncated nonce.
  // From the IV, in the profiles whose IVs carry them.
  uint32_t ssrc = 0;
  uint32_t timestamp = 0;
  size_t escapes = 0;  // Inserted emulation prevention bytes.
  // The whole frame, in order and without gaps.
  std::vector<FramePartRange> parts = {};
};

// PartSize returns the total size of all ranges of `part`.
size_t PartSize(const FrameInspection& inspection, FramePart part);

// FramePartsBuilder lists the parts of a frame from its front.
class FramePartsBuilder {
 public:
  // Add appends the next `size` bytes. Empty parts are left out.
  void Add(FramePart part, size_t size);

  std::vector<FramePartRange> Take();

 private:
  std::vector<FramePartRange> parts_;
  size_t offset_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FRAME_INSPECTION_H_
