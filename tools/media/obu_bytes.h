// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Appends parts of AV1 bitstreams to byte vectors (AV1 specification, Section
// 5.3).
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_TOOLS_MEDIA_OBU_BYTES_H_
#define SEALFRAME_TOOLS_MEDIA_OBU_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/codec/leb128.h"

namespace sealframe {

// AppendBytes appends `bytes` to `*out`.
inline void AppendBytes(absl::Span<const uint8_t> bytes,
                        std::vector<uint8_t>* out) {
  out->insert(out->end(), bytes.begin(), bytes.end());
}

// AppendObuSize appends `size` to `*out` as LEB128 of the minimal length.
inline void AppendObuSize(size_t size, std::vector<uint8_t>* out) {
  uint8_t bytes[kMaxLeb128Size];
  const size_t used = WriteLeb128(size, absl::MakeSpan(bytes));
  AppendBytes(absl::MakeConstSpan(bytes).first(used), out);
}

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OBU_BYTES_H_
