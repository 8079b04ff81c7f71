// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/call.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {

namespace {

bool IsUpper(char letter) {
  return absl::ascii_isupper(static_cast<unsigned char>(letter));
}

// IsCall returns whether `text` is the name of a C++ function.
bool IsCall(absl::string_view text) {
  return !text.empty() && IsUpper(text.front()) &&
         std::all_of(text.begin(), text.end(), absl::ascii_isalpha);
}

// NameInC returns the C function that does what `KeyProvider::call` does.
std::string NameInC(absl::string_view call) {
  std::string name = "sealframe_provider";
  for (const char letter : call) {
    name += IsUpper(letter) ? "_" : "";
    name += letter;
  }
  return absl::AsciiStrToLower(name);
}

// WithNamesInC replaces the calls in backquotes by those of C.
std::string WithNamesInC(absl::string_view message) {
  std::vector<std::string> parts = absl::StrSplit(message, '`');
  for (std::string& part : parts) {
    part = IsCall(part) ? NameInC(part) : part;
  }
  return absl::StrJoin(parts, "");
}

}  // namespace

absl::Status RefuseNull(std::initializer_list<Argument> arguments) {
  for (const Argument& argument : arguments) {
    if (argument.value == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat(argument.name, " is NULL"));
    }
  }
  return absl::OkStatus();
}

absl::Status NotAStruct(absl::string_view name) {
  return absl::InvalidArgumentError(
      absl::StrCat(name,
                   " is invalid: initialise it with SEALFRAME_INIT, and set "
                   "only fields that interface version ",
                   SEALFRAME_ABI_VERSION, " has"));
}

sealframe_status Report(const absl::Status& status, sealframe_error* error) {
  if (error != nullptr) {
    sealframe_error written = {};
    const size_t room = std::min(sizeof(written), StructSize(error)) -
                        offsetof(sealframe_error, message) -
                        1;  // The terminating zero byte.
    WithNamesInC(status.message()).copy(written.message, room);
    WriteStruct(written, error);
  }
  return ToC(status.code());
}

}  // namespace sealframe
