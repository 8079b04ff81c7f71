// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sender_numbers.h"

#include <cstdint>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(SenderNumbersTest, ANumberIsFreeUntilItsHolderLeaves) {
  SenderNumbers numbers;
  numbers.AddKey();
  EXPECT_FALSE(numbers.IsUsed(1));
  numbers.Release(1);
  EXPECT_TRUE(numbers.IsUsed(1));
  EXPECT_FALSE(numbers.IsUsed(2));
}

TEST(SenderNumbersTest, AHolderWithoutKeysUsesNoNumber) {
  SenderNumbers numbers;
  numbers.Release(1);
  numbers.AddKey();
  EXPECT_FALSE(numbers.IsUsed(1));
}

TEST(SenderNumbersTest, ANumberIsFreeOnceItsKeysAreGone) {
  SenderNumbers numbers;
  const uint64_t first = numbers.AddKey();
  const uint64_t second = numbers.AddKey();
  numbers.Release(1);
  const uint64_t third = numbers.AddKey();
  numbers.RemoveKey(first);
  EXPECT_TRUE(numbers.IsUsed(1)) << "the second key is still set";
  numbers.RemoveKey(second);
  EXPECT_FALSE(numbers.IsUsed(1));
  numbers.Release(1);
  EXPECT_TRUE(numbers.IsUsed(1));
  numbers.RemoveKey(third);
  EXPECT_FALSE(numbers.IsUsed(1));
}

TEST(SenderNumbersTest, ASecondHolderExtendsTheUse) {
  SenderNumbers numbers;
  const uint64_t first = numbers.AddKey();
  numbers.Release(1);
  numbers.AddKey();
  numbers.Release(1);
  numbers.RemoveKey(first);
  EXPECT_TRUE(numbers.IsUsed(1));
}

}  // namespace
}  // namespace sealframe
