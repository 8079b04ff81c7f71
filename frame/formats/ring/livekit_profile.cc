// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/livekit_profile.h"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/frame/formats/ring/iv_nonces.h"
#include "sealframe/frame/formats/ring/livekit_format.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

// HKDF's info: LiveKit's code passes a buffer of this many zeros.
constexpr size_t kInfoSize = 128;

absl::StatusOr<Profile> NewProfile(const std::string& name,
                                   const LiveKitOptions& options) {
  if (options.key_size != 128 && options.key_size != 256) {
    return absl::InvalidArgumentError(
        absl::StrCat("key_bits is ", options.key_size, ": use 128 or 256"));
  }
  absl::StatusOr<std::shared_ptr<const RingKeyScheme>> scheme =
      RingKeyScheme::Create({.salt = options.ratchet_salt,
                             .ratchet_salt = options.ratchet_salt,
                             .info_size = kInfoSize,
                             .takes_passphrases = true,
                             .key_size = options.key_size / 8,
                             .ring_size = options.keyring_size,
                             .ratchet_window = options.ratchet_window_size,
                             .iv_tail = IvTail::kTimestampLessCount});
  if (!scheme.ok()) {
    return scheme.status();
  }
  const LiveKitFormatOptions format = {
      .allow_av1 = options.allow_av1,
      .ratchet_window = options.ratchet_window_size,
      .opens_codec_unaware = options.open_codec_unaware,
      .strip_packet_trailer = options.strip_packet_trailer,
      .injected = options.server_injected_frames,
      .failure_tolerance = options.failure_tolerance};
  return Profile{
      .name = name, .scheme = *std::move(scheme), .new_format = [format] {
        return std::make_unique<LiveKitFormat>(format);
      }};
}

}  // namespace

absl::StatusOr<Profile> LiveKitProfile(const LiveKitOptions& options) {
  return NewProfile("livekit", options);
}

LiveKitOptions VideoSdkOptions() {
  return {.ratchet_salt = "VideoSDKEncryptionRatchetSalt",
          .ratchet_window_size = 0,
          .open_codec_unaware = true};
}

absl::StatusOr<Profile> VideoSdkProfile(const LiveKitOptions& options) {
  return NewProfile("videosdk", options);
}

}  // namespace sealframe
