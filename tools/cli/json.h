// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Enough of JSON (RFC 8259) to print it: objects and arrays, texts, numbers and
// truths. Numbers of 64 bits are printed as decimal texts, since many readers
// keep only 53 bits of a number.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_CLI_JSON_H_
#define SEALFRAME_TOOLS_CLI_JSON_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace sealframe {

// JsonWriter builds one JSON value from its parts, in order. Names belong to
// members of objects; elements of arrays have an empty one.
class JsonWriter {
 public:
  void BeginObject(absl::string_view name = {});
  void EndObject();
  void BeginArray(absl::string_view name = {});
  void EndArray();

  void Text(absl::string_view name, absl::string_view value);
  void Number64(absl::string_view name, uint64_t value);  // As a text.
  void Integer(absl::string_view name, int64_t value);
  void Real(absl::string_view name, double value);
  void Truth(absl::string_view name, bool value);

  // text returns what was built.
  const std::string& text() const { return text_; }

 private:
  void Begin(absl::string_view name);
  void AppendQuoted(absl::string_view value);

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_JSON_H_
