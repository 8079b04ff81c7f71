// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Inspects arbitrary bytes as a frame. The parts of each result cover the frame
// exactly. The first byte of the input selects the media kind, the codec and
// whether it is a key frame.

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/input_info.h"

namespace sealframe {
namespace {

void CheckInspection(absl::Span<const uint8_t> input) {
  if (input.empty()) {
    return;
  }
  const FrameInfo info = InputInfo(input[0]);
  const absl::Span<const uint8_t> frame = input.subspan(1);
  for (const FrameInspection& seen : InspectFrame(info, frame)) {
    size_t end = 0;
    for (const FramePartRange& part : seen.parts) {
      Check(part.bytes.offset == end && part.bytes.size > 0);
      end += part.bytes.size;
    }
    Check(end == frame.size());
    Check(seen.escapes < frame.size());
  }
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sealframe::CheckInspection(absl::MakeConstSpan(data, size));
  return 0;
}
