// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/number_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();

class NumberFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = ::testing::TempDir() + "/number.XXXXXX";
    ASSERT_NE(mkdtemp(path_.data()), nullptr);
    folder_ = open(path_.c_str(), O_RDONLY | O_DIRECTORY);
    ASSERT_GE(folder_, 0);
  }
  void TearDown() override { close(folder_); }

  NumberFile File() const { return NumberFile(folder_, "file", "sheep"); }

  std::string Content(const std::string& name) const {
    std::ifstream file(path_ + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  void Write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ + "/" + name, std::ios::binary) << content;
  }

  std::string path_;
  int folder_ = -1;
};

TEST_F(NumberFileTest, HasNoNumberUntilOneIsWritten) {
  EXPECT_EQ(File().Read().value(), std::nullopt);
  for (const uint64_t number : {uint64_t{0}, uint64_t{1} << 40, kMax}) {
    ASSERT_TRUE(File().Replace(number).ok());
    EXPECT_EQ(File().Read().value(), number);
  }
  EXPECT_EQ(Content("file"), "sealframe sheep 1 18446744073709551615\n");
}

TEST_F(NumberFileTest, IsForItsOwnerOnly) {
  ASSERT_TRUE(File().Replace(1).ok());
  struct stat about;
  ASSERT_EQ(fstatat(folder_, "file", &about, 0), 0);
  EXPECT_EQ(about.st_mode & 0077u, 0u);
}

TEST_F(NumberFileTest, RefusesAnythingElseThanItsOwnLine) {
  for (const char* text :
       {"", "\n", "sealframe sheep 1 7", "sealframe sheep 1 7\n\n",
        "sealframe sheep 1 07\n", "sealframe sheep 1 +7\n",
        "sealframe sheep 1  7\n", "sealframe sheep 1 -7\n",
        "sealframe sheep 1 \n", "sealframe sheep 2 7\n",
        "sealframe goats 1 7\n", "sealframe sheep 1 18446744073709551616\n",
        "sealframe sheep 1 7\nsealframe sheep 1 8\n",
        "something else that is longer than any line that is ever written"}) {
    Write("file", text);
    EXPECT_EQ(File().Read().status().code(), absl::StatusCode::kDataLoss)
        << text;
  }
}

TEST_F(NumberFileTest, AFileThatCannotBeReadIsNotTakenAsMissing) {
  ASSERT_EQ(symlinkat("file", folder_, "file"), 0);
  EXPECT_EQ(File().Read().status().code(), absl::StatusCode::kUnavailable);
  ASSERT_EQ(unlinkat(folder_, "file", 0), 0);
  ASSERT_EQ(mkdirat(folder_, "file", 0700), 0);
  EXPECT_EQ(File().Read().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(File().Replace(1).code(), absl::StatusCode::kUnavailable);
}

TEST_F(NumberFileTest, ALeftOverTemporaryFileDoesNotMatter) {
  ASSERT_TRUE(File().Replace(1).ok());
  Write(".new", "sealframe she");
  ASSERT_TRUE(File().Replace(2).ok());
  EXPECT_EQ(File().Read().value(), 2u);
}

// A crash in the middle of a rename may leave a file under both names.
TEST_F(NumberFileTest, ALeftOverTemporaryFileWithASecondNameIsNotChanged) {
  ASSERT_TRUE(File().Replace(1).ok());
  ASSERT_EQ(linkat(folder_, "file", folder_, ".new", 0), 0);
  ASSERT_TRUE(NumberFile(folder_, "other", "sheep").Replace(2).ok());
  EXPECT_EQ(File().Read().value(), 1u);
}

TEST_F(NumberFileTest, FailsIfTheTemporaryFileCannotBeMade) {
  ASSERT_EQ(mkdirat(folder_, ".new", 0700), 0);
  const absl::Status status = File().Replace(1);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status.message(), "cannot remove .new: Is a directory");
  EXPECT_EQ(File().Read().value(), std::nullopt);
}

}  // namespace
}  // namespace sealframe
