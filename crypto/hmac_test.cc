// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/hmac.h"

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/testing/freed_memory.h"
#include "sealframe/crypto/testing/test_bytes.h"
#include "sealframe/crypto/testing/used_stack.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::ElementsAreArray;

// Test cases 1 and 3 of RFC 4231.
TEST(HmacTest, HmacSha256MatchesRfc4231) {
  EXPECT_THAT(HmacKey<Sha256Hash>(Bytes(20, 0x0b)).Mac(FromText("Hi There")),
              ElementsAreArray(FromHex("b0344c61d8db38535ca8afceaf0bf12b"
                                       "881dc200c9833da726e9376c2e32cff7")));
  EXPECT_THAT(HmacKey<Sha256Hash>(Bytes(20, 0xaa)).Mac(Bytes(50, 0xdd)),
              ElementsAreArray(FromHex("773ea91e36800e46854db8ebd09181a7"
                                       "2959098b3ef8c122d9635514ced565fe")));
}

TEST(HmacTest, HmacSha512MatchesRfc4231) {
  EXPECT_THAT(HmacKey<Sha512Hash>(Bytes(20, 0x0b)).Mac(FromText("Hi There")),
              ElementsAreArray(FromHex("87aa7cdea5ef619d4ff0b4241a1d6cb0"
                                       "2379f4e2ce4ec2787ad0b30545e17cde"
                                       "daa833b7d6b8a702038b274eaea3f4e4"
                                       "be9d914eeb61f1702e696c203a126854")));
  EXPECT_THAT(HmacKey<Sha512Hash>(Bytes(20, 0xaa)).Mac(Bytes(50, 0xdd)),
              ElementsAreArray(FromHex("fa73b0089d56a284efb0f0756c890be9"
                                       "b1b5dbdd8ee81a3655f83e33b2279d39"
                                       "bf3e848279a722c806b485a47e67c807"
                                       "b946a337bee8942674278859e13292fb")));
}

TEST(HmacTest, MacOfPartsEqualsMacOfTheirConcatenation) {
  const HmacKey<Sha256Hash> key(Pattern(64, 1));
  const Bytes message = Pattern(200, 2);
  const absl::Span<const uint8_t> all = message;
  const auto whole = key.Mac(all);
  for (size_t cut = 0; cut <= all.size(); ++cut) {
    EXPECT_EQ(key.Mac(all.first(cut), all.subspan(cut)), whole) << cut;
  }
  EXPECT_EQ(key.Mac(all), whole);
}

template <typename Hash>
class HmacWipeTest : public ::testing::Test {};

using Hashes = ::testing::Types<Sha256Hash, Sha512Hash>;
TYPED_TEST_SUITE(HmacWipeTest, Hashes);

TYPED_TEST(HmacWipeTest, AKeyIsWipedBeforeItsMemoryIsFreed) {
  auto key = std::make_unique<HmacKey<TypeParam>>(Pattern(32, 1));
  const void* const address = key.get();
  EXPECT_EQ(NonzeroBytesWhenFreed(address, sizeof(*key), [&] { key.reset(); }),
            0u);
}

TYPED_TEST(HmacWipeTest, AKeyIsNotLeftOnTheStack) {
  const Bytes key = Pattern(TypeParam::kBlockSize, 1);
  const auto made = std::make_unique<HmacKey<TypeParam>>(Bytes(1));
  const Bytes stack = UsedStack([&] {
    std::destroy_at(made.get());
    std::construct_at(made.get(), key);
  });
  for (const uint8_t pad : {uint8_t{0}, uint8_t{0x36}, uint8_t{0x5c}}) {
    Bytes padded = key;
    for (uint8_t& byte : padded) {
      byte = static_cast<uint8_t>(byte ^ pad);
    }
    EXPECT_FALSE(Holds(stack, absl::MakeConstSpan(padded).first(16)));
    EXPECT_FALSE(Holds(stack, absl::MakeConstSpan(padded).last(16)));
  }
}

}  // namespace
}  // namespace sealframe
