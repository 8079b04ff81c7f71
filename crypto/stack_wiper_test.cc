// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/stack_wiper.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/base/attributes.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/testing/test_bytes.h"
#include "sealframe/crypto/testing/used_stack.h"

namespace sealframe {
namespace {

constexpr size_t kKeyStack = 16384;

// Leave leaves `bytes` on the stack, below kSize bytes of other data.
template <size_t kSize>
ABSL_ATTRIBUTE_NOINLINE void Leave(const Bytes& bytes) {
  volatile uint8_t frame[kSize + 32] = {};
  std::copy_n(bytes.begin(), 32, frame);
}

template <size_t kSize>
bool IsLeft(bool wipes) {
  const Bytes bytes = Pattern(32, 1);
  return Holds(UsedStack([&] {
                 if (wipes) {
                   const KeyStackWiper wiper;
                   Leave<kSize>(bytes);
                 } else {
                   Leave<kSize>(bytes);
                 }
               }),
               bytes);
}

TEST(StackWiperTest, AByteLeftOnTheStackIsFoundWithoutIt) {
  EXPECT_TRUE(IsLeft<0>(false));
  EXPECT_TRUE(IsLeft<kKeyStack / 2>(false));
}

TEST(StackWiperTest, TheStackBelowItsScopeIsWiped) {
  EXPECT_FALSE(IsLeft<0>(true));
  EXPECT_FALSE(IsLeft<kKeyStack / 2>(true));
}

}  // namespace
}  // namespace sealframe
