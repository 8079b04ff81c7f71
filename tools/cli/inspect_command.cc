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
#include "sealframe/frame/codec/codec.h"
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
#include "sealframe/tools/cli/frame_diagnosis.h"
#include "sealframe/tools/cli/frame_info_flags.h"
#include "sealframe/tools/cli/inspection_report.h"
#include "sealframe/tools/cli/json.h"
#include "sealframe/tools/cli/media_info.h"
#include "sealframe/tools/cli/plain_frame.h"
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
    "opens the frame. If that\nfails, it looks for the reason (another "
    "derivation, key size, suite, ratchet step or\nprofile, appended padding, "
    "changed start codes, another kind or codec, a plain frame,\na replay) "
    "and exits with code 1.\n\n"
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

absl::Status NotOpened(const Flags& flags, absl::string_view which,
                       const FrameDiagnosis& diagnosis) {
  return absl::DataLossError(
      absl::StrCat(flags.Text("in", "standard input"), ": ", which,
                   FrameStatusName(diagnosis.status), ": ", diagnosis.text));
}

absl::string_view LookText(PlainLook look) {
  switch (look) {
    case PlainLook::kNo:
      return "no";
    case PlainLook::kMaybe:
      return "possible";
    case PlainLook::kYes:
      return "yes";
  }
  return "";
}

void PrintFrame(const Flags& flags, const FrameInfo& info,
                absl::Span<const uint8_t> frame,
                const std::vector<FrameInspection>& seen,
                const absl::optional<FrameDiagnosis>& diagnosis) {
  const absl::string_view plain = LookText(LookOf(info.codec, frame));
  if (flags.Has("json")) {
    JsonWriter json;
    json.BeginObject();
    json.Integer("size", static_cast<int64_t>(frame.size()));
    json.String("looks_plain", plain);
    json.BeginArray("profiles");
    for (const FrameInspection& inspection : seen) {
      AppendInspection(inspection, info.codec, &json);
    }
    json.EndArray();
    if (diagnosis.has_value()) {
      AppendDiagnosis(*diagnosis, &json);
    }
    json.EndObject();
    fmt::print("{}\n", json.text());
    return;
  }
  fmt::print("frame of {} bytes; looks like plain {}: {}\n", frame.size(),
             std::string(CodecName(info.codec)), std::string(plain));
  if (seen.empty()) {
    fmt::print("its structure matches no profile\n");
  }
  for (const FrameInspection& inspection : seen) {
    fmt::print("{}", InspectionText(inspection, info.codec));
  }
  if (diagnosis.has_value()) {
    fmt::print("{}", DiagnosisText(*diagnosis));
  }
}

absl::Status RunFrame(const Flags& flags, absl::Span<const uint8_t> frame) {
  const absl::StatusOr<FrameInfo> info = ReadFrameInfo(flags);
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
    absl::StatusOr<FrameDiagnosis> made = DiagnoseFrame(**key, *info, frame);
    if (!made.ok()) {
      return made.status();
    }
    diagnosis = *std::move(made);
  }
  PrintFrame(flags, *info, frame, seen, diagnosis);
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
  for (const absl::string_view name : {"key-bits", "suite", "ratchet"}) {
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
  command.flags.push_back(InFlag());
  command.flags.push_back(JsonFlag());
  return command;
}

}  // namespace sealframe
