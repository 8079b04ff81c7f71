// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/flags.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"

namespace sealframe {
namespace {

const FlagSpec* FindSpec(const std::vector<FlagSpec>& specs,
                         absl::string_view name) {
  const auto found =
      std::find_if(specs.begin(), specs.end(),
                   [name](const FlagSpec& spec) { return spec.name == name; });
  return found == specs.end() ? nullptr : &*found;
}

// Bare returns a flag's name in the form for comparisons: without its dashes,
// in lower case.
std::string Bare(absl::string_view name) {
  std::string bare;
  for (const char c : name) {
    if (c != '-' && c != '_') {
      bare.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
  }
  return bare;
}

// Suggestion names the flag with the longest common start, if either name
// begins with the other.
std::string Suggestion(const std::vector<FlagSpec>& specs,
                       absl::string_view name) {
  const std::string bare = Bare(name);
  const FlagSpec* nearest = nullptr;
  size_t nearest_shared = 2;  // Fewer common characters do not count.
  for (const FlagSpec& spec : specs) {
    const std::string known = Bare(spec.name);
    const size_t shared = std::min(known.size(), bare.size());
    if (shared > nearest_shared &&
        known.compare(0, shared, bare, 0, shared) == 0) {
      nearest = &spec;
      nearest_shared = shared;
    }
  }
  return nearest == nullptr
             ? ""
             : absl::StrCat(": did you mean --", nearest->name, "?");
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

absl::optional<uint64_t> ParseNumber(absl::string_view text) {
  const int base =
      absl::ConsumePrefix(&text, "0x") || absl::ConsumePrefix(&text, "0X") ? 16
                                                                           : 10;
  uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, base);
  if (error != std::errc() || stop != end || text.empty()) {
    return absl::nullopt;
  }
  return number;
}

}  // namespace

absl::StatusOr<Flags> Flags::Parse(const std::vector<FlagSpec>& specs,
                                   const std::vector<std::string>& arguments) {
  Flags flags;
  for (size_t i = 0; i < arguments.size(); ++i) {
    absl::string_view argument = arguments[i];
    if (!absl::ConsumePrefix(&argument, "--") || argument.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "'", arguments[i], "' is not a flag: flags begin with --",
          FindSpec(specs, "in") != nullptr ? ", and --in names the input file"
                                           : ""));
    }
    const size_t equals = argument.find('=');
    const absl::string_view name = argument.substr(0, equals);
    const FlagSpec* const spec = FindSpec(specs, name);
    if (spec == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("unknown flag --", name, Suggestion(specs, name)));
    }
    std::string value;
    if (equals != absl::string_view::npos) {
      value = std::string(argument.substr(equals + 1));
    } else if (!spec->value.empty()) {
      if (++i == arguments.size()) {
        return absl::InvalidArgumentError(
            absl::StrCat("--", name, " needs a value: ", spec->value));
      }
      value = arguments[i];
    }
    if (spec->value.empty() && equals != absl::string_view::npos) {
      return absl::InvalidArgumentError(
          absl::StrCat("--", name, " takes no value"));
    }
    if (!flags.values_.emplace(name, std::move(value)).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("--", name, " is given twice"));
    }
  }
  if (absl::Status status = CheckRequired(specs, flags); !status.ok()) {
    return status;
  }
  return flags;
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
  const absl::optional<uint64_t> number = ParseNumber(text);
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
  absl::optional<std::vector<uint8_t>> bytes = ParseHex(Text(name));
  if (!bytes.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--", name, ": give an even number of hex digits"));
  }
  return *std::move(bytes);
}

absl::optional<std::vector<uint8_t>> ParseHex(absl::string_view text) {
  if (text.size() % 2 != 0 ||
      !std::all_of(text.begin(), text.end(), [](char c) {
        return absl::ascii_isxdigit(static_cast<unsigned char>(c));
      })) {
    return absl::nullopt;
  }
  const std::string bytes = absl::HexStringToBytes(text);
  return std::vector<uint8_t>(bytes.begin(), bytes.end());
}

std::string ToHex(absl::Span<const uint8_t> bytes) {
  return absl::BytesToHexString(absl::string_view(
      reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

}  // namespace sealframe
