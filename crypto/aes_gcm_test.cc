// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/aes_gcm.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "openssl/aes.h"
#include "openssl/err.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/testing/test_bytes.h"
#include "sealframe/crypto/testing/used_stack.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::TestWithParam;
using ::testing::Values;

using Block = std::array<uint8_t, 16>;

// Multiply returns x times y in GF(2^128), computed bit by bit (NIST SP
// 800-38D, Algorithm 1).
Block Multiply(const Block& x, Block y) {
  Block product = {};
  for (size_t bit = 0; bit < 128; ++bit) {
    if ((x[bit / 8] >> (7 - bit % 8) & 1) != 0) {
      for (size_t i = 0; i < 16; ++i) {
        product[i] ^= y[i];
      }
    }
    const bool carry = (y[15] & 1) != 0;
    for (size_t i = 15; i > 0; --i) {
      y[i] = static_cast<uint8_t>(y[i] >> 1 | y[i - 1] << 7);
    }
    y[0] = static_cast<uint8_t>(y[0] >> 1 ^ (carry ? 0xe1 : 0));
  }
  return product;
}

// Absorb updates a GHASH with `data`, padded with zeros to whole blocks.
void Absorb(const Block& h, absl::Span<const uint8_t> data, Block* hash) {
  for (size_t at = 0; at < data.size(); at += 16) {
    for (size_t i = at; i < std::min(at + 16, data.size()); ++i) {
      (*hash)[i - at] ^= data[i];
    }
    *hash = Multiply(*hash, h);
  }
}

// SlowAesGcm implements the standard literally, from single AES blocks.
Bytes SlowAesGcm(const Bytes& key, const Nonce& nonce, const Bytes& aad,
                 const Bytes& plaintext) {
  AES_KEY aes;
  AES_set_encrypt_key(key.data(), static_cast<unsigned>(key.size() * 8), &aes);
  const auto counter_block = [&](size_t counter) {
    Block block = {};
    std::copy(nonce.begin(), nonce.end(), block.begin());
    block[14] = static_cast<uint8_t>(counter >> 8);
    block[15] = static_cast<uint8_t>(counter);
    AES_encrypt(block.data(), block.data(), &aes);
    return block;
  };
  Bytes sealed = plaintext;
  for (size_t i = 0; i < sealed.size(); ++i) {
    sealed[i] ^= counter_block(2 + i / 16)[i % 16];
  }
  Block h = {};
  AES_encrypt(h.data(), h.data(), &aes);
  Block tag = {};
  Absorb(h, aad, &tag);
  Absorb(h, sealed, &tag);
  Block lengths = {};
  lengths[6] = static_cast<uint8_t>(aad.size() * 8 >> 8);
  lengths[7] = static_cast<uint8_t>(aad.size() * 8);
  lengths[14] = static_cast<uint8_t>(sealed.size() * 8 >> 8);
  lengths[15] = static_cast<uint8_t>(sealed.size() * 8);
  Absorb(h, lengths, &tag);
  for (size_t i = 0; i < 16; ++i) {
    tag[i] ^= counter_block(1)[i];
  }
  sealed.insert(sealed.end(), tag.begin(), tag.end());
  return sealed;
}

// The test cases with 96-bit nonces in McGrew and Viega, "The Galois/Counter
// Mode of Operation (GCM)", Appendix B.
struct KnownAnswer {
  const char* name;
  const char* key;
  const char* nonce;
  const char* aad;
  const char* plaintext;
  const char* sealed;
};
void PrintTo(const KnownAnswer& answer, std::ostream* os) {
  *os << answer.name;
}

constexpr char kZeros128[] = "00000000000000000000000000000000";
constexpr char kZeros256[] =
    "0000000000000000000000000000000000000000000000000000000000000000";
constexpr char kZeroNonce[] = "000000000000000000000000";
constexpr char kKey128[] = "feffe9928665731c6d6a8f9467308308";
constexpr char kKey256[] =
    "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
