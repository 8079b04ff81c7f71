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
#include "sealframe/tools/cli/frame_info_flags.h"
#include "sealframe/tools/cli/frame_refusal.h"
#include "sealframe/tools/cli/json.h"
#include "sealframe/tools/cli/media_info.h"
#include "sealframe/tools/cli/profile_flags.h"
#include "sealframe/tools/cli/progress.h"
#include "sealframe/tools/media/container.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr char kEncryptHelp[] =
    "Seals each frame of a media file: IVF (VP8, VP9, AV1), Ogg Opus, H.264 "
    "and H.265 byte\nstreams (Annex B), AV1 OBU streams and, with the program "
    "sealframe-av, MP4 and Matroska\n(WebM) of these codecs. Other tools can "
    "still read the container; no frame decodes.\ndocs/command-line.md lists "
    "the visible parts. A file with other streams, such as AAC\nor "
    "subtitles, is refused. Each further stream has the next SSRC.\n\n"
    "  sealframe media encrypt --profile sframe --key @key.hex "
    "--in a.ivf --out b.ivf";

constexpr char kDecryptHelp[] =
    "Opens each frame of a file written by 'media encrypt'. If one does not "
    "open, nothing\nis written. The file is restored byte for byte (MP4 and "
    "Matroska: the bytes and times of\nall packets), except for frames that "
    "the profile rewrites before sealing; see\ndocs/command-line.md."
    "\n\n  sealframe media decrypt "
    "--profile sframe --key @key.hex --in b.ivf --out a.ivf";

// WithFile adds the name of the input file to an error.
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

absl::Status RewriteFrame(FrameCryptor& cryptor, const std::string& profile,
                          const MediaFrame& frame, uint32_t ssrc,
                          bool is_sealing, absl::Span<const uint8_t> in,
                          std::vector<uint8_t>* out) {
  const FrameInfo info = InfoOf(frame, ssrc);
  const absl::StatusOr<FrameResult> ended =
      is_sealing ? cryptor.Seal(info, in, out)
                 : OpenEither(cryptor, info, in, out);
  if (!ended.ok() || CameOut(ended->status)) {
    return ended.status();
  }
  return FrameRefusal({.name = absl::StrCat("frame ", frame.index),
                       .profile = profile,
                       .info = info,
                       .bytes = in},
                      ended->status, is_sealing);
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
  Progress progress(is_sealing ? "sealing" : "opening", file->size());
  const auto rewrite = [&](const MediaFrame& frame,
                           absl::Span<const uint8_t> in,
                           std::vector<uint8_t>* out) {
    progress.Add(in.size());
    refused = RewriteFrame(**cryptor, key->profile, frame, *ssrc, is_sealing,
                           in, out);
    result.frames = frame.index + 1;
    return refused;
  };
  absl::StatusOr<std::vector<uint8_t>> rewritten =
      is_sealing ? SealFrames(*file, rewrite) : OpenFrames(*file, rewrite);
  if (!refused.ok()) {
    return WithFile(flags, refused.code(), refused);
  }
  // A malformed container is an error of the input file, not of usage.
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
       .summary = "encrypt the frames of a media file and keep its container",
       .help = kEncryptHelp,
       .flags = MediaFlags(),
       .run = [](const Flags& flags) { return Run(flags, true); }},
      {.name = "media decrypt",
       .summary = "decrypt a file written by 'media encrypt'",
       .help = kDecryptHelp,
       .flags = MediaFlags(),
       .run = [](const Flags& flags) { return Run(flags, false); }},
  };
}

}  // namespace sealframe
