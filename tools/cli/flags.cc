// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/flags.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "sealframe/crypto/hex.h"
#include "sealframe/tools/cli/suggestion.h"

namespace sealframe {
namespace {

const FlagSpec* FindSpec(const std::vector<FlagSpec>& specs,
                         absl::string_view name) {
  const auto found =
      std::find_if(specs.begin(), specs.end(),
                   [name](const FlagSpec& spec) { return spec.name == name; });
  return found == specs.end() ? nullptr : &*found;
}

absl::Status UnknownFlag(const std::vector<FlagSpec>& specs,
                         absl::string_view name) {
  std::vector<std::string> known = {"help"};
  for (const FlagSpec& spec : specs) {
    known.push_back(spec.name);
  }
  const std::string nearest = Nearest(name, known);
  return absl::InvalidArgumentError(absl::StrCat(
      "unknown flag --", name,
      nearest.empty() ? "" : absl::StrCat(": did you mean --", nearest, "?")));
}

// PositionalName returns the flag that may be given without its name, or "".
std::string PositionalName(const std::vector<FlagSpec>& specs) {
  const auto found =
      std::find_if(specs.begin(), specs.end(),
                   [](const FlagSpec& spec) { return spec.positional; });
  return found == specs.end() ? "" : found->name;
}

absl::Status CheckRequired(const std::vector<FlagSpec>& specs,
                           const Flags& flags) {
  for (const FlagSpec& spec : specs) {
    if (spec.required && !flags.Has(spec.name)) {
      return absl::InvalidArgumentError(
          absl::StrCat("--", spec.name, " ", spec.value, " is required"));
    }
  }
  return absl::OkStatus();
}

std::optional<uint64_t> ParseNumber(absl::string_view text) {
  const int base =
      absl::ConsumePrefix(&text, "0x") || absl::ConsumePrefix(&text, "0X") ? 16
                                                                           : 10;
  uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, base);
  if (error != std::errc() || stop != end || text.empty()) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

absl::StatusOr<Flags> Flags::Parse(const std::vector<FlagSpec>& specs,
                                   const std::vector<std::string>& arguments) {
  Flags flags;
  const std::string positional = PositionalName(specs);
  bool ended = false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    absl::string_view argument = arguments[i];
    if (!ended && (argument == "--help" || argument == "-h")) {
      flags.values_.emplace("help", "");
      return flags;
    }
    if (!ended && argument == "--") {
      ended = true;
      continue;
    }
    absl::Status status;
    if (!ended && absl::ConsumePrefix(&argument, "--")) {
      status = ParseFlag(specs, argument, arguments, &i, &flags);
    } else if (!positional.empty() &&
               (ended || argument == "-" || !absl::StartsWith(argument, "-"))) {
      status = flags.Has(positional)
                   ? absl::InvalidArgumentError(absl::StrCat(
                         "--", positional, " is given twice: '",
                         flags.Text(positional), "' and '", arguments[i], "'"))
                   : flags.Set(positional, arguments[i]);
    } else {
      status = absl::InvalidArgumentError(absl::StrCat(
          "'", arguments[i], "' is not a flag: flags begin with --"));
    }
    if (!status.ok()) {
      return status;
    }
  }
  if (absl::Status status = CheckRequired(specs, flags); !status.ok()) {
    return status;
  }
  return flags;
}

// ParseFlag reads the flag `argument`, without its dashes, which is number `*i`
// of `arguments`, and moves `*i` to its value.
absl::Status Flags::ParseFlag(const std::vector<FlagSpec>& specs,
                              absl::string_view argument,
                              const std::vector<std::string>& arguments,
                              size_t* i, Flags* flags) {
  const size_t equals = argument.find('=');
  const bool has_value = equals != absl::string_view::npos;
  const absl::string_view name = argument.substr(0, equals);
  const FlagSpec* const spec = FindSpec(specs, name);
  if (spec == nullptr) {
    return UnknownFlag(specs, name);
  }
  if (spec->value.empty() && has_value) {
    return absl::InvalidArgumentError(
        absl::StrCat("--", name, " takes no value"));
  }
  if (spec->value.empty() || has_value) {
    return flags->Set(
        name, has_value ? std::string(argument.substr(equals + 1)) : "");
  }
  if (++*i == arguments.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--", name, " needs a value: ", spec->value));
  }
  return flags->Set(name, arguments[*i]);
}

absl::Status Flags::Set(absl::string_view name, std::string value) {
  return values_.emplace(name, std::move(value)).second
             ? absl::OkStatus()
             : absl::InvalidArgumentError(
                   absl::StrCat("--", name, " is given twice"));
}

bool Flags::Has(absl::string_view name) const {
  return values_.find(name) != values_.end();
}

std::string Flags::Text(absl::string_view name,
                        absl::string_view otherwise) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string(otherwise) : found->second;
}

absl::StatusOr<uint64_t> Flags::Number(absl::string_view name,
                                       uint64_t otherwise, uint64_t max) const {
  if (!Has(name)) {
    return otherwise;
  }
  const std::string text = Text(name);
  const std::optional<uint64_t> number = ParseNumber(text);
  if (!number.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--", name, ": '", text,
        "' is not a number: use decimal or 0x hex, up to 64 bits"));
  }
  if (*number > max) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--", name, ": ", text, " is over ", max, ", the most it can be"));
  }
  return *number;
}

absl::StatusOr<std::vector<uint8_t>> Flags::Bytes(
    absl::string_view name) const {
  std::optional<std::vector<uint8_t>> bytes = ParseHex(Text(name));
  if (!bytes.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--", name, ": give an even number of hex digits"));
  }
  return *std::move(bytes);
}

std::string ToHex(absl::Span<const uint8_t> bytes) {
  return absl::BytesToHexString(absl::string_view(
      reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

}  // namespace sealframe
