// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The texts that people and scripts give to the command line: flags, numbers,
// hex and keys. What is accepted is what was written, and an error never
// repeats the text of a key.
//
// Each line of the input is an argument. The first byte selects the format of
// the key, which is the whole input.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/key_text.h"

namespace sealframe {
namespace {

const std::vector<FlagSpec>& Specs() {
  static const auto* const specs = new std::vector<FlagSpec>{
      {.name = "number", .value = "N", .help = ""},
      {.name = "hex", .value = "HEX", .help = ""},
      {.name = "in", .value = "FILE", .help = "", .positional = true},
      {.name = "json", .value = "", .help = ""},
  };
  return *specs;
}

void ParseArguments(const std::vector<std::string>& arguments) {
  const absl::StatusOr<Flags> flags = Flags::Parse(Specs(), arguments);
  if (!flags.ok()) {
    Check(!flags.status().message().empty());
    return;
  }
  if (flags->Has("help")) {
    return;
  }
  const auto number = flags->Number("number", 7, 1000);
  Check(!number.ok() || *number <= 1000);
  Check(flags->Has("number") || *number == 7);
  const auto bytes = flags->Bytes("hex");
  if (bytes.ok()) {
    const auto again =
        Flags::Parse(Specs(), {absl::StrCat("--hex=", ToHex(*bytes))});
    Check(again.ok() && *again->Bytes("hex") == *bytes);
  }
}

void DecodeText(const char* format, absl::Span<const uint8_t> text) {
  const auto flags = Flags::Parse({KeyFormatFlag()}, {"--key-format", format});
  Check(flags.ok());
  const absl::StatusOr<SecretBytes> key =
      DecodeKey(*flags, SecretBytes::CopyOf(text));
  if (key.ok()) {
    Check(key->size() > 0 && key->size() <= text.size());
    return;
  }
  // Parts of 8 bytes are long enough not to be in the message by chance.
  const absl::string_view message = key.status().message();
  const absl::string_view said(reinterpret_cast<const char*>(text.data()),
                               text.size());
  for (size_t i = 0; i + 8 <= said.size(); i += 8) {
    const absl::string_view part = said.substr(i, 8);
    if (part.find_first_of(" abcdefghijklmnopqrstuvwxyz") ==
        absl::string_view::npos) {
      Check(message.find(part) == absl::string_view::npos);
    }
  }
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) {
    return 0;
  }
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  sealframe::ParseArguments(absl::StrSplit(text, '\n'));
  constexpr const char* kFormats[] = {"hex", "base64", "raw"};
  sealframe::DecodeText(kFormats[data[0] % 3],
                        absl::MakeConstSpan(data + 1, size - 1));
  return 0;
}
