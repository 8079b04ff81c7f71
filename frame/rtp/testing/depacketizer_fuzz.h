// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A fuzzing harness for the SFrame depacketizer, and a checked depacketizer for
// tests that supply their own packets.
//
// Thread-safety: functions without shared state. They allocate.

#ifndef SEALFRAME_FRAME_RTP_TESTING_DEPACKETIZER_FUZZ_H_
#define SEALFRAME_FRAME_RTP_TESTING_DEPACKETIZER_FUZZ_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/rtp/depacketizer.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/testing/reference_depacketizer.h"

namespace sealframe {

// CheckedDepacketizer runs the depacketizer beside the reference model and
// aborts the process if they differ.
class CheckedDepacketizer {
 public:
  explicit CheckedDepacketizer(const DepacketizerOptions& options)
      : real_(options), reference_(options) {}

  InsertResult Insert(const SFrameRtpPacket& packet, absl::Time now);
  std::optional<ReferenceFrame> NextFrame();

  // Finish takes all ready frames, lets the remaining packets time out, and
  // checks that every packet is accounted for. It returns how many frames it
  // took.
  size_t Finish();

 private:
  SFrameDepacketizer real_;
  ReferenceDepacketizer reference_;
};

// FuzzDepacketizer decodes options and a stream of packets from `data` and
// feeds them to a CheckedDepacketizer. It returns how many frames came out.
size_t FuzzDepacketizer(absl::Span<const uint8_t> data);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_TESTING_DEPACKETIZER_FUZZ_H_
