// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/inspect_command.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "fmt/core.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/file_inspection.h"
#include "sealframe/tools/cli/file_report.h"
#include "sealframe/tools/cli/files.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/cli/frame_info_flags.h"
#include "sealframe/tools/cli/inspection_report.h"
#include "sealframe/tools/cli/media_info.h"
#include "sealframe/tools/cli/other_keys.h"
#include "sealframe/tools/cli/profile_flags.h"
#include "sealframe/tools/media/container.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr char kHelp[] =
    "Describes a sealed frame, or each frame of a media file: the profile that "
    "it looks like,\nits key and counter, the role of each byte, and the bytes "
    "in the clear. The input is one\nframe if --kind is given; otherwise its "
    "first bytes may identify a media file.\n\n"
    "Without a key nothing is authenticated, and only structure identifies a "
    "profile:\n'possible' frames merely match it. With a key, inspect also "
    "opens the frame. If that\nfails, it looks for the reason and exits with "
    "code 1. It undoes mistakes until the frame\nopens: bytes in front of it "
    "or behind it, RED, changed start codes and emulation prevention,\nthe "
    "kind, codec and metadata, other forms of the key, its size, suite, salt, "
    "ratchet step\nand profile, and pairs of them. If nothing opens it, "
    "inspect lists the possible\nreasons. docs/troubleshooting.md explains "
    "them.\n\n"
    "  sealframe inspect --kind video --codec vp8 --in frame\n"
    "  sealframe inspect --profile livekit --passphrase @secret --in call.ivf";

bool HasKey(const Flags& flags) {
  return flags.Has("key") || flags.Has("passphrase") || flags.Has("raw-key");
}

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

// ReadKeyFor returns the key given by the flags, or none if they give none. Its
// profile is the one that the flags name or else the one of `guesses` in which
// it opens `frame`, by default the first.
absl::StatusOr<absl::optional<ProfileKey>> ReadKeyFor(
    const Flags& flags, std::vector<std::string> guesses, const FrameInfo& info,
    absl::Span<const uint8_t> frame) {
  if (!HasKey(flags)) {
    return absl::optional<ProfileKey>();
  }
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
      return absl::optional<ProfileKey>(std::move(guessed));
    }
  }
  return absl::optional<ProfileKey>(*std::move(key));
}

// Diagnose opens `frame` with `key` or finds the reason why it does not open.
absl::StatusOr<FrameDiagnosis> Diagnose(const Flags& flags,
                                        const ProfileKey& key,
                                        const FrameInfo& info,
                                        absl::Span<const uint8_t> frame) {
  const absl::StatusOr<std::vector<ParticipantKey>> others =
      ReadOtherKeys(flags, key);
  if (!others.ok()) {
    return others.status();
  }
  DiagnosisOptions options = {.others = *others};
  if (flags.Has("key-index")) {
    options.key_index = key.key_index;
  }
  return DiagnoseFrame(key, info, frame, options);
}

absl::Status NotOpened(const Flags& flags, absl::string_view which,
                       const FrameDiagnosis& diagnosis) {
  return absl::DataLossError(
      absl::StrCat(flags.Text("in", "standard input"), ": ", which,
                   FrameStatusName(diagnosis.status), ": ", diagnosis.text));
}

