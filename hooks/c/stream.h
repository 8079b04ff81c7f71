// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What sending and receiving streams have in common at the C interface.
//
// Thread-safety: pure functions. `ReadStreamConfig` and `WriteStats` allocate;
// what takes a frame never does.

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

// The most frames, and bytes of them, that one stream may be asked to hold:
// their memory is taken at once.
inline constexpr size_t kMaxHoldFrames = 16384;
inline constexpr size_t kMaxHoldBytes = size_t{256} << 20;

// ReadStreamConfig reads `*config`, which is not null.
absl::StatusOr<StreamConfig> ReadStreamConfig(
    const sealframe_stream_config* config);

// ReadFrameInfo reads `*info`, or the defaults if it is null, of a frame of
// `media`. It returns false if it has no meaning.
[[nodiscard]] bool ReadFrameInfo(const sealframe_frame_info* info,
                                 MediaKind media, FrameInfo* read);

// IsBuffer returns whether `data` can have `size` bytes.
inline bool IsBuffer(const void* data, size_t size) {
  return data != nullptr || size == 0;
}

// Finish tells `result` to `*told`, which is a valid struct.
sealframe_frame_status Finish(const FrameResult& result,
                              sealframe_frame_result* told);

// Refuse tells an invalid argument to `*told`, if that is a valid struct.
sealframe_frame_status Refuse(sealframe_frame_result* told);

// WriteStats writes `from` to `*stats`, if that is a valid struct.
sealframe_status WriteStats(const StreamStats& from,
                            sealframe_stream_stats* stats);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_STREAM_H_
