// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The profiles "livekit" and "videosdk": frames that LiveKit's clients, as of
// livekit-client 2.23.0, seal and open, and the same format with VideoSDK's
// parameters. docs/formats.md describes it.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PROFILE_H_
#define SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PROFILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

// LiveKitOptions has LiveKit's names for what all participants must agree on.
struct LiveKitOptions {
  std::string ratchet_salt = "LKFrameEncryptionKey";  // Of all derivations.
  uint64_t ratchet_window_size = 8;                   // Up to 16.
  uint64_t keyring_size = 16;                         // 1 to 256.
  size_t key_size = 128;                              // Bits: 128 or 256.

  // Whether AV1 is sealed, all of it, where LiveKit's own code refuses it.
  bool allow_av1 = false;

  // What a receiver makes of frames that are not, or not only, sealed.
  //
  // Frames that the server injects. Null, or no trailer: there are none.
  std::shared_ptr<const ServerInjectedFrames> server_injected_frames = nullptr;
  // Whether to cut off packet trailers, as tracks announce them.
  bool strip_packet_trailer = false;

  // After how many frames in a row that do not open a stream gives a key up
  // until its participant's keys change, as LiveKit does after 10. That lets
  // anybody who can inject frames end a call; by default failures are counted
  // and have no consequence.
  absl::optional<uint32_t> failure_tolerance = absl::nullopt;
};

// LiveKitProfile refuses options outside of what is said beside them.
absl::StatusOr<Profile> LiveKitProfile(const LiveKitOptions& options = {});

// VideoSdkOptions returns VideoSDK's parameters.
LiveKitOptions VideoSdkOptions();

// VideoSdkProfile is `LiveKitProfile` by another name and default.
absl::StatusOr<Profile> VideoSdkProfile(
    const LiveKitOptions& options = VideoSdkOptions());

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PROFILE_H_
