// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The texts that people and scripts give to the command line: flags, numbers,
// hex and keys. What is accepted is what was written: each value is in an
// argument, and numbers, hex and keys are written back to the same text, but
// for leading zeros, case, spaces and padding. An error never repeats the text
// of a key.
//
// Each line of the input is an argument. The first byte selects the format of
// the key, which is the whole input.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
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

// Digits returns `text` without leading zeros.
std::string Digits(absl::string_view text) {
  while (text.size() > 1 && text.front() == '0') {
    text.remove_prefix(1);
  }
  return absl::AsciiStrToLower(text);
}

void CheckNumber(absl::string_view text, uint64_t number) {
  const bool is_hex = absl::StartsWithIgnoreCase(text, "0x");
  Check(is_hex ? Digits(text.substr(2)) == absl::StrCat(absl::Hex(number))
               : Digits(text) == absl::StrCat(number));
}

void CheckWritten(const Flags& flags,
                  const std::vector<std::string>& arguments) {
  for (const FlagSpec& spec : Specs()) {
    const std::string text = flags.Text(spec.name);
    const std::string whole = absl::StrCat("--", spec.name, "=", text);
    Check(!flags.Has(spec.name) || spec.value.empty() ||
          std::any_of(arguments.begin(), arguments.end(),
                      [&](const std::string& argument) {
                        return argument == text || argument == whole;
                      }));
  }
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
  CheckWritten(*flags, arguments);
  const auto number = flags->Number("number", 7, 1000);
  Check(!number.ok() || *number <= 1000);
  Check(flags->Has("number") || *number == 7);
  if (const auto any = flags->Number("number", 7);
      any.ok() && flags->Has("number")) {
    CheckNumber(flags->Text("number"), *any);
  }
  const auto bytes = flags->Bytes("hex");
  if (bytes.ok()) {
    Check(ToHex(*bytes) == absl::AsciiStrToLower(flags->Text("hex")));
    const auto again =
        Flags::Parse(Specs(), {absl::StrCat("--hex=", ToHex(*bytes))});
    Check(again.ok() && *again->Bytes("hex") == *bytes);
  }
}

// Without returns `text` without white space and `other`.
std::string Without(char other, absl::string_view text) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept), [&](char c) {
    return !absl::ascii_isspace(static_cast<unsigned char>(c)) && c != other;
  });
  return kept;
}

std::string InHex(absl::string_view text) {
  const std::string digits = absl::AsciiStrToLower(Without(':', text));
  return std::string(absl::StripPrefix(digits, "0x"));
}

// InBase64 returns `text` in the usual alphabet, without padding.
std::string InBase64(absl::string_view text) {
  std::string digits = Without(' ', text);
  digits.erase(digits.find_last_not_of('=') + 1);
  return absl::StrReplaceAll(digits, {{"-", "+"}, {"_", "/"}});
}

// CheckKey checks that `key` is written back to `text`, in `format`.
void CheckKey(absl::string_view format, absl::Span<const uint8_t> key,
              absl::string_view text) {
  const absl::string_view bytes(reinterpret_cast<const char*>(key.data()),
                                key.size());
  if (format == "hex") {
    Check(ToHex(key) == InHex(text));
  } else if (format == "base64") {
    Check(InBase64(absl::Base64Escape(bytes)) == InBase64(text));
  } else {
    Check(bytes == text);
  }
}

void DecodeText(const char* format, absl::Span<const uint8_t> text) {
  const auto flags = Flags::Parse({KeyFormatFlag()}, {"--key-format", format});
  Check(flags.ok());
  const absl::StatusOr<SecretBytes> key =
      DecodeKey(*flags, SecretBytes::CopyOf(text));
  const absl::string_view said(reinterpret_cast<const char*>(text.data()),
                               text.size());
  if (key.ok()) {
    Check(!key->empty() && key->size() <= text.size());
    CheckKey(format, key->Reveal(), said);
    return;
  }
  // Parts of 8 bytes are long enough not to be in the message by chance.
  const absl::string_view message = key.status().message();
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
