// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/json.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "fmt/core.h"

namespace sealframe {

void JsonWriter::BeginObject(absl::string_view name) {
  Begin(name);
  text_ += '{';
  needs_comma_ = false;
}

void JsonWriter::EndObject() {
  text_ += '}';
  needs_comma_ = true;
}

void JsonWriter::BeginArray(absl::string_view name) {
  Begin(name);
  text_ += '[';
  needs_comma_ = false;
}

void JsonWriter::EndArray() {
  text_ += ']';
  needs_comma_ = true;
}

void JsonWriter::String(absl::string_view name, absl::string_view value) {
  Begin(name);
  AppendQuoted(value);
}

void JsonWriter::Number64(absl::string_view name, uint64_t value) {
  String(name, absl::StrCat(value));
}

void JsonWriter::Integer(absl::string_view name, int64_t value) {
  Begin(name);
  absl::StrAppend(&text_, value);
}

void JsonWriter::Real(absl::string_view name, double value) {
  Begin(name);
  text_ += fmt::format("{:.2f}", value);
}

void JsonWriter::Bool(absl::string_view name, bool value) {
  Begin(name);
  text_ += value ? "true" : "false";
}

void JsonWriter::Begin(absl::string_view name) {
  if (needs_comma_) {
    text_ += ", ";
  }
  if (!name.empty()) {
    AppendQuoted(name);
    text_ += ": ";
  }
  needs_comma_ = true;
}

void JsonWriter::AppendQuoted(absl::string_view value) {
  text_ += '"';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text_ += '\\';
      text_ += c;
    } else if (byte < 0x20) {
      text_ += fmt::format("\\u{:04x}", byte);
    } else {
      text_ += c;
    }
  }
  text_ += '"';
}

}  // namespace sealframe
