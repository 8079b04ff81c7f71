// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/child_process.h"

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

// The shell reads its commands from standard input.
absl::StatusOr<ChildOutput> RunShell(const std::string& commands) {
  return RunChild("/bin/sh", "-s", Bytes(commands.begin(), commands.end()));
}

TEST(ChildProcessTest, InputOutputAndErrorsAreCarried) {
  Bytes large(3 << 20);
  for (size_t i = 0; i < large.size(); ++i) {
    large[i] = static_cast<uint8_t>(i * i >> 3);
  }
  const auto copied = RunChild("/bin/cat", "-", large);
  ASSERT_TRUE(copied.ok()) << copied.status();
  EXPECT_EQ(copied->exit_code, 0);
  EXPECT_EQ(copied->output, large);
  const auto spoken = RunShell("echo out; echo bad >&2; exit 7\n");
  ASSERT_TRUE(spoken.ok()) << spoken.status();
  EXPECT_EQ(spoken->exit_code, 7);
  EXPECT_EQ(spoken->output, (Bytes{'o', 'u', 't', '\n'}));
  EXPECT_EQ(spoken->errors, "bad\n");
}

TEST(ChildProcessTest, SignalThatEndsTheProgramIsReported) {
  const auto killed = RunShell("kill -SEGV $$\n");
  ASSERT_TRUE(killed.ok()) << killed.status();
  EXPECT_EQ(killed->exit_code, -SIGSEGV);
}

TEST(ChildProcessTest, MissingProgramIsNotFound) {
  EXPECT_EQ(RunChild("/no/such/program", "", {}).status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace sealframe