constexpr char kNonce[] = "cafebabefacedbaddecaf888";
constexpr char kAad[] = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
constexpr char kPlaintext60[] =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
constexpr char kPlaintext64[] =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";

class AesGcmKnownAnswerTest : public TestWithParam<KnownAnswer> {};

INSTANTIATE_TEST_SUITE_P(
    McGrewViega, AesGcmKnownAnswerTest,
    Values(
        KnownAnswer{"Case1", kZeros128, kZeroNonce, "", "",
                    "58e2fccefa7e3061367f1d57a4e7455a"},
        KnownAnswer{"Case2", kZeros128, kZeroNonce, "", kZeros128,
                    "0388dace60b6a392f328c2b971b2fe78"
                    "ab6e47d42cec13bdf53a67b21257bddf"},
        KnownAnswer{
            "Case3", kKey128, kNonce, "", kPlaintext64,
            "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
            "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985"
            "4d5c2af327cd64a62cf35abd2ba6fab4"},
        KnownAnswer{
            "Case4", kKey128, kNonce, kAad, kPlaintext60,
            "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
            "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
            "5bc94fbc3221a5db94fae95ae7121a47"},
        KnownAnswer{"Case13", kZeros256, kZeroNonce, "", "",
                    "530f8afbc74536b9a963b4f1c4cb738b"},
        KnownAnswer{"Case14", kZeros256, kZeroNonce, "", kZeros128,
                    "cea7403d4d606b6e074ec5d3baf39d18"
                    "d0d1c8a799996bf0265b98b5d48ab919"},
        KnownAnswer{
            "Case15", kKey256, kNonce, "", kPlaintext64,
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
            "b094dac5d93471bdec1a502270e3cc6c"},
        KnownAnswer{
            "Case16", kKey256, kNonce, kAad, kPlaintext60,
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
            "76fc6ece0f4e1768cddf8853bb2d551b"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(AesGcmKnownAnswerTest, SealAndOpenMatchThePublishedAnswer) {
  const KnownAnswer& answer = GetParam();
  const auto aead = NewAesGcm(SecretBytes::CopyOf(FromHex(answer.key)), 16);
  ASSERT_TRUE(aead.ok());
  Nonce nonce;
  std::ranges::copy(FromHex(answer.nonce), nonce.begin());
  const Bytes aad = FromHex(answer.aad);
  const Bytes plaintext = FromHex(answer.plaintext);

  Bytes sealed(plaintext.size() + 16);
  ASSERT_TRUE((*aead)->Seal(nonce, aad, plaintext, absl::MakeSpan(sealed)));
  EXPECT_EQ(sealed, FromHex(answer.sealed));
  Bytes opened(plaintext.size());
  ASSERT_TRUE((*aead)->Open(nonce, aad, sealed, absl::MakeSpan(opened)));
  EXPECT_EQ(opened, plaintext);
}

class AesGcmKeySizeTest : public TestWithParam<size_t> {};

INSTANTIATE_TEST_SUITE_P(AesGcm, AesGcmKeySizeTest, Values(16, 32));

TEST_P(AesGcmKeySizeTest,
       MatchesALiteralImplementationAtEveryLengthAndTagSize) {
  const Bytes key = Pattern(GetParam(), 1);
  for (size_t size = 0; size <= 300; ++size) {
    const Nonce nonce = NoncePattern(static_cast<uint32_t>(size));
    const Bytes aad = Pattern(size * 7 % 50, 2);
    const Bytes plaintext = Pattern(size, 3);
    const size_t tag_size = 4 + size % 13;
    Bytes want = SlowAesGcm(key, nonce, aad, plaintext);
    want.resize(size + tag_size);

    const auto aead = NewAesGcm(SecretBytes::CopyOf(key), tag_size);
    ASSERT_TRUE(aead.ok());
    EXPECT_EQ((*aead)->tag_size(), tag_size);
    Bytes sealed(size + tag_size);
    ASSERT_TRUE((*aead)->Seal(nonce, aad, plaintext, absl::MakeSpan(sealed)));
    ASSERT_EQ(sealed, want) << size << " bytes";
  }
}

TEST(AesGcmTest, RefusesInvalidKeyAndTagSizes) {
  for (const size_t size : {0u, 1u, 15u, 17u, 24u, 31u, 33u, 64u}) {
    EXPECT_EQ(NewAesGcm(SecretBytes(size), 16).status().code(),
              absl::StatusCode::kInvalidArgument)
        << size;
  }
  for (const size_t size : {0u, 1u, 3u, 17u, 256u, 272u}) {
    EXPECT_EQ(NewAesGcm(SecretBytes(16), size).status().code(),
              absl::StatusCode::kInvalidArgument)
        << size;
  }
}

// BoringSSL's TLS would misread a queued error as one of its own.
TEST(AesGcmTest, AForgedFrameLeavesNoErrorInBoringSslsQueue) {
  const auto aead = NewAesGcm(SecretBytes(16), 16);
  ASSERT_TRUE(aead.ok());
  Bytes opened(10, 0xcc);
  EXPECT_FALSE((*aead)->Open({}, {}, Bytes(26), absl::MakeSpan(opened)));
  EXPECT_THAT(opened, Each(0));
  EXPECT_EQ(ERR_peek_error(), 0u);
}

class AesGcmStackTest : public TestWithParam<size_t> {
 protected:
  // ExpectNoKey fails if `stack` has the key, and ExpectNoHashKey if it has the
  // hash key in the order of its bytes or in BoringSSL's, by words of 64 bits.
  void ExpectNoKey(const Bytes& stack) const {
    EXPECT_FALSE(Holds(stack, key_.Reveal().first(16)));
    EXPECT_FALSE(Holds(stack, key_.Reveal().last(16)));
  }
  void ExpectNoHashKey(const Bytes& stack) const {
    AES_KEY schedule;
    AES_set_encrypt_key(key_.Reveal().data(),
                        static_cast<unsigned>(8 * key_.size()), &schedule);
    Block hash_key = {};
    AES_encrypt(hash_key.data(), hash_key.data(), &schedule);
    EXPECT_FALSE(Holds(stack, absl::MakeConstSpan(hash_key).first(8)));
    std::reverse(hash_key.begin(), hash_key.begin() + 8);
    EXPECT_FALSE(Holds(stack, absl::MakeConstSpan(hash_key).first(8)));
  }

  const SecretBytes key_ = SecretPattern(GetParam(), 1);
};

INSTANTIATE_TEST_SUITE_P(AesGcm, AesGcmStackTest, Values(16, 32));

TEST_P(AesGcmStackTest, SettingAKeyLeavesNoKeyAndNoHashKey) {
  std::unique_ptr<Aead> aead;
  const Bytes stack = UsedStack([&] { aead = *NewAesGcm(key_, 16); });
  ExpectNoKey(stack);
  ExpectNoHashKey(stack);
}

TEST_P(AesGcmStackTest, SealingAndOpeningLeaveNoKey) {
  const std::unique_ptr<Aead> aead = *NewAesGcm(key_, 16);
  const Bytes plaintext = Pattern(100, 2);
  const Nonce nonce = NoncePattern(3);
  Bytes sealed(plaintext.size() + 16);
  Bytes opened(plaintext.size());
  ExpectNoKey(UsedStack([&] {
    EXPECT_TRUE(aead->Seal(nonce, {}, plaintext, absl::MakeSpan(sealed)));
  }));
  ExpectNoKey(UsedStack([&] {
    EXPECT_TRUE(aead->Open(nonce, {}, sealed, absl::MakeSpan(opened)));
  }));
  sealed.back() ^= 1;
  ExpectNoKey(UsedStack([&] {
    EXPECT_FALSE(aead->Open(nonce, {}, sealed, absl::MakeSpan(opened)));
  }));
}

}  // namespace
}  // namespace sealframe
