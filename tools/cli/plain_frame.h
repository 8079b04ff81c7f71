// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Whether a frame looks as an encoder made it, judged by what its codec demands
// of every frame.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_TOOLS_CLI_PLAIN_FRAME_H_
#define SEALFRAME_TOOLS_CLI_PLAIN_FRAME_H_

#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

enum class PlainLook : uint8_t {
  kNo,
  kMaybe,  // It breaks no rule, but half of all random bytes would not.
  kYes,    // Sealed frames hardly ever look like it.
};

// LookOf returns how much `frame`, which may be hostile, looks like a frame of
// `codec` that was never sealed. An unknown codec has no rules: kNo.
PlainLook LookOf(Codec codec, absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_PLAIN_FRAME_H_
