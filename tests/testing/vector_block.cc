// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/vector_block.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

bool IsName(absl::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) ||
           absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '_';
  });
}

bool ParseNumber(absl::string_view text, uint64_t* number) {
  if (absl::ConsumePrefix(&text, "0x")) {
    return absl::SimpleHexAtoi(text, number);
  }
  return absl::SimpleAtoi(text, number);
}

}  // namespace

absl::StatusOr<std::vector<VectorBlock>> VectorBlock::Parse(
    absl::string_view text) {
  std::vector<VectorBlock> blocks;
  size_t number = 0;
  bool in_block = false;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty()) {
      in_block = false;
    } else if (line.front() != '#') {
      if (!in_block) {
        blocks.push_back(VectorBlock(number));
        in_block = true;
      }
      if (!blocks.back().Add(line)) {
        return absl::InvalidArgumentError(
            absl::StrCat("line ", number,
                         ": not a field `name = value` with a new name, nor a "
                         "comment"));
      }
    }
  }
  return blocks;
}

bool VectorBlock::Has(absl::string_view name) const {
  return fields_.find(name) != fields_.end();
}

std::string VectorBlock::Text(absl::string_view name) {
  const auto field = fields_.find(name);
  if (field == fields_.end()) {
    ADD_FAILURE() << "no field \"" << name << "\"";
    return "";
  }
  field->second.read = true;
  return field->second.value;
}

std::vector<uint8_t> VectorBlock::Bytes(absl::string_view name) {
  return FromHex(Text(name));
}

uint64_t VectorBlock::Number(absl::string_view name) {
  const bool present = Has(name);
  const std::string text = Text(name);
  uint64_t number = 0;
  if (present && !ParseNumber(text, &number)) {
    ADD_FAILURE() << name << " is not a number of 64 bits: \"" << text << "\"";
    return 0;
  }
  return number;
}

void VectorBlock::Ignore(absl::string_view name) { Text(name); }

std::vector<std::string> VectorBlock::Unread() const {
  std::vector<std::string> names;
  for (const auto& [name, field] : fields_) {
    if (!field.read) {
      names.push_back(name);
    }
  }
  return names;
}

bool VectorBlock::Add(absl::string_view line) {
  const size_t equals = line.find('=');
  if (equals == absl::string_view::npos) {
    return false;
  }
  const absl::string_view name =
      absl::StripAsciiWhitespace(line.substr(0, equals));
  const absl::string_view value =
      absl::StripAsciiWhitespace(line.substr(equals + 1));
  return IsName(name) &&
         fields_.emplace(std::string(name), Field{std::string(value)}).second;
}

}  // namespace sealframe
