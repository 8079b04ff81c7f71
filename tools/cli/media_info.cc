// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/media_info.h"

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

FrameInfo InfoOf(const MediaFrame& frame, uint32_t ssrc) {
  return {.kind = frame.audio() ? MediaKind::kAudio : MediaKind::kVideo,
          .codec = frame.codec,
          .key_frame = frame.key_frame,
          .ssrc = ssrc + frame.stream,
          .rtp_timestamp = frame.timestamp};
}

absl::StatusOr<FrameResult> OpenEither(FrameCryptor& cryptor, FrameInfo info,
                                       absl::Span<const uint8_t> in,
                                       std::vector<uint8_t>* out) {
  const absl::StatusOr<FrameResult> result = cryptor.Open(info, in, out);
  if (!result.ok() || CameOut(result->status) ||
      info.kind == MediaKind::kAudio) {
    return result;
  }
  info.key_frame = !info.key_frame;
  const absl::StatusOr<FrameResult> second = cryptor.Open(info, in, out);
  return second.ok() && CameOut(second->status) ? second : result;
}

}  // namespace sealframe
