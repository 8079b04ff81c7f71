// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/vector_file.h"

#include <cstdint>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"
#include "sealframe/tests/testing/vector_block.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;

constexpr char kTwoBlocks[] = "a = 1\n\na = 2\n";

TEST(VectorFileTest, RunsEveryBlockInOrder) {
  std::vector<uint64_t> seen;
  RunVectorText("text", kTwoBlocks,
                [&](VectorBlock& block) { seen.push_back(block.Number("a")); });
  EXPECT_THAT(seen, ElementsAre(1u, 2u));
}

TEST(VectorFileTest, ReadsAFileFromTheRepository) {
  std::vector<uint64_t> seen;
  RunVectorFile("tests/testing/testdata/two_blocks.txt",
                [&](VectorBlock& block) { seen.push_back(block.Number("a")); });
  EXPECT_THAT(seen, ElementsAre(1u, 2u));
}

TEST(VectorFileTest, AnUnreadFieldFailsTheTest) {
  EXPECT_NONFATAL_FAILURE(
      RunVectorText("text", "a = 1\nb = 2\nc = 3\n",
                    [](VectorBlock& block) { block.Number("b"); }),
      "fields left unread: a, c");
}

TEST(VectorFileTest, ASkippedBlockMayStayUnread) {
  RunVectorText("text", kTwoBlocks, [](VectorBlock& block) {
    if (block.Number("a") == 1) {
      block.Skip();
    }
  });
}

TEST(VectorFileTest, RunningNoBlockFailsTheTest) {
  EXPECT_NONFATAL_FAILURE(
      RunVectorText("text", "# empty\n", [](VectorBlock&) {}),
      "no vector was run");
  EXPECT_NONFATAL_FAILURE(
      RunVectorText("text", kTwoBlocks,
                    [](VectorBlock& block) { block.Skip(); }),
      "no vector was run");
}

TEST(VectorFileTest, AMissingFileFailsTheTest) {
  EXPECT_NONFATAL_FAILURE(
      RunVectorFile("tests/testing/no_such_file.txt", [](VectorBlock&) {}),
      "cannot read tests/testing/no_such_file.txt");
}

TEST(VectorFileTest, AMalformedLineFailsTheTest) {
  EXPECT_NONFATAL_FAILURE(
      RunVectorText("text", "a = 1\nb\n",
                    [](VectorBlock&) { FAIL() << "not to be reached"; }),
      "line 2");
}

TEST(VectorFileTest, AFailureNamesTheLineOfItsBlock) {
  EXPECT_NONFATAL_FAILURE(RunVectorText("text", kTwoBlocks,
                                        [](VectorBlock& block) {
                                          EXPECT_EQ(block.Number("a"), 1u);
                                        }),
                          "text:3");
}

}  // namespace
}  // namespace sealframe
