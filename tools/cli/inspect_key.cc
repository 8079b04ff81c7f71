// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/inspect_key.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/cli/input_file.h"
#include "sealframe/tools/cli/media_info.h"
#include "sealframe/tools/cli/profile_flags.h"

namespace sealframe {
namespace {

// ProfilesOf returns the profiles that use the wire formats `formats`.
std::vector<std::string> ProfilesOf(const std::vector<std::string>& formats) {
  std::vector<std::string> names;
  for (const std::string& format : formats) {
    for (const ProfileEntry& profile : Profiles()) {
      if (profile.wire_format == format) {
        names.push_back(std::string(profile.name));
      }
    }
  }
  return names;
}

bool Opens(const ProfileKey& key, const FrameInfo& info,
           absl::Span<const uint8_t> frame) {
  std::vector<uint8_t> out;
  const absl::StatusOr<std::unique_ptr<FrameCryptor>> cryptor =
      FrameCryptor::ForOpening(key);
  if (!cryptor.ok()) {
    return false;
  }
  const absl::StatusOr<FrameResult> result =
      OpenEither(**cryptor, info, frame, &out);
  return result.ok() && CameOut(result->status);
}

}  // namespace

bool HasKey(const Flags& flags) {
  return flags.Has("key") || flags.Has("passphrase") || flags.Has("raw-key");
}

absl::StatusOr<std::optional<ProfileKey>> ReadKeyFor(
    const Flags& flags, const std::vector<std::string>& formats,
    const FrameInfo& info, absl::Span<const uint8_t> frame) {
  if (!HasKey(flags)) {
    return std::optional<ProfileKey>();
  }
  std::vector<std::string> guesses = ProfilesOf(formats);
  if (flags.Has("profile")) {
    guesses = {flags.Text("profile")};
  } else if (guesses.empty()) {
    guesses = {std::string(WireFormats().back()->name)};
  }
  absl::StatusOr<ProfileKey> key = ReadProfileKey(flags, guesses.front());
  if (!key.ok()) {
    return key.status();
  }
  for (const std::string& guess : guesses) {
    ProfileKey guessed = CloneKey(*key);
    guessed.profile = guess;
    if (Opens(guessed, info, frame)) {
      return std::optional<ProfileKey>(std::move(guessed));
    }
  }
  return std::optional<ProfileKey>(*std::move(key));
}

absl::Status NotOpened(const Flags& flags, absl::string_view which,
                       const FrameDiagnosis& diagnosis) {
  return absl::DataLossError(absl::StrCat(InputName(flags), ": ", which,
                                          FrameStatusName(diagnosis.status),
                                          ": ", diagnosis.text));
}

}  // namespace sealframe
