// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A minimal JSON writer (RFC 8259).
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_CLI_JSON_H_
#define SEALFRAME_TOOLS_CLI_JSON_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace sealframe {

// JsonWriter builds one JSON value from its parts, in order. Each part takes
// the member name in an object, and an empty name in an array.
class JsonWriter {
 public:
  void BeginObject(absl::string_view name = {});
  void EndObject();
  void BeginArray(absl::string_view name = {});
  void EndArray();

  void String(absl::string_view name, absl::string_view value);
  // Number64 writes a decimal string: many readers keep only 53 bits of a
  // number.
  void Number64(absl::string_view name, uint64_t value);
  void Integer(absl::string_view name, int64_t value);
  void Real(absl::string_view name, double value);
  void Bool(absl::string_view name, bool value);

  // text returns the JSON built so far.
  const std::string& text() const { return text_; }

 private:
  void Begin(absl::string_view name);
  void AppendQuoted(absl::string_view value);

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_JSON_H_
