// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/last_obu_size.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/leb128.h"

namespace sealframe {

size_t AddLastObuSize(size_t frame_size, absl::Span<uint8_t> buffer) {
  ObuReader reader(buffer.first(frame_size));
  Obu last = {};
  ObuStep step = reader.Next(&last);
  while (step == ObuStep::kObu) {
    step = reader.Next(&last);
  }
  if (step != ObuStep::kEnd || last.header.empty() ||
      (last.header[0] & kObuHasSize) != 0) {
    return frame_size;
  }
  const auto header = static_cast<size_t>(last.header.data() - buffer.data());
  const absl::Span<uint8_t> field = buffer.subspan(
      header + last.header.size(), Leb128Size(last.payload.size()));
  std::copy_backward(last.payload.begin(), last.payload.end(),
                     field.end() + last.payload.size());
  buffer[header] |= kObuHasSize;
  // The field has room for it.
  static_cast<void>(WriteLeb128(last.payload.size(), field));
  return frame_size + field.size();
}

}  // namespace sealframe
