// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/command_line.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace sealframe {
namespace {

constexpr int kFault = 1;
constexpr int kWrongUsage = 2;

// Print prints `text`, and returns whether all output so far was written.
bool Print(absl::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
  return std::ferror(stdout) == 0;
}

}  // namespace

CommandLine::CommandLine(int argc, char** argv, absl::string_view usage,
                         size_t max_arguments)
    : command_(std::filesystem::path(argv[0]).filename()),
      arguments_(argv + 1, argv + argc) {
  if (std::find(arguments_.begin(), arguments_.end(), "--help") !=
      arguments_.end()) {
    std::exit(Print(usage) ? 0 : kFault);
  }
  if (arguments_.size() > max_arguments) {
    Refuse(absl::StrCat("'", arguments_[max_arguments],
                        "' is one argument too many"));
  }
}

std::string CommandLine::Text(size_t index, absl::string_view otherwise) const {
  return index < arguments_.size() ? arguments_[index] : std::string(otherwise);
}

uint64_t CommandLine::Number(const NumberArgument& argument) const {
  if (argument.index >= arguments_.size()) {
    return argument.otherwise;
  }
  const std::string& text = arguments_[argument.index];
  uint64_t number = 0;
  // SimpleAtoi also takes spaces and signs.
  if (!absl::c_all_of(text, absl::ascii_isdigit) ||
      !absl::SimpleAtoi(text, &number) || number < argument.least ||
      number > argument.most) {
    Refuse(absl::StrCat(argument.name, ": '", text,
                        "' is not a whole number from ", argument.least, " to ",
                        argument.most));
  }
  return number;
}

uint32_t CommandLine::Seed(size_t index) const {
  return static_cast<uint32_t>(
      Number({.index = index,
              .name = "SEED",
              .least = 0,
              .most = std::numeric_limits<uint32_t>::max(),
              .otherwise = 1}));
}

void CommandLine::Refuse(absl::string_view problem) const {
  std::fprintf(stderr, "%s\n",
               absl::StrCat(command_, ": ", problem, " (see --help)").c_str());
  std::exit(kWrongUsage);
}

int Verdict(absl::string_view done, size_t faults) {
  if (faults == 0) {
    return Print(absl::StrCat(done, ": no fault\n")) ? 0 : kFault;
  }
  Print(absl::StrCat("FAULT: ", done, ": ", faults,
                     faults == 1 ? " fault\n" : " faults\n"));
  return kFault;
}

}  // namespace sealframe
