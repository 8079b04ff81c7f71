// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Treats the frames of media files as frames of a stream.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_TOOLS_CLI_MEDIA_INFO_H_
#define SEALFRAME_TOOLS_CLI_MEDIA_INFO_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// InfoOf returns the information that a media stack has about `frame`. The
// file's first stream has the SSRC `ssrc`, and each further one the next.
FrameInfo InfoOf(const MediaFrame& frame, uint32_t ssrc);

// OpenEither opens `in` and, if that fails, tries again as the other of key
// frame and delta frame. In a sealed file the two cannot be distinguished if
// the profile seals the bytes that would.
absl::StatusOr<FrameResult> OpenEither(FrameCryptor& cryptor, FrameInfo info,
                                       absl::Span<const uint8_t> in,
                                       std::vector<uint8_t>* out);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_MEDIA_INFO_H_
