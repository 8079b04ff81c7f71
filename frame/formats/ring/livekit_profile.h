// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The profiles "livekit", compatible with livekit-client 2.23.0, and
// "videosdk", the same format with VideoSDK's parameters. docs/formats.md
// describes them.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PROFILE_H_
#define SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PROFILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

// LiveKitOptions holds the parameters that all participants must share, under
// LiveKit's names, and options of the local end.
struct LiveKitOptions {
  std::string ratchet_salt = "LKFrameEncryptionKey";  // For all derivations.
  uint64_t ratchet_window_size = 8;                   // Up to 16.
  uint64_t keyring_size = 16;                         // 1 to 256.
  size_t key_size = 128;                              // Bits: 128 or 256.

  // Whether to seal and open AV1. LiveKit's own code refuses AV1.
  bool allow_av1 = false;

  // Options of receivers.
  //
  // Whether VP9 and AV1 also open if their sender did not know the codec, as
  // VideoSDK's web clients. It doubles the tries that a frame can cost.
  bool open_codec_unaware = false;
  // The frames that the server may inject. None if null.
  std::shared_ptr<const ServerInjectedFrames> server_injected_frames = nullptr;
  // Whether to remove packet trailers. Tracks announce whether they have them.
  bool strip_packet_trailer = false;

  // The number of consecutive failures after which a stream gives up a key
  // until its participant's keys change. LiveKit gives up after 10, so injected
  // frames can end a call. By default failures are only counted.
  std::optional<uint32_t> failure_tolerance = std::nullopt;
};

// LiveKitProfile returns InvalidArgument for options out of range.
absl::StatusOr<Profile> LiveKitProfile(const LiveKitOptions& options = {});

// VideoSdkOptions returns VideoSDK's parameters.
LiveKitOptions VideoSdkOptions();

// VideoSdkProfile is `LiveKitProfile` with another name and other defaults.
absl::StatusOr<Profile> VideoSdkProfile(
    const LiveKitOptions& options = VideoSdkOptions());

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PROFILE_H_
