// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/temporary_file.h"

#include <stdlib.h>
#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/tools/media/byte_input.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;
using Bytes = std::vector<uint8_t>;

// Contents returns up to `size` bytes from `offset`.
Bytes Contents(const TemporaryFile& file, uint64_t offset, size_t size) {
  Bytes bytes(size);
  const absl::StatusOr<size_t> got = file.Read(offset, absl::MakeSpan(bytes));
  EXPECT_TRUE(got.ok()) << got.status();
  bytes.resize(got.value_or(0));
  return bytes;
}

TEST(TemporaryFileTest, AppendedBytesAreReadAtAnyOffset) {
  const auto file = TemporaryFile::Create();
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_TRUE((*file)->Append(Bytes{1, 2, 3}).ok());
  EXPECT_TRUE((*file)->Append(Bytes{4, 5}).ok());
  EXPECT_EQ(Contents(**file, 0, 5), (Bytes{1, 2, 3, 4, 5}));
  EXPECT_EQ(Contents(**file, 3, 100), (Bytes{4, 5}));
  EXPECT_EQ(Contents(**file, 5, 1), Bytes());
  EXPECT_TRUE((*file)->Clear().ok());
  EXPECT_TRUE((*file)->Append(Bytes{9}).ok());
  EXPECT_EQ(Contents(**file, 0, 9), Bytes{9});
}

TEST(TemporaryFileTest, CopyHasTheRestOfItsInput) {
  Bytes bytes(300000);
  for (size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<uint8_t>(i * i >> 3);
  }
  ByteInput input(bytes);
  ASSERT_TRUE(input.Peek(100).ok());
  input.Skip(100);
  const auto file = TemporaryFile::CopyOf(input);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(Contents(**file, 0, bytes.size()),
            Bytes(bytes.begin() + 100, bytes.end()));

  // The file is an input in its turn, any number of times.
  for (int i = 0; i < 2; ++i) {
    ByteInput again = ByteInput::OfFile((*file)->fd());
    EXPECT_EQ(again.file(), (*file)->fd());
    const auto all = again.Peek(bytes.size());
    ASSERT_TRUE(all.ok()) << all.status();
    EXPECT_EQ(*all, absl::MakeConstSpan(bytes).subspan(100));
  }
}

TEST(TemporaryFileTest, FileHasNoNameAndBelongsToItsOwner) {
  const auto file = TemporaryFile::Create();
  ASSERT_TRUE(file.ok()) << file.status();
  struct stat info;
  ASSERT_EQ(fstat((*file)->fd(), &info), 0);
  EXPECT_EQ(info.st_nlink, 0u);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST(TemporaryFileTest, FolderThatDoesNotExistIsNamed) {
  const char* const before = getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TMPDIR", "/no/such/folder", 1);
  const absl::Status status = TemporaryFile::Create().status();
  setenv("TMPDIR", kept.c_str(), 1);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("/no/such/folder"));
}

}  // namespace
}  // namespace sealframe
