// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/emulation_prevention.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/codec/zero_pair.h"

namespace sealframe {
namespace {

constexpr uint8_t kEscape = 0x03;

// FindEscapePoint returns the offset of the first byte of at most `kEscape`
// that follows two zeros at `from` or later, or the size of `bytes`.
size_t FindEscapePoint(absl::Span<const uint8_t> bytes, size_t from) {
  for (size_t i = FindZeroPair(bytes, from); i + 2 < bytes.size();
       i = FindZeroPair(bytes, i + 3)) {
    if (bytes[i + 2] <= kEscape) {
      return i + 2;
    }
  }
  return bytes.size();
}

// FindEscape returns the offset of the first `kEscape` that follows two zeros
// at `from` or later, or the size of `bytes`.
size_t FindEscape(absl::Span<const uint8_t> bytes, size_t from) {
  for (size_t i = FindZeroPair(bytes, from); i + 2 < bytes.size();
       i = FindZeroPair(bytes, i)) {
    size_t behind = i + 2;
    while (behind < bytes.size() && bytes[behind] == 0) {
      ++behind;
    }
    if (behind < bytes.size() && bytes[behind] == kEscape) {
      return behind;
    }
    i = behind;
  }
  return bytes.size();
}

// Move copies `bytes` to `out`. The two may overlap.
void Move(absl::Span<const uint8_t> bytes, uint8_t* out) {
  if (!bytes.empty() && bytes.data() != out) {
    std::memmove(out, bytes.data(), bytes.size());
  }
}

}  // namespace

size_t EscapedSize(absl::Span<const uint8_t> in) {
  size_t size = in.size();
  for (size_t point = FindEscapePoint(in, 0); point < in.size();
       point = FindEscapePoint(in, point)) {
    ++size;
  }
  return size;
}

size_t Escape(absl::Span<const uint8_t> in, absl::Span<uint8_t> out) {
  const size_t size = EscapedSize(in);
  if (out.size() < size) {
    return 0;
  }
  // Moves the input to the end of the output first, then writes the escaped
  // bytes front to back. Each inserted byte uses up one byte of the lead.
  const size_t lead = size - in.size();
  Move(in, out.data() + lead);
  const absl::Span<const uint8_t> moved = out.subspan(lead, in.size());

  size_t read = 0;
  size_t written = 0;
  while (written < read + lead) {
    const size_t point = FindEscapePoint(moved, read);
    Move(moved.subspan(read, point - read), out.data() + written);
    written += point - read;
    out[written] = kEscape;
    ++written;
    read = point;
  }
  return size;
}

std::optional<size_t> UnescapedSize(absl::Span<const uint8_t> in) {
  size_t size = in.size();
  for (size_t i = FindZeroPair(in, 0); i + 2 < in.size();
       i = FindZeroPair(in, i + 3)) {
    const uint8_t behind = in[i + 2];
    if (behind < kEscape) {
      return std::nullopt;
    }
    if (behind == kEscape) {
      if (i + 3 == in.size() || in[i + 3] > kEscape) {
        return std::nullopt;
      }
      --size;
    }
  }
  return size;
}

size_t Unescape(absl::Span<const uint8_t> in, absl::Span<uint8_t> out) {
  if (out.size() < in.size()) {
    return 0;
  }
  size_t read = 0;
  size_t written = 0;
  while (read < in.size()) {
    const size_t escape = FindEscape(in, read);
    Move(in.subspan(read, escape - read), out.data() + written);
    written += escape - read;
    read = escape + 1;
  }
  return written;
}

// Works backwards. Whether a byte is an escape depends only on the two bytes
// before it: both must be zero, and an escape is not, so no earlier escape can
// separate them from it.
bool UnescapeEnd(absl::Span<const uint8_t> in, absl::Span<uint8_t> out) {
  size_t missing = out.size();
  for (size_t i = in.size(); missing > 0 && i-- > 0;) {
    const bool is_escape =
        i >= 2 && in[i] == kEscape && in[i - 1] == 0 && in[i - 2] == 0;
    if (!is_escape) {
      out[--missing] = in[i];
    }
  }
  return missing == 0;
}

}  // namespace sealframe
