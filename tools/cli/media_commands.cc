// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/media_commands.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "fmt/core.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/files.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/cli/frame_refusal.h"
#include "sealframe/tools/cli/json.h"
#include "sealframe/tools/cli/media_info.h"
#include "sealframe/tools/cli/profile_flags.h"
#include "sealframe/tools/media/container.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr char kEncryptHelp[] =
    "Seals each frame of an IVF (VP8, VP9, AV1), Ogg Opus or Annex B (H.264, "
    "H.265)\nfile. The container stays readable. With a profile that knows the "
    "codec, so does\nwhat it leaves in the clear, such as parameter sets; no "
    "frame decodes. In front of\neach access unit of H.264 and H.265 goes a "
    "mark, by which they are told apart again.\n\n  sealframe media encrypt "
    "--profile sframe --key @key.hex --in a.ivf --out b.ivf";

constexpr char kDecryptHelp[] =
    "Opens each frame of a file that 'media encrypt' made. If one does not "
    "open,\nnothing is written. The file comes back byte for byte, but for "
    "what "
    "a profile\nrewrites before it seals: livekit and videosdk give the start "
    "codes up to the first\nslice four bytes, dave all of them, and dave drops "
    "the AV1 units that carry no\npicture.\n\n  sealframe media decrypt "
    "--profile sframe --key @key.hex --in b.ivf --out a.ivf";

// WithFile says which file an error is about.
absl::Status WithFile(const Flags& flags, absl::StatusCode code,
                      const absl::Status& status) {
  return absl::Status(code, absl::StrCat(flags.Text("in", "standard input"),
                                         ": ", status.message()));
}

// Result is a rewritten file.
struct Result {
  std::vector<uint8_t> file;
  size_t frames = 0;
};

absl::Status WriteResult(const Flags& flags, const Result& result) {
  if (absl::Status status = WriteOutput(flags, result.file); !status.ok()) {
    return status;
  }
  if (flags.Has("json") && flags.Text("out", "-") != "-") {
    JsonWriter json;
    json.BeginObject();
    json.Integer("frames", static_cast<int64_t>(result.frames));
    json.Integer("bytes", static_cast<int64_t>(result.file.size()));
    json.EndObject();
    fmt::print("{}\n", json.text());
  }
  return absl::OkStatus();
}

absl::Status RewriteFrame(FrameCryptor& cryptor, const MediaFrame& frame,
                          uint32_t ssrc, bool is_sealing,
                          absl::Span<const uint8_t> in,
                          std::vector<uint8_t>* out) {
  const FrameInfo info = InfoOf(frame, ssrc);
  const absl::StatusOr<FrameResult> ended =
      is_sealing ? cryptor.Seal(info, in, out)
                 : OpenEither(cryptor, info, in, out);
  if (!ended.ok() || CameOut(ended->status)) {
    return ended.status();
  }
  return FrameRefusal(absl::StrCat("frame ", frame.index), ended->status,
                      is_sealing);
}

absl::Status Run(const Flags& flags, bool is_sealing) {
  const absl::StatusOr<ProfileKey> key =
      ReadProfileKey(flags, flags.Text("profile"));
  if (!key.ok()) {
    return key.status();
  }
  const absl::StatusOr<uint32_t> ssrc = ReadSsrc(flags);
  if (!ssrc.ok()) {
    return ssrc.status();
  }
  const absl::StatusOr<std::unique_ptr<FrameCryptor>> cryptor =
      is_sealing ? FrameCryptor::ForSealing(*key)
                 : FrameCryptor::ForOpening(*key);
  if (!cryptor.ok()) {
    return cryptor.status();
  }
  const absl::StatusOr<std::vector<uint8_t>> file = ReadInput(flags);
  if (!file.ok()) {
    return file.status();
  }
  Result result;
  absl::Status refused;
  const auto rewrite = [&](const MediaFrame& frame,
                           absl::Span<const uint8_t> in,
                           std::vector<uint8_t>* out) {
    refused = RewriteFrame(**cryptor, frame, *ssrc, is_sealing, in, out);
    result.frames = frame.index + 1;
    return refused;
  };
  absl::StatusOr<std::vector<uint8_t>> rewritten =
      is_sealing ? SealFrames(*file, rewrite) : OpenFrames(*file, rewrite);
  if (!refused.ok()) {
    return WithFile(flags, refused.code(), refused);
  }
  // What is wrong with a container is an error in reading it, not in how the
  // command was used.
  if (!rewritten.ok()) {
    return WithFile(flags, absl::StatusCode::kUnavailable, rewritten.status());
  }
  result.file = *std::move(rewritten);
  return WriteResult(flags, result);
}

std::vector<FlagSpec> MediaFlags() {
  std::vector<FlagSpec> flags = ProfileFlags(true);
  for (const FlagSpec& flag : {SsrcFlag(), InFlag(), OutFlag(), JsonFlag()}) {
    flags.push_back(flag);
  }
  return flags;
}

}  // namespace

std::vector<Command> MediaCommands() {
  return {
      {.name = "media encrypt",
       .summary = "encrypt a media file frame by frame, container kept",
       .help = kEncryptHelp,
       .flags = MediaFlags(),
       .run = [](const Flags& flags) { return Run(flags, true); }},
      {.name = "media decrypt",
       .summary = "decrypt what 'media encrypt' made",
       .help = kDecryptHelp,
       .flags = MediaFlags(),
       .run = [](const Flags& flags) { return Run(flags, false); }},
  };
}

}  // namespace sealframe
