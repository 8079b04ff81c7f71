// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/peek_unit.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"

namespace sealframe {
namespace {

// ToZero returns the size of a unit that ends in a zero.
absl::StatusOr<size_t> ToZero(absl::Span<const uint8_t> bytes, bool) {
  const auto zero = std::find(bytes.begin(), bytes.end(), 0);
  return zero == bytes.end() ? size_t{0}
                             : static_cast<size_t>(zero - bytes.begin()) + 1;
}

TEST(PeekUnitTest, UnitsEndWhereTheSizerFindsTheirEnd) {
  std::vector<uint8_t> bytes(300'000, 1);
  bytes[0] = bytes[200'000] = 0;
  ByteInput input(bytes);
  for (const size_t want : {1u, 200'000u, 99'999u, 0u}) {
    const auto unit = PeekUnit(input, ToZero);
    ASSERT_TRUE(unit.ok()) << unit.status();
    EXPECT_EQ(unit->size(), want);
    input.Skip(unit->size());
  }
}

TEST(PeekUnitTest, UnitLongerThanAnyIsRefused) {
  ByteInput input([](absl::Span<uint8_t> out) -> absl::StatusOr<size_t> {
    std::fill(out.begin(), out.end(), uint8_t{1});
    return out.size();
  });
  EXPECT_EQ(PeekUnit(input, ToZero).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(PeekUnitTest, ErrorOfTheSizerIsReturned) {
  const std::vector<uint8_t> bytes = {1};
  ByteInput input(bytes);
  const auto unit = PeekUnit(
      input, [](absl::Span<const uint8_t>, bool) -> absl::StatusOr<size_t> {
        return absl::InvalidArgumentError("bad");
      });
  EXPECT_EQ(unit.status(), absl::InvalidArgumentError("bad"));
}

}  // namespace
}  // namespace sealframe
