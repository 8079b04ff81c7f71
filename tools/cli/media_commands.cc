// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "tools/cli/media_commands.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "crypto/cipher_suite.h"
#include "crypto/secret_bytes.h"
#include "fmt/core.h"
#include "tools/cli/command.h"
#include "tools/cli/common_flags.h"
#include "tools/cli/file_cryptor.h"
#include "tools/cli/files.h"
#include "tools/cli/flags.h"
#include "tools/cli/json.h"
#include "tools/media/container.h"
#include "tools/media/media_frame.h"

namespace sealframe {
namespace {

absl::Status CheckProfile(const Flags& flags) {
  const std::string profile = flags.Text("profile");
  return profile == "sframe"
             ? absl::OkStatus()
             : absl::InvalidArgumentError(absl::StrCat(
                   "--profile: there is no '", profile, "' in sframe"));
}

// WithFile says which file an error is about. What is wrong with a container is
// an error in reading it, not in how the command was used.
absl::Status WithFile(const Flags& flags, const absl::Status& status) {
  const std::string message =
      absl::StrCat(flags.Text("in", "standard input"), ": ", status.message());
  return absl::IsDataLoss(status) ? absl::DataLossError(message)
                                  : absl::UnavailableError(message);
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

absl::Status Run(const Flags& flags, bool is_sealing) {
  if (absl::Status status = CheckProfile(flags); !status.ok()) {
    return status;
  }
  const absl::StatusOr<CipherSuite> suite = SuiteOf(flags);
  if (!suite.ok()) {
    return suite.status();
  }
  const absl::StatusOr<uint64_t> kid = flags.Number("kid", 0);
  if (!kid.ok()) {
    return kid.status();
  }
  const absl::StatusOr<SecretBytes> key = ReadKey(flags, "key");
  if (!key.ok()) {
    return key.status();
  }
  const absl::StatusOr<std::vector<uint8_t>> file = ReadInput(flags);
  if (!file.ok()) {
    return file.status();
  }
  const absl::StatusOr<std::unique_ptr<FileCryptor>> cryptor =
      is_sealing ? FileCryptor::ForSealing(*suite, *kid, *key)
                 : FileCryptor::ForOpening(*suite, *key);
  if (!cryptor.ok()) {
    return cryptor.status();
  }
  const auto rewrite = [&](const MediaFrame& frame,
                           absl::Span<const uint8_t> in,
                           std::vector<uint8_t>* out) {
    return is_sealing ? (*cryptor)->Seal(frame, in, out)
                      : (*cryptor)->Open(frame, in, out);
  };
  absl::StatusOr<std::vector<uint8_t>> rewritten =
      is_sealing ? SealFrames(*file, rewrite) : OpenFrames(*file, rewrite);
  if (!rewritten.ok()) {
    return WithFile(flags, rewritten.status());
  }
  return WriteResult(
      flags, {.file = *std::move(rewritten), .frames = (*cryptor)->frames()});
}

std::vector<FlagSpec> MediaFlags(bool is_sealing) {
  std::vector<FlagSpec> flags = {
      {.name = "profile",
       .value = "NAME",
       .help = "frame format and key derivation: sframe",
       .required = true},
      {.name = "key",
       .value = "HEX|@FILE",
       .help = "key material: the base key",
       .required = true},
      SuiteFlag(false)};
  if (is_sealing) {
    flags.push_back(
        {.name = "kid", .value = "N", .help = "key id; 0 if not given"});
  }
  for (const FlagSpec& flag : {InFlag(), OutFlag(), JsonFlag()}) {
    flags.push_back(flag);
  }
  return flags;
}

}  // namespace

std::vector<Command> MediaCommands() {
  return {
      {.name = "media encrypt",
       .summary = "encrypt a media file frame by frame, container kept",
       .help =
           "Seals each frame of an IVF (VP8, VP9, AV1), Ogg Opus or Annex B "
           "(H.264, H.265)\nfile. The container stays readable; no frame "
           "decodes. Decrypting gives back the\nfile byte for byte.\n\n  "
           "sealframe media encrypt --profile sframe --key @key.hex --in a.ivf "
           "--out b.ivf",
       .flags = MediaFlags(true),
       .run = [](const Flags& flags) { return Run(flags, true); }},
      {.name = "media decrypt",
       .summary = "decrypt what 'media encrypt' made",
       .help = "Opens each frame of a file that 'media encrypt' made. If one "
               "does not open,\nnothing is written.\n\n  sealframe media "
               "decrypt --profile sframe --key @key.hex --in b.ivf --out a.ivf",
       .flags = MediaFlags(false),
       .run = [](const Flags& flags) { return Run(flags, false); }},
  };
}

}  // namespace sealframe
