// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/secret_bytes.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <ostream>
#include <type_traits>
#include <utility>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/testing/freed_memory.h"
#include "sealframe/crypto/testing/test_bytes.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::ElementsAreArray;

template <typename T>
concept Printable = requires(std::ostream& os, const T& value) {
  os << value;
};
template <typename T>
concept Ordered = requires(const T& a, const T& b) {
  a < b;
};

static_assert(!std::is_copy_constructible_v<SecretBytes>);
static_assert(!std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);
static_assert(std::is_nothrow_move_assignable_v<SecretBytes>);
static_assert(!Printable<SecretBytes>);
static_assert(!Ordered<SecretBytes>);
static_assert(!std::is_default_constructible_v<std::hash<SecretBytes>>);
static_assert(!std::is_convertible_v<size_t, SecretBytes>);
static_assert(!std::is_convertible_v<Bytes, SecretBytes>);
static_assert(
    !std::is_convertible_v<const SecretBytes&, absl::Span<const uint8_t>>);
static_assert(!std::is_convertible_v<SecretBytes&, absl::Span<uint8_t>>);

TEST(SecretBytesTest, StartsEmptyOrFilledWithZeros) {
  EXPECT_TRUE(SecretBytes().empty());
  EXPECT_TRUE(SecretBytes(0).empty());
  const SecretBytes zeros(40);
  EXPECT_EQ(zeros.size(), 40u);
  EXPECT_FALSE(zeros.empty());
  EXPECT_THAT(zeros.Reveal(), Each(0));
}

TEST(SecretBytesTest, CopyOfIsIndependentOfItsSource) {
  Bytes source = Pattern(33, 1);
  const SecretBytes secret = SecretBytes::CopyOf(source);
  source[0] ^= 1;
  EXPECT_THAT(secret.Reveal(), ElementsAreArray(Pattern(33, 1)));
}

TEST(SecretBytesTest, CloneIsIndependentOfItsOriginal) {
  SecretBytes original = SecretPattern(16, 1);
  const SecretBytes clone = original.Clone();
  original.RevealMutable()[0] ^= 1;
  EXPECT_THAT(clone.Reveal(), ElementsAreArray(Pattern(16, 1)));
  EXPECT_TRUE(SecretBytes().Clone().empty());
}

TEST(SecretBytesTest, MoveTransfersTheContentsAndEmptiesTheSource) {
  SecretBytes from = SecretPattern(16, 1);
  const uint8_t* const address = from.Reveal().data();
  SecretBytes constructed = std::move(from);
  EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move)
  EXPECT_TRUE(from.Reveal().empty());
  EXPECT_EQ(constructed.Reveal().data(), address);

  SecretBytes assigned;
  assigned = std::move(constructed);
  EXPECT_TRUE(constructed.empty());  // NOLINT(bugprone-use-after-move)
  EXPECT_THAT(assigned.Reveal(), ElementsAreArray(Pattern(16, 1)));
}

TEST(SecretBytesTest, SelfMoveAssignmentKeepsTheContents) {
  SecretBytes secret = SecretPattern(16, 1);
  SecretBytes& same = secret;
  secret = std::move(same);
  EXPECT_THAT(secret.Reveal(), ElementsAreArray(Pattern(16, 1)));
}

TEST(SecretBytesTest, EqualsOnlyTheSameSizeAndContents) {
  const SecretBytes secret = SecretPattern(32, 1);
  EXPECT_TRUE(secret == secret.Clone());
  EXPECT_FALSE(secret != secret.Clone());
  EXPECT_TRUE(SecretBytes() == SecretBytes(0));
  EXPECT_FALSE(secret == SecretBytes());
  EXPECT_FALSE(secret == SecretBytes::CopyOf(secret.Reveal().first(31)));
  for (size_t i = 0; i < secret.size(); ++i) {
    SecretBytes other = secret.Clone();
    other.RevealMutable()[i] ^= 0x80;
    EXPECT_TRUE(secret != other) << "byte " << i;
  }
}

TEST(SecretBytesTest, IsWipedBeforeItsMemoryIsFreed) {
  auto secret = std::make_unique<SecretBytes>(SecretPattern(64, 1));
  const uint8_t* const address = secret->Reveal().data();
  EXPECT_EQ(NonzeroBytesWhenFreed(address, 64, [&] { secret.reset(); }), 0u);
}

TEST(SecretBytesTest, AssignmentWipesThePreviousContents) {
  SecretBytes secret = SecretPattern(64, 1);
  const uint8_t* const address = secret.Reveal().data();
  EXPECT_EQ(NonzeroBytesWhenFreed(address, 64,
                                  [&] { secret = SecretPattern(64, 2); }),
            0u);
  EXPECT_THAT(secret.Reveal(), ElementsAreArray(Pattern(64, 2)));
}

}  // namespace
}  // namespace sealframe
