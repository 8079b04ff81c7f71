// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/media_commands.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
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
#include "sealframe/tools/cli/media_info.h"
#include "sealframe/tools/cli/output.h"
#include "sealframe/tools/cli/output_file.h"
#include "sealframe/tools/cli/profile_flags.h"
#include "sealframe/tools/cli/progress.h"
#include "sealframe/tools/media/byte_input.h"
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
    "open, no file\nis written, and standard output ends before that frame. "
    "The file is restored byte for byte (MP4 and "
    "Matroska: the bytes and times of\nall packets), except for frames that "
    "the profile rewrites before sealing; see\ndocs/command-line.md."
    "\n\n  sealframe media decrypt "
    "--profile sframe --key @key.hex --in b.ivf --out a.ivf";

// WithFile adds the name of the input file to an error.
absl::Status WithFile(const Flags& flags, absl::StatusCode code,
                      const absl::Status& status) {
  return absl::Status(code,
                      absl::StrCat(InputName(flags), ": ", status.message()));
}

// Counts are numbers about a rewritten file.
struct Counts {
  uint64_t frames = 0;
  uint64_t bytes = 0;
};

void PrintCounts(const Counts& counts) {
  JsonWriter json;
  json.BeginObject();
  json.Integer("frames", static_cast<int64_t>(counts.frames));
  json.Integer("bytes", static_cast<int64_t>(counts.bytes));
  json.EndObject();
  Print(absl::StrCat(json.text(), "\n"));
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

// RewriteFile writes the frames of `input`, rewritten by `cryptor`, to
// `output`. If it fails, it has written those before.
absl::Status RewriteFile(const Flags& flags, const InputFile& input,
                         OutputFile& output, FrameCryptor& cryptor,
                         bool is_sealing, Counts* counts) {
  const absl::StatusOr<uint32_t> ssrc = ReadSsrc(flags);
  if (!ssrc.ok()) {
    return ssrc.status();
  }
  Progress progress(is_sealing ? "sealing" : "opening", input.size());
  absl::Status refused;  // An error that is not one of the file's form.
  // Nothing waits while there is no more input.
  const auto read = [&](absl::Span<uint8_t> out) -> absl::StatusOr<size_t> {
    if (refused = output.Flush(); !refused.ok()) {
      return refused;
    }
    absl::StatusOr<size_t> got = input.Read(out);
    refused = got.status();
    return got;
  };
  ByteInput bytes(read, input.regular_file());
  const auto rewrite = [&](const MediaFrame& frame,
                           absl::Span<const uint8_t> in,
                           std::vector<uint8_t>* out) {
    counts->frames = frame.index + 1;
    progress.Add(in.size());
    const absl::Status status = RewriteFrame(cryptor, flags.Text("profile"),
                                             frame, *ssrc, is_sealing, in, out);
    refused = status.ok() ? status : WithFile(flags, status.code(), status);
    return status;
  };
  const auto write = [&](absl::Span<const uint8_t> out) {
    counts->bytes += out.size();
    refused = output.Write(out);
    return refused;
  };
  const absl::Status status = is_sealing ? SealFrames(bytes, rewrite, write)
                                         : OpenFrames(bytes, rewrite, write);
  const absl::Status written = output.Flush();
  if (refused.ok()) {
    // A malformed container is an error of the input file, not of usage.
    refused = status.ok()
                  ? written
                  : WithFile(flags, absl::StatusCode::kUnavailable, status);
  }
  return refused;
}

absl::Status Run(const Flags& flags, bool is_sealing) {
  const absl::StatusOr<ProfileKey> key =
      ReadProfileKey(flags, flags.Text("profile"));
  if (!key.ok()) {
    return key.status();
  }
  const absl::StatusOr<std::unique_ptr<FrameCryptor>> cryptor =
      is_sealing ? FrameCryptor::ForSealing(*key)
                 : FrameCryptor::ForOpening(*key);
  if (!cryptor.ok()) {
    return cryptor.status();
  }
  const absl::StatusOr<InputFile> input = InputFile::Open(flags);
  if (!input.ok()) {
    return input.status();
  }
  const absl::StatusOr<std::unique_ptr<OutputFile>> output = OutputFile::Open(
      flags, is_sealing ? Contents::kSealed : Contents::kInTheClear);
  if (!output.ok()) {
    return output.status();
  }
  Counts counts;
  absl::Status status =
      RewriteFile(flags, *input, **output, **cryptor, is_sealing, &counts);
  if (status.ok()) {
    status = (*output)->Commit();
  }
  if (status.ok() && flags.Has("json") && IsToFile(flags)) {
    PrintCounts(counts);
  }
  return status;
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
