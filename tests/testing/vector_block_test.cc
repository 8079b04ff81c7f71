// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/vector_block.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::TestWithParam;
using ::testing::Values;

// OneBlock parses `text`, which must hold exactly one block.
VectorBlock OneBlock(absl::string_view text) {
  absl::StatusOr<std::vector<VectorBlock>> blocks = VectorBlock::Parse(text);
  EXPECT_TRUE(blocks.ok()) << blocks.status();
  EXPECT_THAT(*blocks, SizeIs(1));
  return blocks->front();
}

TEST(VectorBlockTest, BlankLinesSeparateBlocksAndCommentsDoNot) {
  const absl::StatusOr<std::vector<VectorBlock>> blocks = VectorBlock::Parse(
      "# head\n\n\na = 1\n# within\nb = 2\n\n# between\n\na = 3\r\n");
  ASSERT_TRUE(blocks.ok()) << blocks.status();
  ASSERT_THAT(*blocks, SizeIs(2));
  EXPECT_EQ((*blocks)[0].line(), 4u);
  EXPECT_THAT((*blocks)[0].Unread(), ElementsAre("a", "b"));
  EXPECT_EQ((*blocks)[1].line(), 10u);
  EXPECT_THAT((*blocks)[1].Unread(), ElementsAre("a"));
}

TEST(VectorBlockTest, TextWithoutFieldsHasNoBlocks) {
  for (const char* text : {"", "\n\n", "# only a comment\n"}) {
    const auto blocks = VectorBlock::Parse(text);
    ASSERT_TRUE(blocks.ok()) << blocks.status();
    EXPECT_THAT(*blocks, IsEmpty());
  }
}

TEST(VectorBlockTest, ReadsTextBytesAndNumbers) {
  VectorBlock block = OneBlock(
      "name = two words = one\nempty =\nbytes = 00ff\nsmall = 7\nhex = 0xFf");
  EXPECT_EQ(block.Text("name"), "two words = one");
  EXPECT_EQ(block.Text("empty"), "");
  EXPECT_THAT(block.Bytes("empty"), IsEmpty());
  EXPECT_THAT(block.Bytes("bytes"), ElementsAre(0x00, 0xff));
  EXPECT_EQ(block.Number("small"), 7u);
  EXPECT_EQ(block.Number("hex"), 0xffu);
  EXPECT_THAT(block.Unread(), IsEmpty());
}

TEST(VectorBlockTest, NumberAcceptsTheLargest64BitValue) {
  VectorBlock block =
      OneBlock("hex = 0xffffffffffffffff\ndecimal = 18446744073709551615");
  EXPECT_EQ(block.Number("hex"), std::numeric_limits<uint64_t>::max());
  EXPECT_EQ(block.Number("decimal"), std::numeric_limits<uint64_t>::max());
}

TEST(VectorBlockTest, HasDoesNotMarkAFieldAsRead) {
  VectorBlock block = OneBlock("a = 1\nb = 2\nc = 3");
  EXPECT_TRUE(block.Has("a"));
  EXPECT_FALSE(block.Has("d"));
  EXPECT_EQ(block.Number("b"), 2u);
  block.Ignore("c");
  EXPECT_THAT(block.Unread(), ElementsAre("a"));
}

TEST(VectorBlockTest, AMissingFieldFailsTheTest) {
  VectorBlock block = OneBlock("a = 1");
  EXPECT_NONFATAL_FAILURE(EXPECT_EQ(block.Text("b"), ""), "no field \"b\"");
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(block.Bytes("b"), IsEmpty()), "no field");
  EXPECT_NONFATAL_FAILURE(EXPECT_EQ(block.Number("b"), 0u), "no field");
  EXPECT_NONFATAL_FAILURE(block.Ignore("b"), "no field");
}

TEST(VectorBlockTest, BytesThatAreNotHexFailTheTest) {
  VectorBlock block = OneBlock("a = 0x00");
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(block.Bytes("a"), IsEmpty()), "not hex");
}

class NotANumberTest : public TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(All, NotANumberTest,
                         Values("", "ff", "-1", "1 2", "0x", "0xg",
                                "18446744073709551616", "0x10000000000000000"));

TEST_P(NotANumberTest, NumberFailsTheTest) {
  VectorBlock block = OneBlock(absl::StrCat("a = ", GetParam()));
  EXPECT_NONFATAL_FAILURE(EXPECT_EQ(block.Number("a"), 0u),
                          "not a number of 64 bits");
}

class BadLineTest : public TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(All, BadLineTest,
                         Values("a", "= 1", "A = 1", "a b = 1", "first = 2"));

TEST_P(BadLineTest, ParseReturnsAnErrorWithTheLineNumber) {
  const auto blocks =
      VectorBlock::Parse(absl::StrCat("# head\nfirst = 1\n", GetParam()));
  EXPECT_EQ(blocks.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(blocks.status().message()), HasSubstr("line 3"));
}

}  // namespace
}  // namespace sealframe
