// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/child_process.h"

#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/tools/media/temporary_file.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

Bytes AsBytes(const std::string& text) { return {text.begin(), text.end()}; }

class ChildProcessTest : public ::testing::Test {
 protected:
  // Shell starts a shell with `commands`.
  std::unique_ptr<ChildProcess> Shell(const std::string& commands) {
    auto child =
        ChildProcess::Start("/bin/sh", {"-c", commands}, in_->fd(), out_->fd());
    EXPECT_TRUE(child.ok()) << child.status();
    return *std::move(child);
  }

  // All returns everything that `child` writes.
  static std::string All(ChildProcess& child) {
    std::string all;
    Bytes part(1000);
    for (size_t got = 1; got > 0;) {
      got = child.Read(absl::MakeSpan(part)).value_or(0);
      all.append(part.begin(), part.begin() + static_cast<ptrdiff_t>(got));
    }
    return all;
  }

  const std::unique_ptr<TemporaryFile> in_ = *TemporaryFile::Create();
  const std::unique_ptr<TemporaryFile> out_ = *TemporaryFile::Create();
};

TEST_F(ChildProcessTest, ProgramHasFilesAndAnswersWhileItRuns) {
  ASSERT_TRUE(in_->Append(AsBytes("input\n")).ok());
  ASSERT_EQ(lseek(in_->fd(), 0, SEEK_SET), 0);
  const auto child = Shell(
      "read a; echo got $a; read b <&1; echo $b >&3; echo bad >&2; exit 7");
  Bytes part(4);
  ASSERT_EQ(child->Read(absl::MakeSpan(part)).value_or(0), 4u);
  EXPECT_EQ(part, AsBytes("got "));
  EXPECT_TRUE(child->Write(AsBytes("answer\n")).ok());
  EXPECT_EQ(All(*child), "input\n");
  const auto end = child->Wait();
  ASSERT_TRUE(end.ok()) << end.status();
  EXPECT_EQ(end->exit_code, 7);
  EXPECT_EQ(end->errors, "bad\n");
  Bytes written(7);
  EXPECT_EQ(out_->Read(0, absl::MakeSpan(written)).value_or(0), 7u);
  EXPECT_EQ(written, AsBytes("answer\n"));
}

TEST_F(ChildProcessTest, SignalThatEndsTheProgramIsReported) {
  const auto child = Shell("kill -SEGV $$");
  EXPECT_EQ(All(*child), "");
  EXPECT_EQ(child->Wait()->exit_code, -SIGSEGV);
}

TEST_F(ChildProcessTest, LongErrorsAreCutOff) {
  const auto child = Shell("head -c 9000 /dev/zero >&2");
  EXPECT_EQ(All(*child), "");
  EXPECT_EQ(child->Wait()->errors.size(), 4096u);
}

TEST_F(ChildProcessTest, WritingToAProgramThatEndedIsAnError) {
  const auto child = Shell("exit 0");
  EXPECT_EQ(All(*child), "");
  EXPECT_EQ(child->Write(Bytes(1)).code(), absl::StatusCode::kUnavailable);
}

TEST_F(ChildProcessTest, ProgramThatEndsWithoutReadingAllHasAnOrdinaryEnd) {
  const auto child = Shell("read a <&1; exit 3");
  ASSERT_TRUE(child->Write(AsBytes("read\nnot read")).ok());
  Bytes part(1);
  EXPECT_EQ(child->Read(absl::MakeSpan(part)).value_or(9), 0u);
  EXPECT_EQ(child->Wait()->exit_code, 3);
}

TEST_F(ChildProcessTest, ProgramThatIsNoLongerNeededIsEnded) {
  // It would wait for its input without an end.
  Shell("read a <&1").reset();
}

TEST(ChildProcessStartTest, MissingProgramIsNotFound) {
  EXPECT_EQ(ChildProcess::Start("/no/such/program", {}, -1, -1).status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace sealframe
