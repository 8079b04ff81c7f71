// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/registry.h"

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/sframe/sframe_profile.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

constexpr absl::string_view kNames[] = {"sframe", "livekit", "videosdk",
                                        "jframe", "dave"};

}  // namespace

absl::Span<const absl::string_view> ProfileNames() { return kNames; }

absl::StatusOr<Profile> NamedProfile(absl::string_view name,
                                     const NamedProfileOptions& options) {
  if (name == "sframe") {
    return SFrameProfile(options.sframe);
  }
  if (name == "livekit") {
    return LiveKitProfile(options.livekit);
  }
  if (name == "videosdk") {
    return VideoSdkProfile(options.videosdk);
  }
  if (name == "jframe") {
    return JFrameProfile();
  }
  if (name == "dave") {
    return DaveProfile(options.dave);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("there is no profile '", name,
                   "'; there are: ", absl::StrJoin(kNames, ", ")));
}

}  // namespace sealframe
