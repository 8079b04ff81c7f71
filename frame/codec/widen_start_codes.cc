// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/widen_start_codes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/start_code.h"

namespace sealframe {
namespace {

// FindNarrowCode returns the offset of the first three-byte start code at
// `from` or later, or the size of `bytes`.
size_t FindNarrowCode(absl::Span<const uint8_t> bytes, size_t from) {
  size_t code = FindStartCode(bytes, from);
  while (code < bytes.size() && code > 0 && bytes[code - 1] == 0) {
    code = FindStartCode(bytes, code + kStartCodeSize);
  }
  return code;
}

}  // namespace

size_t WidenedSize(absl::Span<const uint8_t> in) {
  size_t size = in.size();
  for (size_t code = FindNarrowCode(in, 0); code < in.size();
       code = FindNarrowCode(in, code + kStartCodeSize)) {
    ++size;
  }
  return size;
}

size_t WidenStartCodes(absl::Span<const uint8_t> in, absl::Span<uint8_t> out) {
  const size_t size = WidenedSize(in);
  if (out.size() < size) {
    return 0;
  }
  auto next = out.begin();
  size_t done = 0;
  for (size_t code = FindNarrowCode(in, 0); code < in.size();
       code = FindNarrowCode(in, code + kStartCodeSize)) {
    next = std::copy(in.begin() + done, in.begin() + code, next);
    *next++ = 0;
    done = code;
  }
  std::copy(in.begin() + done, in.end(), next);
  return size;
}

}  // namespace sealframe
