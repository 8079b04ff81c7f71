// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/hkdf.h"

#include <cstddef>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/testing/test_bytes.h"
#include "sealframe/crypto/testing/used_stack.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::ElementsAreArray;
using ::testing::TestWithParam;
using ::testing::Values;

struct KnownAnswer {
  const char* name;
  HashAlgorithm hash;
  const char* ikm;
  const char* salt;
  const char* info;
  const char* prk;
  const char* okm;
};
void PrintTo(const KnownAnswer& answer, std::ostream* os) {
  *os << answer.name;
}

class HkdfTest : public TestWithParam<KnownAnswer> {};

// From RFC 5869, Appendix A, and from the key derivation of cipher suite 5 in
// the SFrame working group's test vectors (RFC 9605, Appendix C.3).
INSTANTIATE_TEST_SUITE_P(
    Published, HkdfTest,
    Values(
        KnownAnswer{
            "Rfc5869A1", HashAlgorithm::kSha256,
            "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
            "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
            "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
            "34007208d5b887185865"},
        KnownAnswer{
            "Rfc5869A2", HashAlgorithm::kSha256,
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
            "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
            "404142434445464748494a4b4c4d4e4f",
            "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
            "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
            "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
            "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecf"
            "d0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeef"
            "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
            "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
            "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
            "cc30c58179ec3e87c14c01d5c1f3434f1d87"},
        KnownAnswer{
            "Rfc5869A3", HashAlgorithm::kSha256,
            "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
            "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
            "9d201395faa4b61a96c8"},
        KnownAnswer{
            "SFrameSuite5", HashAlgorithm::kSha512,
            "000102030405060708090a0b0c0d0e0f", "",
            "534672616d6520312e3020536563726574206b65792000000000000001230005",
            "0fc3ea6de6aac97a35f194cf9bed94d4b5230f1cb45a785c9fe5dce9c188938a"
            "b6ba005bc4c0a19181599e9d1bcf7b74aca48b60bf5e254e546d809313e083a3",
            "d3e27b0d4a5ae9e55df01a70e6d4d28d969b246e2936f4b7a5d9b494da6b963"
            "3"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(HkdfTest, ExtractAndExpandMatchThePublishedAnswer) {
  const KnownAnswer& answer = GetParam();
  const SecretBytes prk = HkdfExtract(answer.hash, FromHex(answer.salt),
                                      SecretBytes::CopyOf(FromHex(answer.ikm)));
  EXPECT_THAT(prk.Reveal(), ElementsAreArray(FromHex(answer.prk)));
  const Bytes want = FromHex(answer.okm);
  const auto okm =
      HkdfExpand(answer.hash, prk, FromHex(answer.info), want.size());
  ASSERT_TRUE(okm.ok());
  EXPECT_THAT(okm->Reveal(), ElementsAreArray(want));
}

TEST(HkdfExtractTest, AnEmptySaltIsEquivalentToZeros) {
  for (const HashAlgorithm hash :
       {HashAlgorithm::kSha256, HashAlgorithm::kSha512}) {
    const SecretBytes ikm = SecretPattern(16, 1);
    const SecretBytes prk = HkdfExtract(hash, {}, ikm);
    EXPECT_EQ(prk.size(), HashSize(hash));
    EXPECT_TRUE(prk == HkdfExtract(hash, Bytes(HashSize(hash)), ikm));
  }
}

TEST(HkdfExtractTest, AcceptsEmptyKeyingMaterial) {
  // HMAC-SHA-256 of the empty message under an all-zero key.
  EXPECT_THAT(HkdfExtract(HashAlgorithm::kSha256, {}, SecretBytes()).Reveal(),
              ElementsAreArray(FromHex("b613679a0814d9ec772f95d778c35fc5"
                                       "ff1697c493715653c6c712144292c5ad")));
}

TEST(HkdfExpandTest, AShortOutputIsAPrefixOfALongerOne) {
  const SecretBytes prk = SecretPattern(32, 1);
  const auto longest = HkdfExpand(HashAlgorithm::kSha256, prk, {}, 100);
  ASSERT_TRUE(longest.ok());
  for (size_t size = 0; size <= 100; ++size) {
    const auto okm = HkdfExpand(HashAlgorithm::kSha256, prk, {}, size);
    ASSERT_TRUE(okm.ok()) << size;
    EXPECT_EQ(okm->Reveal(), longest->Reveal().first(size)) << size;
  }
}

TEST(HkdfExpandTest, RefusesMoreThan255Digests) {
  for (const HashAlgorithm hash :
       {HashAlgorithm::kSha256, HashAlgorithm::kSha512}) {
    const SecretBytes prk = SecretPattern(HashSize(hash), 1);
    const size_t most = 255 * HashSize(hash);
    const auto okm = HkdfExpand(hash, prk, {}, most);
    ASSERT_TRUE(okm.ok());
    EXPECT_EQ(okm->size(), most);
    EXPECT_EQ(HkdfExpand(hash, prk, {}, most + 1).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

TEST(HkdfStackTest, KeysAreNotLeftOnTheStack) {
  for (const HashAlgorithm hash :
       {HashAlgorithm::kSha256, HashAlgorithm::kSha512}) {
    const SecretBytes ikm = SecretPattern(32, 1);
    SecretBytes prk;
    const Bytes of_extract =
        UsedStack([&] { prk = HkdfExtract(hash, Pattern(12, 2), ikm); });
    SecretBytes okm;
    const Bytes of_expand =
        UsedStack([&] { okm = *HkdfExpand(hash, prk, {}, HashSize(hash)); });
    EXPECT_FALSE(Holds(of_extract, ikm.Reveal().first(16)));
    EXPECT_FALSE(Holds(of_extract, prk.Reveal().first(16)));
    EXPECT_FALSE(Holds(of_expand, prk.Reveal().first(16)));
    EXPECT_FALSE(Holds(of_expand, okm.Reveal().first(16)));
  }
}

}  // namespace
}  // namespace sealframe
