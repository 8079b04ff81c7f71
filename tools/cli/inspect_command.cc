// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/inspect_command.h"

#include <cstdint>
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
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/frame_info_flags.h"
#include "sealframe/tools/cli/input_file.h"
#include "sealframe/tools/cli/inspect_file.h"
#include "sealframe/tools/cli/inspect_key.h"
#include "sealframe/tools/cli/inspection_report.h"
#include "sealframe/tools/cli/other_keys.h"
#include "sealframe/tools/cli/output.h"
#include "sealframe/tools/cli/profile_flags.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/container.h"
#include "sealframe/tools/media/foreign_format.h"
#include "sealframe/tools/media/media_file.h"

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
  const absl::StatusOr<std::optional<ProfileKey>> key =
      ReadKeyFor(flags, guesses, *info, frame);
  if (!key.ok()) {
    return key.status();
  }
  std::optional<FrameDiagnosis> diagnosis;
  if (key->has_value()) {
    absl::StatusOr<FrameDiagnosis> made = Diagnose(flags, **key, *info, frame);
    if (!made.ok()) {
      return WithKeyFlag(**key, made.status());
    }
    diagnosis = *std::move(made);
  }
  const FrameReport report = {*info, frame, seen, diagnosis};
  Print(flags.Has("json") ? FrameJson(report) : FrameText(report));
  return diagnosis.has_value() && diagnosis->reason != FailureReason::kNone
             ? NotOpened(flags, "", *diagnosis)
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
  const absl::StatusOr<InputFile> in = InputFile::Open(flags);
  if (!in.ok()) {
    return in.status();
  }
  ByteInput bytes([&in](absl::Span<uint8_t> out) { return in->Read(out); });
  const absl::StatusOr<absl::Span<const uint8_t>> front =
      bytes.Peek(kFrontSize);
  if (!front.ok()) {
    return front.status();
  }
  if (!flags.Has("kind")) {
    if (DetectContainer(*front) != ContainerFormat::kUnknown) {
      return InspectFile(flags, *in, bytes);
    }
    if (const std::string text = ForeignFormatText(*front); !text.empty()) {
      return absl::UnavailableError(absl::StrCat(in->name(), ": ", text));
    }
  }
  const absl::StatusOr<absl::Span<const uint8_t>> frame =
      PeekFrame(bytes, in->name());
  return frame.ok() ? RunFrame(flags, *frame) : frame.status();
}

}  // namespace

Command InspectCommand() {
  Command command = {
      .name = "inspect",
      .summary = "describe a frame or file, and find why it does not open",
      .help = kHelp,
      .flags = ProfileFlags(false),
      .run = Run};
  for (const FlagSpec& flag :
       FrameInfoFlags("the input is one frame of this kind; by default "
                      "that of the codec, or video")) {
    command.flags.push_back(flag);
  }
  command.flags.push_back(OtherKeysFlag());
  command.flags.push_back(InFlag());
  command.flags.push_back(JsonFlag());
  return command;
}

}  // namespace sealframe
