// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/cipher_suite.h"

#include <cstddef>
#include <cstdint>

#include "gtest/gtest.h"
#include "sealframe/crypto/hash_algorithm.h"

namespace sealframe {
namespace {

TEST(CipherSuiteTest, EachOfTheEightSuitesIsFoundByIdAndName) {
  ASSERT_EQ(AllCipherSuites().size(), 8u);
  uint16_t id = 1;
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    EXPECT_EQ(static_cast<uint16_t>(info.suite), id) << info.name;
    EXPECT_EQ(CipherSuiteFromId(id), info.suite) << info.name;
    EXPECT_EQ(CipherSuiteFromName(info.name), info.suite) << info.name;
    EXPECT_EQ(&GetCipherSuiteInfo(info.suite), &info) << info.name;
    ++id;
  }
}

TEST(CipherSuiteTest, EachConstructionAndKeySizeMatchesTheSuiteName) {
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    const bool aes_256 = info.name.substr(0, 8) == "AES_256_";
    EXPECT_EQ(info.aes_key_size, aes_256 ? 32u : 16u) << info.name;
    EXPECT_EQ(info.hash,
              aes_256 ? HashAlgorithm::kSha512 : HashAlgorithm::kSha256)
        << info.name;
    const bool is_gcm = info.aead == AeadKind::kAesGcm;
    EXPECT_EQ(is_gcm, info.name.substr(8, 4) == "GCM_") << info.name;
    const size_t hmac_key_size = is_gcm ? 0 : HashSize(info.hash);
    EXPECT_EQ(info.key_size, info.aes_key_size + hmac_key_size) << info.name;
  }
}

TEST(CipherSuiteTest, EachTagHasTheRegisteredSize) {
  constexpr size_t kTagSizes[] = {10, 8, 4, 16, 16, 10, 8, 4};
  for (size_t i = 0; i < AllCipherSuites().size(); ++i) {
    const CipherSuiteInfo& info = AllCipherSuites()[i];
    EXPECT_EQ(info.tag_size, kTagSizes[i]) << info.name;
  }
}

TEST(CipherSuiteTest, UnregisteredIdsAndNamesAreNotFound) {
  for (const int id : {0x0000, 0x0009, 0x0100, 0xf000, 0xffff}) {
    EXPECT_FALSE(CipherSuiteFromId(static_cast<uint16_t>(id)).has_value())
        << id;
  }
  for (const char* name :
       {"", "aes_128_gcm_sha256_128", "AES_128_GCM_SHA256_12",
        "AES_128_GCM_SHA256_1280", "AES_192_GCM_SHA256_128"}) {
    EXPECT_FALSE(CipherSuiteFromName(name).has_value()) << name;
  }
}

}  // namespace
}  // namespace sealframe
