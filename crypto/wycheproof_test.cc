// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The known answers of Project Wycheproof, most of which come from mistakes in
// other implementations, against AES-GCM and HKDF as the engine calls them.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/aes_gcm.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/hkdf.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

using ::testing::Each;
using Bytes = std::vector<uint8_t>;

constexpr size_t kTagSize = 16;

// AesGcmAnswer is one known answer.
struct AesGcmAnswer {
  bool valid;
  Nonce nonce;
  Bytes aad;
  Bytes plaintext;
  Bytes sealed;  // The ciphertext and the tag.
};

AesGcmAnswer ReadAesGcm(VectorBlock& block) {
  AesGcmAnswer answer = {.valid = block.Number("valid") != 0,
                         .nonce = {},
                         .aad = block.Bytes("aad"),
                         .plaintext = block.Bytes("plaintext"),
                         .sealed = block.Bytes("ciphertext")};
  const Bytes nonce = block.Bytes("nonce");
  const Bytes tag = block.Bytes("tag");
  EXPECT_EQ(nonce.size(), kNonceSize);
  EXPECT_EQ(tag.size(), kTagSize);
  std::copy_n(nonce.begin(), kNonceSize, answer.nonce.begin());
  answer.sealed.insert(answer.sealed.end(), tag.begin(), tag.end());
  return answer;
}

void TestSeal(const Aead& aead, const AesGcmAnswer& answer) {
  Bytes sealed(answer.sealed.size());
  ASSERT_TRUE(aead.Seal(answer.nonce, answer.aad, answer.plaintext,
                        absl::MakeSpan(sealed)));
  EXPECT_EQ(sealed == answer.sealed, answer.valid);
  Bytes in_place = answer.plaintext;
  in_place.resize(sealed.size());
  ASSERT_TRUE(
      aead.Seal(answer.nonce, answer.aad,
                absl::MakeConstSpan(in_place).first(answer.plaintext.size()),
                absl::MakeSpan(in_place)));
  EXPECT_EQ(in_place, sealed);
}

void TestOpen(const Aead& aead, const AesGcmAnswer& answer) {
  Bytes opened(answer.plaintext.size(), 0xcc);
  EXPECT_EQ(aead.Open(answer.nonce, answer.aad, answer.sealed,
                      absl::MakeSpan(opened)),
            answer.valid);
  Bytes in_place = answer.sealed;
  EXPECT_EQ(aead.Open(answer.nonce, answer.aad, in_place,
                      absl::MakeSpan(in_place).first(opened.size())),
            answer.valid);
  in_place.resize(opened.size());
  EXPECT_EQ(in_place, opened);
  if (answer.valid) {
    EXPECT_EQ(opened, answer.plaintext);
  } else {
    EXPECT_THAT(opened, Each(0));
  }
}

TEST(WycheproofTest, AesGcmSealsAndOpensOnlyWhatIsValid) {
  RunVectorFile("tests/vectors/wycheproof_aes_gcm.txt", [](VectorBlock& block) {
    block.Ignore("id");
    block.Ignore("about");
    const absl::StatusOr<std::unique_ptr<Aead>> aead =
        NewAesGcm(SecretBytes::CopyOf(block.Bytes("key")), kTagSize);
    ASSERT_TRUE(aead.ok());
    const AesGcmAnswer answer = ReadAesGcm(block);
    TestSeal(**aead, answer);
    TestOpen(**aead, answer);
  });
}

TEST(WycheproofTest, HkdfGivesTheKnownKeysAndRefusesInvalidSizes) {
  RunVectorFile("tests/vectors/wycheproof_hkdf.txt", [](VectorBlock& block) {
    block.Ignore("id");
    block.Ignore("about");
    const HashAlgorithm hash = block.Number("hash") == 256
                                   ? HashAlgorithm::kSha256
                                   : HashAlgorithm::kSha512;
    const SecretBytes prk = HkdfExtract(
        hash, block.Bytes("salt"), SecretBytes::CopyOf(block.Bytes("ikm")));
    const absl::StatusOr<SecretBytes> okm =
        HkdfExpand(hash, prk, block.Bytes("info"),
                   static_cast<size_t>(block.Number("size")));
    EXPECT_EQ(okm.ok(), block.Number("valid") != 0);
    const SecretBytes expected = SecretBytes::CopyOf(block.Bytes("okm"));
    EXPECT_TRUE(!okm.ok() || *okm == expected);
  });
}

}  // namespace
}  // namespace sealframe