absl::Status RunFrame(const Flags& flags, absl::Span<const uint8_t> frame) {
  std::vector<uint8_t> metadata;
  const absl::StatusOr<FrameInfo> info =
      ReadFrameInfo(flags, flags.Text("profile"), &metadata);
  if (!info.ok()) {
    return info.status();
  }
  const std::vector<FrameInspection> seen = InspectFrame(*info, frame);
  std::vector<std::string> guesses;
  for (const FrameInspection& inspection : seen) {
    guesses.push_back(inspection.profile);
  }
  const absl::StatusOr<absl::optional<ProfileKey>> key =
      ReadKeyFor(flags, ProfilesOf(guesses), *info, frame);
  if (!key.ok()) {
    return key.status();
  }
  absl::optional<FrameDiagnosis> diagnosis;
  if (key->has_value()) {
    absl::StatusOr<FrameDiagnosis> made = Diagnose(flags, **key, *info, frame);
    if (!made.ok()) {
      return WithKeyFlag(**key, made.status());
    }
    diagnosis = *std::move(made);
  }
  const FrameReport report = {*info, frame, seen, diagnosis};
  fmt::print("{}", flags.Has("json") ? FrameJson(report) : FrameText(report));
  return diagnosis.has_value() && diagnosis->reason != FailureReason::kNone
             ? NotOpened(flags, "", *diagnosis)
             : absl::OkStatus();
}

absl::Status RunFile(const Flags& flags, absl::Span<const uint8_t> file) {
  const absl::StatusOr<std::vector<ContainerFrame>> frames = ReadFrames(file);
  if (!frames.ok()) {
    return absl::UnavailableError(absl::StrCat(
        flags.Text("in", "standard input"), ": ", frames.status().message()));
  }
  if (frames->empty()) {
    return absl::UnavailableError(absl::StrCat(
        flags.Text("in", "standard input"), ": the file contains no frame"));
  }
  const std::vector<std::string> guesses = GuessProfiles(*frames);
  const absl::StatusOr<absl::optional<ProfileKey>> key =
      ReadKeyFor(flags, ProfilesOf(guesses), InfoOf(frames->front().info, 0),
                 frames->front().data);
  if (!key.ok()) {
    return key.status();
  }
  const std::string guess = key->has_value()  ? (*key)->profile
                            : guesses.empty() ? ""
                                              : guesses.front();
  const absl::StatusOr<FileInspection> inspection =
      InspectFrames(*frames, flags.Text("profile", guess),
                    key->has_value() ? &**key : nullptr);
  if (!inspection.ok()) {
    return inspection.status();
  }
  fmt::print("{}",
             flags.Has("json") ? FileJson(*inspection) : FileText(*inspection));
  return inspection->first_failure.has_value()
             ? NotOpened(
                   flags,
                   absl::StrCat("frame ", *inspection->first_failure, ": "),
                   inspection->diagnosis)
             : absl::OkStatus();
}

// CheckFlags refuses an unknown profile, and flags about a key without a key.
absl::Status CheckFlags(const Flags& flags) {
  if (flags.Has("profile")) {
    const std::string name = flags.Text("profile");
    if (FindProfile(name) == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("--profile: ", UnknownProfile(name).message()));
    }
  }
  for (const absl::string_view name :
       {"key-bits", "suite", "ratchet", "key-index", "salt", "strip-trailer",
        "server-trailer", "per-ssrc", "other-keys"}) {
    if (flags.Has(name) && !HasKey(flags)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--", name, " needs a key: give --key, --passphrase or --raw-key"));
    }
  }
  return absl::OkStatus();
}

absl::Status Run(const Flags& flags) {
  if (absl::Status status = CheckFlags(flags); !status.ok()) {
    return status;
  }
  const absl::StatusOr<std::vector<uint8_t>> in = ReadInput(flags);
  if (!in.ok()) {
    return in.status();
  }
  const bool is_file =
      !flags.Has("kind") && DetectContainer(*in) != ContainerFormat::kUnknown;
  return is_file ? RunFile(flags, *in) : RunFrame(flags, *in);
}

}  // namespace

Command InspectCommand() {
  Command command = {
      .name = "inspect",
      .summary = "describe a frame or file, and find why it does not open",
      .help = kHelp,
      .flags = ProfileFlags(false),
      .run = Run};
  for (const FlagSpec& flag : FrameInfoFlags(false)) {
    command.flags.push_back(flag);
  }
  command.flags.push_back(OtherKeysFlag());
  command.flags.push_back(InFlag());
  command.flags.push_back(JsonFlag());
  return command;
}

}  // namespace sealframe
