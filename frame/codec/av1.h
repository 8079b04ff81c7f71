// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Iterates over the open bitstream units (OBUs) of an AV1 frame in the
// low-overhead format (AV1 specification, Sections 5.2 and 5.3).
//
// Thread-safety: a reader belongs to one thread at a time. It never allocates.
// Reading all units takes time linear in their number.

#ifndef SEALFRAME_FRAME_CODEC_AV1_H_
#define SEALFRAME_FRAME_CODEC_AV1_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

inline constexpr uint8_t kObuHasExtension = 0x04;
inline constexpr uint8_t kObuHasSize = 0x02;

// The type of the OBU that begins a temporal unit.
inline constexpr int kObuTemporalDelimiter = 2;

// The types of the OBUs that begin with a frame header.
inline constexpr int kObuFrameHeader = 3;
inline constexpr int kObuFrame = 6;

// Obu is one unit. Its spans point into the frame it was read from.
struct Obu {
  absl::Span<const uint8_t> header;   // One byte, or two with an extension.
  absl::Span<const uint8_t> payload;  // Without a size field, the rest of the
                                      // frame.
};

// ObuType returns the type encoded in the first header byte.
constexpr int ObuType(uint8_t header) { return (header >> 3) & 0x0f; }

// IsObuForTransport returns whether an OBU with this first header byte is sent
// over RTP. Temporal delimiters, tile lists and padding are not (RTP payload
// format for AV1, Section 5).
constexpr bool IsObuForTransport(uint8_t header) {
  const int type = ObuType(header);
  return type != kObuTemporalDelimiter && type != 8 && type != 15;
}

enum class ObuStep : uint8_t {
  kObu,        // A unit was read.
  kEnd,        // The frame has no more units.
  kMalformed,  // The next unit exceeds the frame, or its size exceeds 64 bits.
};

class ObuReader {
 public:
  // The reader keeps `frame`, which may be hostile and must outlive it.
  explicit ObuReader(absl::Span<const uint8_t> frame) : rest_(frame) {}

  // Next stores the next unit in `*obu`. If it returns anything but kObu, it
  // leaves `*obu` unchanged, and every later call returns the same value.
  [[nodiscard]] ObuStep Next(Obu* obu);

 private:
  absl::Span<const uint8_t> rest_;
};

// TransportObuReader is an `ObuReader` that skips OBUs which do not travel over
// RTP, and looks one unit ahead.
class TransportObuReader {
 public:
  explicit TransportObuReader(absl::Span<const uint8_t> frame)
      : reader_(frame), step_(Ahead()) {}

  // Next is `ObuReader::Next`.
  [[nodiscard]] ObuStep Next(Obu* obu);

  // at_end returns whether `Next` has returned the last unit, and nothing
  // behind it is malformed.
  bool at_end() const { return step_ == ObuStep::kEnd; }

 private:
  ObuStep Ahead();

  ObuReader reader_;
  Obu ahead_ = {};  // The next unit, if `step_` is kObu.
  ObuStep step_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_AV1_H_
