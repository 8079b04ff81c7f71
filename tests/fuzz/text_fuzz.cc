// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The texts that people and scripts give to the command line: flags, numbers,
// hex and keys. What is accepted is what was written: each flag has the value
// that a simple reading finds, and numbers, hex and keys are written back to
// the same text, but for leading zeros, case, spaces and padding. An error
// never repeats the text of a key.
//
// Each line of the input is an argument. The first byte selects the command,
// whose flags are the real ones, and the format of the key, which is the whole
// input.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
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
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/frame_commands.h"
#include "sealframe/tools/cli/inspect_command.h"
#include "sealframe/tools/cli/key_commands.h"
#include "sealframe/tools/cli/key_text.h"
#include "sealframe/tools/cli/media_commands.h"
#include "sealframe/tools/cli/secret_source.h"
#include "sealframe/tools/cli/sframe_commands.h"

namespace sealframe {
namespace {

// AllSpecs returns the flags of each command that reads keys or frames.
const std::vector<std::vector<FlagSpec>>& AllSpecs() {
  static const auto* const all = [] {
    auto* const specs =
        new std::vector<std::vector<FlagSpec>>{InspectCommand().flags};
    for (const auto& commands :
         {FrameCommands(), MediaCommands(), SFrameCommands(), KeyCommands()}) {
      for (const Command& command : commands) {
        specs->push_back(command.flags);
      }
    }
    return specs;
  }();
  return *all;
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

// Given is what a simple reading of arguments finds: values, and texts of keys.
struct Given {
  std::map<std::string, std::string> values = {};
  std::vector<std::string> secrets = {};
};

bool IsSecret(const FlagSpec& spec) {
  return spec.value == kKeyValue || spec.value == kTextValue;
}

// ReadFlag reads the flag at `*i`, and moves `*i` to its value.
void ReadFlag(const std::vector<FlagSpec>& specs,
              const std::vector<std::string>& arguments, size_t* i,
              Given* given) {
  for (const FlagSpec& spec : specs) {
    const std::string name = absl::StrCat("--", spec.name);
    std::string value;
    if (absl::StartsWith(arguments[*i], name + "=")) {
      value = arguments[*i].substr(name.size() + 1);
    } else if (arguments[*i] != name) {
      continue;
    } else if (!spec.value.empty() && *i + 1 < arguments.size()) {
      value = arguments[++*i];
    }
    given->values.emplace(spec.name, value);
    if (IsSecret(spec)) {
      given->secrets.push_back(value);
    }
    return;
  }
}

Given ReadSimply(const std::vector<FlagSpec>& specs,
                 const std::vector<std::string>& arguments) {
  Given given;
  bool ended = false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (!ended && (argument == "--help" || argument == "-h")) {
      given.values.emplace("help", "");
      return given;
    }
    if (!ended && absl::StartsWith(argument, "--")) {
      ended = argument == "--";
      ReadFlag(specs, arguments, &i, &given);
      continue;
    }
    for (const FlagSpec& spec : specs) {
      if (spec.positional) {
        given.values.emplace(spec.name, argument);
        break;
      }
    }
  }
  return given;
}

// IsSaidElsewhere returns whether a message may contain `secret` for another
// reason: it is a part of another argument, which may be in quotes, or might be
// one of our own words.
bool IsSaidElsewhere(const std::string& secret,
                     const std::vector<FlagSpec>& specs,
                     const std::vector<std::string>& arguments) {
  return secret.find_first_of(" abcdefghijklmnopqrstuvwxyz") !=
             std::string::npos ||
         std::count_if(arguments.begin(), arguments.end(),
                       [&](const std::string& argument) {
                         return absl::StrContains(
                             absl::StrCat("'", argument, "'"), secret);
                       }) != 1 ||
         std::any_of(specs.begin(), specs.end(), [&](const FlagSpec& spec) {
           return absl::StrContains(spec.value, secret);
         });
}

void CheckMessage(absl::string_view message, const Given& given,
                  const std::vector<FlagSpec>& specs,
                  const std::vector<std::string>& arguments) {
  Check(!message.empty());
  for (const std::string& secret : given.secrets) {
    Check(secret.size() < 8 || IsSaidElsewhere(secret, specs, arguments) ||
          !absl::StrContains(message, secret));
  }
}

// CheckValue checks the readings of one flag.
void CheckValue(const Flags& flags, const std::string& name) {
  const std::string text = flags.Text(name);
  const auto number = flags.Number(name, 7, 1000);
  Check(!number.ok() || *number <= 1000);
  Check(flags.Has(name) || *number == 7);
  if (const auto any = flags.Number(name, 7); any.ok() && flags.Has(name)) {
    CheckNumber(text, *any);
  }
  if (const auto bytes = flags.Bytes(name); bytes.ok()) {
    Check(ToHex(*bytes) == absl::AsciiStrToLower(text));
  }
}

void ParseArguments(const std::vector<FlagSpec>& specs,
                    const std::vector<std::string>& arguments) {
  const Given given = ReadSimply(specs, arguments);
  const absl::StatusOr<Flags> flags = Flags::Parse(specs, arguments);
  if (!flags.ok()) {
    CheckMessage(flags.status().message(), given, specs, arguments);
    return;
  }
  Check(flags->Has("help") == (given.values.count("help") != 0));
  for (const FlagSpec& spec : specs) {
    const auto value = given.values.find(spec.name);
    const bool is_given = value != given.values.end();
    Check(flags->Has(spec.name) == is_given);
    Check(flags->Text(spec.name) == (is_given ? value->second : ""));
    CheckValue(*flags, spec.name);
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
  const auto& all = sealframe::AllSpecs();
  sealframe::ParseArguments(all[data[0] % all.size()],
                            absl::StrSplit(text, '\n'));
  constexpr const char* kFormats[] = {"hex", "base64", "raw"};
  sealframe::DecodeText(kFormats[data[0] % 3],
                        absl::MakeConstSpan(data + 1, size - 1));
  return 0;
}
