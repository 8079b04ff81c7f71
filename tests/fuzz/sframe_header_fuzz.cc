// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Parses arbitrary bytes as an SFrame header. A header that parses is written
// back to the same bytes.

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/tests/fuzz/check.h"

namespace sealframe {
namespace {

void CheckHeader(absl::Span<const uint8_t> frame) {
  const ParsedSFrameHeader parsed = ParseSFrameHeader(frame);
  if (parsed.error != SFrameHeaderError::kNone) {
    Check(parsed.size == 0 && parsed.header.kid == 0 && parsed.header.ctr == 0);
    return;
  }
  Check(parsed.size <= frame.size());
  uint8_t written[kMaxSFrameHeaderSize];
  const size_t size = WriteSFrameHeader(parsed.header, absl::MakeSpan(written));
  Check(size == parsed.size);
  Check(absl::MakeConstSpan(written, size) == frame.first(size));
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sealframe::CheckHeader(absl::MakeConstSpan(data, size));
  return 0;
}
