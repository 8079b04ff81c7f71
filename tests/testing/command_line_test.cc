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

// Parse reads the command line `folder/tool ARGUMENTS...`.
CommandLine Parse(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "folder/tool");
  std::vector<char*> argv;
  argv.reserve(arguments.size());
  for (std::string& argument : arguments) {
    argv.push_back(argument.data());
  }
  return CommandLine(static_cast<int>(argv.size()), argv.data(),
                     "usage: tool [TIMES [NAME]]\n", 2);
}

TEST(CommandLineTest, ReturnsArgumentsOrTheirDefaults) {
  EXPECT_EQ(Parse({}).Number(kTimes), 5u);
  EXPECT_EQ(Parse({"2"}).Number(kTimes), 2u);
  EXPECT_EQ(Parse({"9", "x"}).Number(kTimes), 9u);
  EXPECT_EQ(Parse({"9", "x"}).Text(1, "y"), "x");
  EXPECT_EQ(Parse({"9", ""}).Text(1, "y"), "");
  EXPECT_EQ(Parse({"9"}).Text(1, "y"), "y");
}

TEST(CommandLineTest, ANumberIsAllOfTheArgumentAndInItsRange) {
  for (const char* text : {"", " 5", "5 ", "+5", "x", "2x", "x2", "2.5", "-2",
                           "1", "10", "0x5", "18446744073709551616"}) {
    EXPECT_EXIT(Parse({text}).Number(kTimes), ExitedWithCode(2),
                "^tool: TIMES: '.*' is not a whole number from 2 to 9 \\(see "
                "--help\\)\n$")
        << text;
  }
}

TEST(CommandLineTest, ASeedHas32Bits) {
  EXPECT_EQ(Parse({}).Seed(0), 1u);
  EXPECT_EQ(Parse({"0"}).Seed(0), 0u);
  EXPECT_EQ(Parse({"x", "4294967295"}).Seed(1), 4294967295u);
  EXPECT_EXIT(Parse({"4294967296"}).Seed(0), ExitedWithCode(2),
              "^tool: SEED: '4294967296' is not a whole number from 0 to "
              "4294967295 \\(see --help\\)\n$");
}

TEST(CommandLineTest, OneArgumentTooManyIsRefused) {
  EXPECT_EXIT(Parse({"2", "x", "extra", "more"}), ExitedWithCode(2),
              "^tool: 'extra' is one argument too many \\(see --help\\)\n$");
}

TEST(CommandLineTest, HelpIsNoError) {
  // The usage is on standard output.
  EXPECT_EXIT(Parse({"x", "--help"}), ExitedWithCode(0), "^$");
}

TEST(VerdictTest, AFaultIsAnExitCode) {
  EXPECT_EQ(Verdict("5 runs", 0), 0);
  EXPECT_EQ(Verdict("5 runs", 1), 1);
  EXPECT_EQ(Verdict("5 runs", 2), 1);
}

}  // namespace
}  // namespace sealframe
