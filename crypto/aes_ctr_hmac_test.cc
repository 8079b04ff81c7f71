// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/aes_ctr_hmac.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "openssl/aes.h"
#include "openssl/digest.h"
#include "openssl/hmac.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/testing/test_bytes.h"
#include "sealframe/crypto/testing/used_stack.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

// The parameters of a registered suite.
struct Construction {
  const char* name;
  HashAlgorithm hash;
  size_t aes_key_size;
  size_t tag_size;
  const char* sealed;  // The published answer.

  size_t key_size() const { return aes_key_size + HashSize(hash); }
};
void PrintTo(const Construction& c, std::ostream* os) { *os << c.name; }

class AesCtrHmacTest : public TestWithParam<Construction> {};

// Answers from the SFrame working group's published test vectors, families
// aes_ctr_hmac (RFC 9605, Appendix C.2) and aes_256_ctr_hmac.
INSTANTIATE_TEST_SUITE_P(
    Suites, AesCtrHmacTest,
    Values(
        Construction{
            "Aes128Tag80", HashAlgorithm::kSha256, 16, 10,
            "6339af04ada1d064688a442b8dc69d5b6bfa40f4bef0583e8081069cc60705"},
        Construction{
            "Aes128Tag64", HashAlgorithm::kSha256, 16, 8,
            "6339af04ada1d064688a442b8dc69d5b6bfa40f4be6e93b7da076927bb"},
        Construction{"Aes128Tag32", HashAlgorithm::kSha256, 16, 4,
                     "6339af04ada1d064688a442b8dc69d5b6bfa40f4be09480509"},
        Construction{
            "Aes256Tag80", HashAlgorithm::kSha512, 32, 10,
            "f861831490fa37f8e284a1994021589564a23bf3050eb0e0ace45930d53a7f"},
        Construction{
            "Aes256Tag64", HashAlgorithm::kSha512, 32, 8,
            "f861831490fa37f8e284a1994021589564a23bf30508ee5fb61b88f889"},
        Construction{"Aes256Tag32", HashAlgorithm::kSha512, 32, 4,
                     "f861831490fa37f8e284a1994021589564a23bf305131a979b"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(AesCtrHmacTest, SealAndOpenMatchThePublishedAnswer) {
  SecretBytes key(GetParam().key_size());  // 00 01 02 ...
  for (size_t i = 0; i < key.size(); ++i) {
    key.RevealMutable()[i] = static_cast<uint8_t>(i);
  }
  Nonce nonce;
  std::ranges::copy(FromHex("101112131415161718191a1b"), nonce.begin());
  const Bytes aad = FromText("IETF SFrame WG");
  const Bytes plaintext = FromText("draft-ietf-sframe-enc");

  const auto aead = NewAesCtrHmac(GetParam().hash, key, GetParam().aes_key_size,
                                  GetParam().tag_size);
  ASSERT_TRUE(aead.ok());
  EXPECT_EQ((*aead)->tag_size(), GetParam().tag_size);
  Bytes sealed(plaintext.size() + GetParam().tag_size);
  ASSERT_TRUE((*aead)->Seal(nonce, aad, plaintext, absl::MakeSpan(sealed)));
  EXPECT_EQ(sealed, FromHex(GetParam().sealed));
  Bytes opened(plaintext.size());
  ASSERT_TRUE((*aead)->Open(nonce, aad, sealed, absl::MakeSpan(opened)));
  EXPECT_EQ(opened, plaintext);
}

void AppendBigEndian64(size_t value, Bytes* out) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    out->push_back(static_cast<uint8_t>(uint64_t{value} >> shift));
  }
}

// SlowSeal implements Section 4.5.1 literally, from single AES blocks and one
// HMAC over the assembled message.
Bytes SlowSeal(const Construction& c, const Bytes& key, const Nonce& nonce,
               const Bytes& aad, const Bytes& plaintext) {
  AES_KEY aes;
  AES_set_encrypt_key(key.data(), static_cast<unsigned>(c.aes_key_size * 8),
                      &aes);
  Bytes sealed = plaintext;
  for (size_t i = 0; i < sealed.size(); ++i) {
    std::array<uint8_t, 16> block = {};
    std::copy(nonce.begin(), nonce.end(), block.begin());
    block[14] = static_cast<uint8_t>(i / 16 >> 8);
    block[15] = static_cast<uint8_t>(i / 16);
    AES_encrypt(block.data(), block.data(), &aes);
    sealed[i] ^= block[i % 16];
  }
  Bytes message;
  AppendBigEndian64(aad.size(), &message);
  AppendBigEndian64(sealed.size(), &message);
  AppendBigEndian64(c.tag_size, &message);
  message.insert(message.end(), nonce.begin(), nonce.end());
  message.insert(message.end(), aad.begin(), aad.end());
  message.insert(message.end(), sealed.begin(), sealed.end());
  std::array<uint8_t, EVP_MAX_MD_SIZE> mac;
  unsigned mac_size = 0;
  HMAC(c.hash == HashAlgorithm::kSha256 ? EVP_sha256() : EVP_sha512(),
       key.data() + c.aes_key_size, HashSize(c.hash), message.data(),
       message.size(), mac.data(), &mac_size);
  sealed.insert(sealed.end(), mac.begin(), mac.begin() + c.tag_size);
  return sealed;
}

TEST_P(AesCtrHmacTest, MatchesALiteralImplementationAtEveryLength) {
  const Bytes key = Pattern(GetParam().key_size(), 1);
  const auto aead = NewAesCtrHmac(GetParam().hash, SecretBytes::CopyOf(key),
                                  GetParam().aes_key_size, GetParam().tag_size);
  ASSERT_TRUE(aead.ok());
  for (size_t size = 0; size <= 300; ++size) {
    const Nonce nonce = NoncePattern(static_cast<uint32_t>(size));
    const Bytes aad = Pattern(size * 7 % 150, 2);
    const Bytes plaintext = Pattern(size, 3);
    Bytes sealed(size + GetParam().tag_size);
    ASSERT_TRUE((*aead)->Seal(nonce, aad, plaintext, absl::MakeSpan(sealed)));
    ASSERT_EQ(sealed, SlowSeal(GetParam(), key, nonce, aad, plaintext))
        << size << " bytes";
  }
}

TEST_P(AesCtrHmacTest, RefusesInvalidKeyAndTagSizes) {
  const Construction& c = GetParam();
  const auto code = [&](size_t key_size, size_t aes_key_size, size_t tag_size) {
    return NewAesCtrHmac(c.hash, SecretBytes(key_size), aes_key_size, tag_size)
        .status()
        .code();
  };
  const size_t hash_size = HashSize(c.hash);
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  EXPECT_EQ(code(0, c.aes_key_size, c.tag_size), kInvalid);
  EXPECT_EQ(code(c.key_size() - 1, c.aes_key_size, c.tag_size), kInvalid);
  EXPECT_EQ(code(c.key_size() + 1, c.aes_key_size, c.tag_size), kInvalid);
  EXPECT_EQ(code(hash_size, 0, c.tag_size), kInvalid);
  EXPECT_EQ(code(hash_size + 24, 24, c.tag_size), kInvalid);
  EXPECT_EQ(code(c.key_size(), c.aes_key_size, 0), kInvalid);
  EXPECT_EQ(code(c.key_size(), c.aes_key_size, 3), kInvalid);
  EXPECT_EQ(code(c.key_size(), c.aes_key_size, hash_size + 1), kInvalid);
  EXPECT_EQ(code(c.key_size(), c.aes_key_size, hash_size),
            absl::StatusCode::kOk);
}

TEST(AesCtrHmacStackTest, SettingAKeyDoesNotLeaveItOnTheStack) {
  const SecretBytes key = SecretPattern(16 + 32, 1);
  std::unique_ptr<Aead> aead;
  const Bytes stack = UsedStack(
      [&] { aead = *NewAesCtrHmac(HashAlgorithm::kSha256, key, 16, 10); });
  for (const size_t at : {0u, 16u, 32u}) {
    EXPECT_FALSE(Holds(stack, key.Reveal().subspan(at, 16))) << at;
  }
}

}  // namespace
}  // namespace sealframe
