// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Conversions that sending and receiving streams of the C interface share.
//
// Thread-safety: pure functions. Only `ReadStreamConfig` and `WriteStats`
// allocate.

#ifndef SEALFRAME_HOOKS_C_STREAM_H_
#define SEALFRAME_HOOKS_C_STREAM_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe {

// The largest hold of one stream, in frames and bytes. Its memory is allocated
// when the stream is created.
inline constexpr size_t kMaxHoldFrames = 16384;
inline constexpr size_t kMaxHoldBytes = size_t{256} << 20;

// ReadStreamConfig reads `*config`, which is not null.
absl::StatusOr<StreamConfig> ReadStreamConfig(
    const sealframe_stream_config* config);

// ReadFrameInfo reads `*info`, or the defaults if it is null, for a frame of
// `media`. It returns false if `*info` is invalid.
[[nodiscard]] bool ReadFrameInfo(const sealframe_frame_info* info,
                                 MediaKind media, FrameInfo* read);

// IsBuffer returns whether `data` can have `size` bytes.
inline bool IsBuffer(const void* data, size_t size) {
  return data != nullptr || size == 0;
}

// Finish writes `result` to `*written`, which is a valid struct, and returns
// its status.
sealframe_frame_status Finish(const FrameResult& result,
                              sealframe_frame_result* written);

// Refuse zeroes `*written`, if it is a valid struct, and returns
// SEALFRAME_FRAME_INVALID_ARGUMENT.
sealframe_frame_status Refuse(sealframe_frame_result* written);

// WriteStats writes `from` to `*stats`, or returns an error if that is no valid
// struct.
sealframe_status WriteStats(const StreamStats& from,
                            sealframe_stream_stats* stats);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_STREAM_H_
