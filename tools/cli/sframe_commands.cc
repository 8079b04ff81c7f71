// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/sframe_commands.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "fmt/format.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/input_file.h"
#include "sealframe/tools/cli/json.h"
#include "sealframe/tools/cli/key_text.h"
#include "sealframe/tools/cli/output.h"
#include "sealframe/tools/cli/output_file.h"
#include "sealframe/tools/cli/secret_source.h"
#include "sealframe/tools/cli/sframe_frame.h"

namespace sealframe {
namespace {

// Input holds the flags and bytes that `sframe seal` and `sframe open` read.
struct Input {
  CipherSuite suite = {};
  SecretBytes base_key;
  std::vector<uint8_t> metadata;
  std::vector<uint8_t> bytes;
};

absl::StatusOr<Input> ReadAllInput(const Flags& flags) {
  Input input;
  const absl::StatusOr<CipherSuite> suite = SuiteOf(flags);
  if (!suite.ok()) {
    return suite.status();
  }
  input.suite = *suite;
  absl::StatusOr<SecretBytes> base_key = ReadKey(flags, "base-key");
  if (!base_key.ok()) {
    return base_key.status();
  }
  input.base_key = *std::move(base_key);
  absl::StatusOr<std::vector<uint8_t>> metadata = flags.Bytes("metadata");
  if (!metadata.ok()) {
    return metadata.status();
  }
  input.metadata = *std::move(metadata);
  absl::StatusOr<std::vector<uint8_t>> bytes = ReadFrame(flags);
  if (!bytes.ok()) {
    return bytes.status();
  }
  input.bytes = *std::move(bytes);
  return input;
}

std::string HeaderJson(const SFrameHeader& header, absl::string_view name,
                       absl::Span<const uint8_t> result, bool with_result) {
  JsonWriter json;
  json.BeginObject();
  json.Number64("kid", header.kid);
  json.Number64("ctr", header.ctr);
  json.Integer("header_size", static_cast<int64_t>(SFrameHeaderSize(header)));
  json.Integer("size", static_cast<int64_t>(result.size()));
  if (with_result) {
    json.String(name, ToHex(result));
  }
  json.EndObject();
  return json.text();
}

// WriteResult writes the result. With --json it prints a description, which
// includes the bytes unless they go to a file.
absl::Status WriteResult(const Flags& flags, const SFrameHeader& header,
                         bool is_sealing, absl::Span<const uint8_t> result) {
  const bool is_json = flags.Has("json");
  if (!is_json || IsToFile(flags)) {
    absl::Status status = WriteOutput(
        flags, is_sealing ? Contents::kSealed : Contents::kInTheClear, result);
    if (!status.ok()) {
      return status;
    }
  }
  if (is_json) {
    Print(absl::StrCat(HeaderJson(header, is_sealing ? "frame" : "plaintext",
                                  result, !IsToFile(flags)),
                       "\n"));
  }
  return absl::OkStatus();
}

absl::Status RunSeal(const Flags& flags) {
  const absl::StatusOr<uint64_t> kid = flags.Number("kid", 0);
  if (!kid.ok()) {
    return kid.status();
  }
  const absl::StatusOr<uint64_t> ctr = flags.Number("ctr", 0);
  if (!ctr.ok()) {
    return ctr.status();
  }
  const absl::StatusOr<Input> input = ReadAllInput(flags);
  if (!input.ok()) {
    return input.status();
  }
  const SFrameHeader header = {.kid = *kid, .ctr = *ctr};
  const absl::StatusOr<std::vector<uint8_t>> frame = SealSFrame(
      input->suite, input->base_key, header, input->metadata, input->bytes);
  return frame.ok() ? WriteResult(flags, header, true, *frame) : frame.status();
}

absl::Status RunOpen(const Flags& flags) {
  const absl::StatusOr<Input> input = ReadAllInput(flags);
  if (!input.ok()) {
    return input.status();
  }
  const absl::StatusOr<std::vector<uint8_t>> plaintext =
      OpenSFrame(input->suite, input->base_key, input->metadata, input->bytes);
  return plaintext.ok()
             ? WriteResult(flags, ParseSFrameHeader(input->bytes).header, false,
                           *plaintext)
             : plaintext.status();
}

absl::Status RunInspect(const Flags& flags) {
  const absl::StatusOr<std::vector<uint8_t>> frame = ReadFrame(flags);
  if (!frame.ok()) {
    return frame.status();
  }
  const absl::StatusOr<ParsedSFrameHeader> parsed = ParseSFrame(*frame);
  if (!parsed.ok()) {
    return parsed.status();
  }
  const SFrameHeader& header = parsed->header;
  const size_t body = frame->size() - parsed->size;
  if (flags.Has("json")) {
    JsonWriter json;
    json.BeginObject();
    json.Number64("kid", header.kid);
    json.Number64("ctr", header.ctr);
    json.Integer("header_size", static_cast<int64_t>(parsed->size));
    json.Integer("ciphertext_size", static_cast<int64_t>(body));
    json.EndObject();
    Print(absl::StrCat(json.text(), "\n"));
    return absl::OkStatus();
  }
  Print(fmt::format(
      "kid                 {} (0x{:x})\nctr                 {} (0x{:x})\n"
      "header              {} bytes\nciphertext and tag  {} bytes\n",
      header.kid, header.kid, header.ctr, header.ctr, parsed->size, body));
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> SFrameCommands() {
  const FlagSpec kid = {
      .name = "kid", .value = "N", .help = "key id", .required = true};
  const FlagSpec ctr = {
      .name = "ctr", .value = "N", .help = "counter", .required = true};
  return {
      {.name = "sframe seal",
       .summary = "seal one SFrame frame (RFC 9605), for known answers",
       .help =
           "Seals the input as one SFrame frame under the key derived for the "
           "KID. Never seal two\nframes with the same base key, KID and CTR: "
           "that reveals both. Programs use the\nlibrary, which manages "
           "counters.\n\n  echo hello | sealframe sframe seal --suite "
           "AES_128_GCM_SHA256_128 --kid 7 \\\n      --ctr 0 --base-key "
           "@key.hex "
           "--out frame",
       .flags = {SuiteFlag(true), kid, ctr, BaseKeyFlag(), KeyFormatFlag(),
                 MetadataFlag(), InFlag(), OutFlag(), JsonFlag()},
       .run = RunSeal},
      {.name = "sframe open",
       .summary = "open one SFrame frame",
       .help =
           "Opens one SFrame frame. The KID and CTR come from the "
           "frame; the suite, the base\nkey and the metadata must be those "
           "it was sealed with.\n\n  sealframe sframe open --suite "
           "AES_128_GCM_SHA256_128 \\\n      --base-key @key.hex --in frame",
       .flags = {SuiteFlag(true), BaseKeyFlag(), KeyFormatFlag(),
                 MetadataFlag(), InFlag(), OutFlag(), JsonFlag()},
       .run = RunOpen},
      {.name = "sframe inspect",
       .summary = "show the header of an SFrame frame",
       .help = "Shows the visible fields of an SFrame frame: the KID, the "
               "CTR and sizes.\nNo key is needed, and nothing shown is "
               "authenticated.",
       .flags = {InFlag(), JsonFlag()},
       .run = RunInspect},
  };
}

}  // namespace sealframe
