// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The profiles "livekit" and "videosdk": frames that LiveKit's clients, as of
// livekit-client 2.23.0, seal and open, and the same format with VideoSDK's
// parameters. docs/formats.md describes it.
//
// Thread-safety: pure functions. They allocate.

#ifndef FRAME_LIVEKIT_PROFILE_H_
#define FRAME_LIVEKIT_PROFILE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "frame/profile.h"

namespace sealframe {

// LiveKitOptions are what all participants must agree on, by LiveKit's names.
struct LiveKitOptions {
  std::string ratchet_salt = "LKFrameEncryptionKey";  // Of all derivations.
  uint64_t ratchet_window_size = 8;                   // Up to 16.
  uint64_t keyring_size = 16;                         // 1 to 256.
  size_t key_size = 128;                              // Bits: 128 or 256.

  // Whether AV1 is sealed, all of it, where LiveKit's own code refuses it.
  bool allow_av1 = false;
};

// LiveKitProfile refuses options outside of what is said beside them.
absl::StatusOr<Profile> LiveKitProfile(const LiveKitOptions& options = {});

// VideoSdkOptions returns VideoSDK's parameters.
LiveKitOptions VideoSdkOptions();

// VideoSdkProfile is `LiveKitProfile` by another name and default.
absl::StatusOr<Profile> VideoSdkProfile(
    const LiveKitOptions& options = VideoSdkOptions());

}  // namespace sealframe

#endif  // FRAME_LIVEKIT_PROFILE_H_
