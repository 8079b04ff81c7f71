// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/byte_input.h"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

std::vector<uint8_t> Numbers(size_t count) {
  std::vector<uint8_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), uint8_t{0});
  return numbers;
}

TEST(ByteInputTest, PeekLooksAheadAndSkipMovesOn) {
  const std::vector<uint8_t> bytes = Numbers(300'000);
  ByteInput input(bytes);
  for (size_t at = 0; at + 5000 <= bytes.size(); at += 4000) {
    EXPECT_EQ(input.offset(), at);
    const auto seen = input.Peek(5000);
    ASSERT_TRUE(seen.ok()) << seen.status();
    ASSERT_GE(seen->size(), 5000u);
    EXPECT_EQ(seen->first(5000), absl::MakeConstSpan(bytes).subspan(at, 5000));
    input.Skip(4000);
  }
}

TEST(ByteInputTest, PeekReturnsLessOnlyAtTheEnd) {
  const std::vector<uint8_t> bytes = Numbers(100);
  ByteInput input(bytes);
  EXPECT_EQ(*input.Peek(1000), absl::MakeConstSpan(bytes));
  input.Skip(100);
  EXPECT_TRUE(input.Peek(1)->empty());
}

TEST(ByteInputTest, SourceMayReturnOneByteAtATime) {
  uint8_t next = 0;
  ByteInput input([&next](absl::Span<uint8_t> out) -> absl::StatusOr<size_t> {
    out[0] = next++;
    return next <= 10 ? 1 : 0;
  });
  EXPECT_EQ(*input.Peek(10), absl::MakeConstSpan(Numbers(10)));
}

TEST(ByteInputTest, ErrorOfTheSourceIsReturned) {
  ByteInput input([](absl::Span<uint8_t>) -> absl::StatusOr<size_t> {
    return absl::UnavailableError("no disk");
  });
  EXPECT_EQ(input.Peek(1).status(), absl::UnavailableError("no disk"));
}

}  // namespace
}  // namespace sealframe
