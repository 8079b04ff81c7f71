// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Profiles by their names, for whoever reads the name from a command line, a
// configuration or another language. Code that knows which profile it wants
// calls that profile's own factory.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_FRAME_FORMATS_REGISTRY_H_
#define SEALFRAME_FRAME_FORMATS_REGISTRY_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

// NamedProfileOptions holds the options of each profile that has any; those of
// the others than the one that is named say nothing.
struct NamedProfileOptions {
  SFrameKeySchemeOptions sframe = {};
  LiveKitOptions livekit = {};
  LiveKitOptions videosdk = VideoSdkOptions();
  DaveOptions dave = {};
};

// ProfileNames returns the names that `NamedProfile` knows.
absl::Span<const absl::string_view> ProfileNames();

// NamedProfile returns the profile of that name. It is an invalid argument if
// there is none, which the error answers with those that there are, or if the
// profile refuses its options.
absl::StatusOr<Profile> NamedProfile(absl::string_view name,
                                     const NamedProfileOptions& options = {});

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_REGISTRY_H_
