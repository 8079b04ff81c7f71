// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/json.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "fmt/format.h"

namespace sealframe {
namespace {

// Utf8Size returns the size of the character at the start of `text`, which is
// not empty; 0 if that is not UTF-8. Names of files may have any bytes.
size_t Utf8Size(absl::string_view text) {
  const auto byte = [text](size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  const size_t size = byte(0) < 0x80   ? 1
                      : byte(0) < 0xc2 ? 0
                      : byte(0) < 0xe0 ? 2
                      : byte(0) < 0xf0 ? 3
                      : byte(0) < 0xf5 ? 4
                                       : 0;
  if (size > text.size()) {
    return 0;
  }
  for (size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0) != 0x80) {
      return 0;
    }
  }
  // Longer forms than needed, surrogates, and numbers over U+10FFFF.
  const bool is_none = (byte(0) == 0xe0 && byte(1) < 0xa0) ||
                       (byte(0) == 0xed && byte(1) >= 0xa0) ||
                       (byte(0) == 0xf0 && byte(1) < 0x90) ||
                       (byte(0) == 0xf4 && byte(1) >= 0x90);
  return is_none ? 0 : size;
}

}  // namespace

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
  while (!value.empty()) {
    const size_t size = Utf8Size(value);
    const auto byte = static_cast<unsigned char>(value[0]);
    if (size == 0) {
      text_ += "\\ufffd";
    } else if (byte == '"' || byte == '\\') {
      absl::StrAppend(&text_, "\\", value.substr(0, 1));
    } else if (byte < 0x20) {
      text_ += fmt::format("\\u{:04x}", byte);
    } else {
      absl::StrAppend(&text_, value.substr(0, size));
    }
    value.remove_prefix(size == 0 ? 1 : size);
  }
  text_ += '"';
}

}  // namespace sealframe
