// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/peek_unit.h"

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"

namespace sealframe {

absl::StatusOr<absl::Span<const uint8_t>> PeekUnit(ByteInput& input,
                                                   UnitSizer size_of) {
  // Doubling keeps the work linear in the size of the unit.
  for (size_t want = 1;; want *= 2) {
    const absl::StatusOr<absl::Span<const uint8_t>> bytes = input.Peek(want);
    if (!bytes.ok() || bytes->empty()) {
      return bytes;
    }
    const bool ends = bytes->size() < want;
    const absl::StatusOr<size_t> size = size_of(*bytes, ends);
    if (!size.ok()) {
      return size.status();
    }
    if (*size > kMaxPacketSize ||
        (*size == 0 && bytes->size() > kMaxPacketSize)) {
      return absl::InvalidArgumentError(
          absl::StrCat("the frame at byte ", input.offset(), " has over ",
                       kMaxPacketSize, " bytes"));
    }
    if (*size > 0 || ends) {
      return *size > 0 ? bytes->first(*size) : *bytes;
    }
    want = bytes->size();
  }
}

}  // namespace sealframe
