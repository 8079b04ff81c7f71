// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's frames: the ring format (frame/formats/ring/ring_format.h), with
// LiveKit's additions: frames that the server injects, packet trailers, and
// keys that a stream gives up after failures.
//
// Thread-safety and allocation: as `RingFormat`; the sealed size is without a
// packet trailer.

#ifndef SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_FORMAT_H_
#define SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_FORMAT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/formats/ring/ring_format.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

struct LiveKitFormatOptions {
  bool allow_av1 = false;
  uint64_t ratchet_window = 8;
  bool opens_codec_unaware = false;  // As in `RingOpenerOptions`.
  bool strip_packet_trailer = false;
  std::shared_ptr<const ServerInjectedFrames> injected = nullptr;
  std::optional<uint32_t> failure_tolerance = std::nullopt;
};

class LiveKitFormat final : public FrameFormat {
 public:
  explicit LiveKitFormat(const LiveKitFormatOptions& options);

  FrameResult Seal(const FrameInfo& info, SealingKey& key,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  std::optional<uint64_t> KidOf(const FrameInfo& info,
                                absl::Span<const uint8_t> frame) const override;
  bool HasKey(StreamKeys& keys, uint64_t kid, uint32_t ssrc) const override;
  size_t MaxSealedSize(size_t frame_size) const override;
  size_t MaxOpenedSize(size_t sealed_size) const override;
  void Trim() override { sealed_.Trim(); }

 private:
  absl::Span<const uint8_t> Stripped(const FrameInfo& info,
                                     absl::Span<const uint8_t> frame) const;
  FrameResult OpenSealed(const FrameInfo& info, StreamKeys& keys,
                         absl::Span<const uint8_t> frame,
                         absl::Span<uint8_t> out);
  bool IsGivenUp(uint8_t key_index) const;

  const bool strip_packet_trailer_;
  const std::optional<uint32_t> failure_tolerance_;
  RingFormat sealed_;
  std::optional<ServerInjectedFrames::Reader> injected_;
  // For each ring index, the number of frames that failed to open since one
  // opened or the keys changed. Null if any number is tolerated.
  const std::unique_ptr<std::array<uint32_t, 256>> failures_;
  uint64_t keyring_version_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_FORMAT_H_
