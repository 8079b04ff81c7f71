// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The parts of the C interface that sending and receiving streams share.
//
// Thread-safety: pure functions. `ReadStreamConfig` and `GetStats` allocate;
// functions that take a frame never do.

#ifndef SEALFRAME_HOOKS_C_STREAM_H_
#define SEALFRAME_HOOKS_C_STREAM_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {

// The most frames and bytes that a stream can hold. Their memory is allocated
// when the stream is created.
inline constexpr size_t kMaxHoldFrames = 16384;
inline constexpr size_t kMaxHoldBytes = size_t{256} << 20;

// ReadStreamConfig reads `*config`, which is not null.
absl::StatusOr<StreamConfig> ReadStreamConfig(
    const sealframe_stream_config* config);

// CheckFrame refuses a frame that is null or larger than any object. One
// without bytes may be null.
absl::Status CheckFrame(const uint8_t* frame, size_t frame_size);

// ReadFrameInfo reads `*info`, or the defaults if it is null, for a frame of
// `media`. It returns false if `*info` is invalid.
[[nodiscard]] bool ReadFrameInfo(const sealframe_frame_info* info,
                                 MediaKind media, FrameInfo* read);

// IsFrame returns whether `data` can be a frame or packet of `size` bytes. Its
// transform refuses one that is too large.
inline bool IsFrame(const void* data, size_t size) {
  return data != nullptr || size == 0;
}

// IsBuffer returns whether `data` can be a buffer of `size` bytes. No object
// has more than PTRDIFF_MAX.
inline bool IsBuffer(const void* data, size_t size) {
  return IsFrame(data, size) && size <= PTRDIFF_MAX;
}

// Finish writes `result` to `*to`, which is a valid struct, and returns its
// status.
sealframe_frame_status Finish(const FrameResult& result,
                              sealframe_frame_result* to);

// Refuse returns an invalid argument and clears `*to`, if it is a valid struct.
sealframe_frame_status Refuse(sealframe_frame_result* to);

// ProcessFrame checks the arguments of a function that seals or opens a frame,
// and calls `process` with the frame's FrameInfo, the frame and the output.
template <typename Handle, typename Process>
sealframe_frame_status ProcessFrame(const Handle* handle,
                                    const sealframe_frame_info* info,
                                    const uint8_t* frame, size_t frame_size,
                                    uint8_t* out, size_t out_capacity,
                                    sealframe_frame_result* result,
                                    const Process& process) {
  FrameInfo read;
  if (handle == nullptr || StructSize(result) == 0 ||
      !IsFrame(frame, frame_size) || !IsBuffer(out, out_capacity) ||
      !ReadFrameInfo(info, handle->media, &read)) {
    return Refuse(result);
  }
  return Finish(process(read, absl::MakeConstSpan(frame, frame_size),
                        absl::MakeSpan(out, out_capacity)),
                result);
}

// WriteStats writes `from` to `*to`, which is a valid struct.
void WriteStats(const StreamStats& from, sealframe_stream_stats* to);

// GetStats writes the statistics of `handle->transform` to `*to`.
template <typename Handle>
sealframe_status GetStats(const Handle* handle,
                          sealframe_stream_stats* to) noexcept {
  if (!ClearStruct(to) || handle == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  WriteStats(handle->transform->Stats(), to);
  return SEALFRAME_OK;
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_STREAM_H_
