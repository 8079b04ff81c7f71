// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The arguments of commands that prove a claim (docs/testing.md), and the last
// line of what they print. A command exits with 0 if it found no fault, with 1
// if it did, and with 2 if its arguments are wrong.
//
// Thread-safety: for processes with one thread.

#ifndef SEALFRAME_TESTS_TESTING_COMMAND_LINE_H_
#define SEALFRAME_TESTS_TESTING_COMMAND_LINE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sealframe {

// NumberArgument is an argument that is a whole number.
struct NumberArgument {
  size_t index;            // From 0.
  absl::string_view name;  // As in the usage.
  uint64_t least;
  uint64_t most;
  uint64_t otherwise;  // The number if the argument is missing.
};

// CommandLine is the arguments that a command was given.
class CommandLine {
 public:
  // The command takes up to `max_arguments` arguments. If there are more, the
  // process ends with an error. If one of them is --help, it prints `usage` and
  // ends.
  CommandLine(int argc, char** argv, absl::string_view usage,
              size_t max_arguments);

  // Text returns argument `index`, or `otherwise` if it is missing.
  std::string Text(size_t index, absl::string_view otherwise) const;

  // Number returns the number that an argument is. If the argument is no whole
  // number in the range, it ends the process with an error.
  uint64_t Number(const NumberArgument& argument) const;

  // Seed returns the seed of all random choices, of 32 bits, by default 1.
  uint32_t Seed(size_t index) const;

  // Refuse prints `problem` in a line on stderr, and ends the process.
  [[noreturn]] void Refuse(absl::string_view problem) const;

 private:
  std::string command_;
  std::vector<std::string> arguments_;
};

// Verdict prints what was `done` and whether there were faults, as the last
// line of the output, and returns the exit code. Output that
// cannot be written is a fault, too.
int Verdict(absl::string_view done, size_t faults);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_COMMAND_LINE_H_
