// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Options of profiles, for callers that take the profile's name from a command
// line, a configuration or another language.
//
// Thread-safety: plain values.

#ifndef SEALFRAME_FRAME_FORMATS_PROFILE_OPTIONS_H_
#define SEALFRAME_FRAME_FORMATS_PROFILE_OPTIONS_H_

#include <cstdint>

#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/formats/getstream/getstream_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"

namespace sealframe {

// NamedProfileOptions holds the options of every profile that has any. Options
// of profiles other than the named one are ignored.
struct NamedProfileOptions {
  SFrameKeySchemeOptions sframe = {};
  LiveKitOptions livekit = {};
  LiveKitOptions videosdk = VideoSdkOptions();
  DaveOptions dave = {};
  GetStreamOptions getstream = {};
};

// ProfileOption names one option. A profile's registry row lists those it has,
// so that a caller can refuse the others instead of ignoring them.
enum class ProfileOption : uint8_t {
  kSuite,
  kRatchetBits,
  kSharedKeyIdLayout,  // Sender and epoch bits of a shared key's KID.
  kSharedContext,
  kPerSsrc,
  kCiscoMls,
  kAllowShortTags,

  kKeyBits,
  kKeyRingSize,
  kRatchetWindow,
  kSalt,
  kAllowAv1,
  kStripPacketTrailer,
  kFailureTolerance,
  kServerInjectedFrames,

  kDavePassthrough,

  kAcceptPlain,

  // The provider sets it in profiles without a window of their own.
  kReplayWindow,
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_PROFILE_OPTIONS_H_
