// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Finds the end of a unit that does not begin with its size.
//
// Thread-safety: as for the input.

#ifndef SEALFRAME_TOOLS_MEDIA_PEEK_UNIT_H_
#define SEALFRAME_TOOLS_MEDIA_PEEK_UNIT_H_

#include <cstddef>
#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"

namespace sealframe {

// A UnitSizer returns the size of the unit that `bytes` start with, or zero if
// they end before its end can be seen. `ends` is whether the input ends behind
// `bytes`: zero then stands for all of them.
using UnitSizer = absl::FunctionRef<absl::StatusOr<size_t>(
    absl::Span<const uint8_t> bytes, bool ends)>;

// PeekUnit returns the next unit of `input`, or nothing at its end. It looks
// further ahead until `size_of` finds the end of the unit. InvalidArgument for
// a unit of more than kMaxPacketSize bytes.
absl::StatusOr<absl::Span<const uint8_t>> PeekUnit(ByteInput& input,
                                                   UnitSizer size_of);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_PEEK_UNIT_H_
