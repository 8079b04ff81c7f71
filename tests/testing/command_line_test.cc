// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/command_line.h"

#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::ExitedWithCode;

constexpr NumberArgument kTimes = {
    .index = 0, .name = "TIMES", .least = 2, .most = 9, .otherwise = 5};

// Of makes the command line `folder/tool ARGUMENTS...`.
CommandLine Of(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "folder/tool");
  std::vector<char*> argv;
  for (std::string& argument : arguments) {
    argv.push_back(argument.data());
  }
  return CommandLine(static_cast<int>(argv.size()), argv.data(),
                     "usage: tool [TIMES [NAME]]\n", 2);
}

TEST(CommandLineTest, ReturnsArgumentsOrTheirDefaults) {
  EXPECT_EQ(Of({}).Number(kTimes), 5u);
  EXPECT_EQ(Of({"2"}).Number(kTimes), 2u);
  EXPECT_EQ(Of({"9", "x"}).Number(kTimes), 9u);
  EXPECT_EQ(Of({"9", "x"}).Text(1, "y"), "x");
  EXPECT_EQ(Of({"9", ""}).Text(1, "y"), "");
  EXPECT_EQ(Of({"9"}).Text(1, "y"), "y");
}

TEST(CommandLineTest, ANumberIsAllOfTheArgumentAndInItsRange) {
  for (const char* text : {"", " 5", "5 ", "+5", "x", "2x", "x2", "2.5", "-2",
                           "1", "10", "0x5", "18446744073709551616"}) {
    EXPECT_EXIT(Of({text}).Number(kTimes), ExitedWithCode(2),
                "^tool: TIMES: '.*' is not a whole number from 2 to 9 \\(see "
                "--help\\)\n$")
        << text;
  }
}

TEST(CommandLineTest, OneArgumentTooManyIsRefused) {
  EXPECT_EXIT(Of({"2", "x", "extra", "more"}), ExitedWithCode(2),
              "^tool: 'extra' is one argument too many \\(see --help\\)\n$");
}

TEST(CommandLineTest, HelpIsNoError) {
  // The usage is on standard output.
  EXPECT_EXIT(Of({"x", "--help"}), ExitedWithCode(0), "^$");
}

TEST(VerdictTest, AFaultIsAnExitCode) {
  EXPECT_EQ(Verdict("5 runs", 0), 0);
  EXPECT_EQ(Verdict("5 runs", 1), 1);
  EXPECT_EQ(Verdict("5 runs", 2), 1);
}

}  // namespace
}  // namespace sealframe
