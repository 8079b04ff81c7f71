// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace sealframe {
namespace {

bool has_output = false;
int first_error = 0;

}  // namespace

void Print(absl::string_view text) {
  NoteOutput();
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() &&
      first_error == 0) {
    first_error = errno;
  }
}

void PrintError(const std::string& text) { std::fputs(text.c_str(), stderr); }

void NoteOutput() { has_output = true; }

bool HasOutput() { return has_output; }

absl::Status FlushOutput() {
  if (std::fflush(stdout) != 0 && first_error == 0) {
    first_error = errno;
  }
  return first_error == 0 ? absl::OkStatus()
                          : absl::UnavailableError(
                                absl::StrCat("cannot write standard output: ",
                                             std::strerror(first_error)));
}

}  // namespace sealframe
