// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/frame_commands.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/cli/frame_info_flags.h"
#include "sealframe/tools/cli/frame_refusal.h"
#include "sealframe/tools/cli/input_file.h"
#include "sealframe/tools/cli/json.h"
#include "sealframe/tools/cli/output.h"
#include "sealframe/tools/cli/output_file.h"
#include "sealframe/tools/cli/profile_flags.h"

namespace sealframe {
namespace {

constexpr char kSealHelp[] =
    "Seals the input as one frame. Both ends must use the same profile and the "
    "same key,\ngiven by the same flag: --key and --passphrase derive "
    "different "
    "keys from the same text.\n\n"
    "The bytes left in the clear depend on the profile, the kind, the codec "
    "and --key-frame;\n'sealframe inspect' shows them. Counters start at "
    "random values, and so do SSRC and\ntimestamp unless given: nonces in "
    "livekit, videosdk and jframe consist of all three.\ndave has only 2^23 "
    "first counters: do not seal more than a few hundred frames one by\none "
    "under one secret. getstream counts from 1, after a random IV prefix.\n\n"
    "  echo hello | sealframe frame seal --profile sframe --kind audio \\\n"
    "      --key @key.hex --out frame";

constexpr char kOpenHelp[] =
    "Opens one frame. The KID or key index, the nonce and, in dave, the "
    "generation come\nfrom the frame. The kind, the codec and --key-frame must "
    "be those it was sealed with.\n\n"
    "If the frame does not open, 'sealframe inspect' with the same flags looks "
    "for the reason.\n\n"
    "  sealframe frame open --profile sframe --kind audio \\\n"
    "      --key @key.hex --in frame";

absl::Status PrintResult(const Flags& flags, const FrameResult& result,
                         absl::string_view name,
                         absl::Span<const uint8_t> bytes) {
  JsonWriter json;
  json.BeginObject();
  json.String("profile", flags.Text("profile"));
  json.String("status", FrameStatusName(result.status));
  json.Number64("kid", result.kid);
  json.Integer("size", static_cast<int64_t>(bytes.size()));
  if (!IsToFile(flags)) {
    json.String(name, ToHex(bytes));
  }
  json.EndObject();
  Print(absl::StrCat(json.text(), "\n"));
  return absl::OkStatus();
}

// WriteResult writes the result. With --json it prints a description, which
// includes the bytes unless they go to a file.
absl::Status WriteResult(const Flags& flags, const FrameResult& result,
                         bool is_sealing, absl::Span<const uint8_t> bytes) {
  const bool is_json = flags.Has("json");
  if (!is_json || IsToFile(flags)) {
    absl::Status status = WriteOutput(
        flags, is_sealing ? Contents::kSealed : Contents::kInTheClear, bytes);
    if (!status.ok()) {
      return status;
    }
  }
  return is_json ? PrintResult(flags, result,
                               is_sealing ? "frame" : "plaintext", bytes)
                 : absl::OkStatus();
}

// CheckKind requires --kind, or --codec, where the clear bytes depend on it.
absl::Status CheckKind(const Flags& flags) {
  const ProfileEntry& profile = *FindProfile(flags.Text("profile"));
  return flags.Has("kind") || flags.Has("codec") || profile.seals_whole_frames
             ? absl::OkStatus()
             : absl::InvalidArgumentError(
                   absl::StrCat("--kind audio|video is required, or --codec: "
                                "the clear bytes of ",
                                profile.name, " depend on it"));
}

absl::Status Run(const Flags& flags, bool is_sealing) {
  const absl::StatusOr<ProfileKey> key =
      ReadProfileKey(flags, flags.Text("profile"));
  if (!key.ok()) {
    return key.status();
  }
  if (absl::Status status = CheckKind(flags); !status.ok()) {
    return status;
  }
  std::vector<uint8_t> metadata;
  const absl::StatusOr<FrameInfo> info =
      ReadFrameInfo(flags, key->profile, &metadata);
  if (!info.ok()) {
    return info.status();
  }
  const absl::StatusOr<std::unique_ptr<FrameCryptor>> cryptor =
      is_sealing ? FrameCryptor::ForSealing(*key)
                 : FrameCryptor::ForOpening(*key);
  if (!cryptor.ok()) {
    return WithKeyFlag(*key, cryptor.status());
  }
  const absl::StatusOr<std::vector<uint8_t>> in = ReadFrame(flags);
  if (!in.ok()) {
    return in.status();
  }
  std::vector<uint8_t> out;
  const absl::StatusOr<FrameResult> result =
      is_sealing ? (*cryptor)->Seal(*info, *in, &out)
                 : (*cryptor)->Open(*info, *in, &out);
  if (!result.ok()) {
    return WithKeyFlag(*key, result.status());
  }
  if (!CameOut(result->status)) {
    return FrameRefusal({.name = InputName(flags),
                         .profile = flags.Text("profile", ""),
                         .info = *info,
                         .bytes = *in},
                        result->status, is_sealing);
  }
  return WriteResult(flags, *result, is_sealing, out);
}

std::vector<FlagSpec> AllFlags() {
  std::vector<FlagSpec> flags = ProfileFlags(true);
  for (const FlagSpec& flag : FrameInfoFlags(
           "kind of media; not needed with --codec, or where whole frames are "
           "sealed")) {
    flags.push_back(flag);
  }
  for (const FlagSpec& flag : {InFlag(), OutFlag(), JsonFlag()}) {
    flags.push_back(flag);
  }
  return flags;
}

}  // namespace

std::vector<Command> FrameCommands() {
  return {
      {.name = "frame seal",
       .summary = "seal one frame in any profile",
       .help = kSealHelp,
       .flags = AllFlags(),
       .run = [](const Flags& flags) { return Run(flags, true); }},
      {.name = "frame open",
       .summary = "open one frame in any profile",
       .help = kOpenHelp,
       .flags = AllFlags(),
       .run = [](const Flags& flags) { return Run(flags, false); }},
  };
}

}  // namespace sealframe
