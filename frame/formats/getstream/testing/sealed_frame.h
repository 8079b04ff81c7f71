// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals frames in GetStream's format with an IV of the test's choice, which a
// key provider does not allow.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_TESTING_SEALED_FRAME_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_TESTING_SEALED_FRAME_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/getstream/getstream_nonces.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

// GetStreamSender holds the key, key index and IV to seal a frame with.
struct GetStreamSender {
  SecretBytes key;
  uint8_t key_index = 0;
  GetStreamIvPrefix prefix = {};
  uint32_t counter = 1;
};

// SealAsGetStream writes `frame`, sealed with `sender`, to `out`, which starts
// where `frame` does or is disjoint from it.
FrameResult SealAsGetStream(const GetStreamSender& sender,
                            const FrameInfo& info,
                            absl::Span<const uint8_t> frame,
                            absl::Span<uint8_t> out);

// GetStreamFrame returns `frame`, sealed with `sender`. It ends the program if
// that fails.
std::vector<uint8_t> GetStreamFrame(const GetStreamSender& sender,
                                    const FrameInfo& info,
                                    absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_TESTING_SEALED_FRAME_H_
