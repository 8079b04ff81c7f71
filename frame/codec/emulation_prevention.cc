// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/emulation_prevention.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/codec/forbidden_sequence.h"

namespace sealframe {
namespace {

constexpr uint8_t kEscape = kMaxForbiddenEnd;

// FindEscapePoint returns the offset of the first byte of at most `kEscape`
// that follows two zeros at `from` or later, or the size of `bytes`.
size_t FindEscapePoint(absl::Span<const uint8_t> bytes, size_t from) {
  const size_t zeros = FindForbidden(bytes, from);
  return zeros == bytes.size() ? zeros : zeros + 2;
}

// FindEscape returns the offset of the first `kEscape` that follows two zeros
// at `from` or later, or the size of `bytes`.
size_t FindEscape(absl::Span<const uint8_t> bytes, size_t from) {
  for (size_t i = FindForbidden(bytes, from); i < bytes.size();
       i = FindForbidden(bytes, i)) {
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

// CountEscapePoints counts the escape points from `point` on, which is one or
// the size of `bytes`.
size_t CountEscapePoints(absl::Span<const uint8_t> bytes, size_t point) {
  size_t count = 0;
  for (; point < bytes.size(); point = FindEscapePoint(bytes, point)) {
    ++count;
  }
  return count;
}

// Move copies `bytes` to `out`. The two may overlap.
void Move(absl::Span<const uint8_t> bytes, uint8_t* out) {
  if (!bytes.empty() && bytes.data() != out) {
    std::memmove(out, bytes.data(), bytes.size());
  }
}

}  // namespace

size_t EscapedSize(absl::Span<const uint8_t> in) {
  return in.size() + CountEscapePoints(in, FindEscapePoint(in, 0));
}

// Moves the input from the first escape on to the end of the output, then
// writes the escaped bytes front to back. Each inserted byte uses up one byte
// of the lead. Most inputs have no escape, or a few at the end.
size_t Escape(absl::Span<const uint8_t> in, absl::Span<uint8_t> out) {
  const size_t first = FindEscapePoint(in, 0);
  const size_t lead = CountEscapePoints(in, first);
  const size_t size = in.size() + lead;
  if (out.size() < size) {
    return 0;
  }
  Move(in.subspan(first), out.data() + first + lead);
  Move(in.first(first), out.data());
  const absl::Span<const uint8_t> moved =
      out.subspan(first + lead, in.size() - first);

  size_t read = 0;
  size_t written = first;
  for (size_t left = lead; left > 0; --left) {
    out[written] = kEscape;
    ++written;
    if (left > 1) {
      const size_t point = FindEscapePoint(moved, read);
      Move(moved.subspan(read, point - read), out.data() + written);
      written += point - read;
      read = point;
    }
  }
  return size;
}

std::optional<UnescapedSizes> MeasureUnescaped(absl::Span<const uint8_t> in) {
  UnescapedSizes sizes = {.size = in.size(), .plain = in.size()};
  for (size_t i = FindForbidden(in, 0); i < in.size();
       i = FindForbidden(in, i + 3)) {
    if (in[i + 2] < kEscape || i + 3 == in.size() || in[i + 3] > kEscape) {
      return std::nullopt;
    }
    if (sizes.plain == in.size()) {
      sizes.plain = i + 2;
    }
    --sizes.size;
  }
  return sizes;
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
