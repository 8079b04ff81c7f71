// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tests/testing/hex.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

CipherSuite SuiteOf(VectorBlock& block) {
  const CipherSuiteInfo& info = GetCipherSuiteInfo(
      *CipherSuiteFromId(static_cast<uint16_t>(block.Number("suite"))));
  EXPECT_EQ(block.Text("suite_name"), info.name);
  return info.suite;
}

SecretBytes SecretOf(VectorBlock& block, const std::string& field) {
  return SecretBytes::CopyOf(block.Bytes(field));
}

SecretBytes RatchetedBy(CipherSuite suite, SecretBytes base_key,
                        uint64_t steps) {
  for (; steps > 0; --steps) {
    absl::StatusOr<SecretBytes> next = RatchetBaseKey(suite, base_key);
    EXPECT_TRUE(next.ok());
    base_key = *std::move(next);
  }
  return base_key;
}

void ExpectKeysOf(VectorBlock& block) {
  const absl::StatusOr<SFrameKeys> keys = DeriveSFrameKeys(
      SuiteOf(block), block.Number("kid"), SecretOf(block, "base_key"));
  ASSERT_TRUE(keys.ok());
  EXPECT_EQ(ToHex(keys->key.Reveal()), block.Text("sframe_key"));
  EXPECT_EQ(ToHex(keys->salt.Reveal()), block.Text("sframe_salt"));
}

TEST(SFrameKeyScheduleTest, DerivesThePublishedKeysAndSalts) {
  RunVectorFile("tests/vectors/sframe_frame.txt", [](VectorBlock& block) {
    ExpectKeysOf(block);
    for (const char* name :
         {"ctr", "sframe_key_label", "sframe_salt_label", "sframe_secret",
          "metadata", "nonce", "aad", "plaintext", "frame"}) {
      block.Ignore(name);
    }
  });
}

TEST(SFrameKeyScheduleTest, AgreesWithAnIndependentImplementation) {
  RunVectorFile("tests/vectors/sframe_independent.txt", [](VectorBlock& block) {
    if (block.Text("result") != "valid") {
      return block.Skip();
    }
    ExpectKeysOf(block);
    for (const char* name :
         {"ctr", "metadata", "nonce", "aad", "plaintext", "frame"}) {
      block.Ignore(name);
    }
  });
}

TEST(SFrameKeyScheduleTest, RatchetsAsInTheRfc) {
  RunVectorFile("tests/vectors/sframe_ratchet.txt", [](VectorBlock& block) {
    const SecretBytes ratcheted = RatchetedBy(
        SuiteOf(block), SecretOf(block, "base_key"), block.Number("steps"));
    EXPECT_EQ(ToHex(ratcheted.Reveal()), block.Text("ratcheted_key"));
  });
}

TEST(SFrameKeyScheduleTest, RatchetsTheKeyOfAStreamNotTheBaseKey) {
  RunVectorFile("tests/vectors/sframe_per_ssrc.txt", [](VectorBlock& block) {
    const CipherSuite suite = SuiteOf(block);
    absl::StatusOr<SecretBytes> key =
        DeriveSsrcKey(suite, SecretOf(block, "base_key"),
                      static_cast<uint32_t>(block.Number("ssrc")));
    ASSERT_TRUE(key.ok());
    const uint64_t steps = block.Number("ratchet_step");
    for (uint64_t step = 0; step <= steps; ++step) {
      EXPECT_EQ(ToHex(key->Reveal()),
                block.Text(absl::StrCat("ssrc_key_", step)));
      key = RatchetedBy(suite, *std::move(key), 1);
    }
    for (const char* name : {"ratchet_bits", "key_generation", "kid", "ctr",
                             "metadata", "plaintext", "frame"}) {
      block.Ignore(name);
    }
  });
}

TEST(SFrameKeyScheduleTest, RefusesAnEmptyBaseKey) {
  const CipherSuite suite = CipherSuite::kAes128GcmSha256_128;
  EXPECT_EQ(DeriveSFrameKeys(suite, 0, {}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(RatchetBaseKey(suite, {}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(DeriveSsrcKey(suite, {}, 0).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(SFrameKeyScheduleTest, EachKidHasItsOwnKeyAndSalt) {
  const CipherSuite suite = CipherSuite::kAes128GcmSha256_128;
  const SecretBytes base_key = SecretBytes::CopyOf({1, 2, 3});
  const absl::StatusOr<SFrameKeys> a = DeriveSFrameKeys(suite, 1, base_key);
  const absl::StatusOr<SFrameKeys> b = DeriveSFrameKeys(suite, 2, base_key);
  ASSERT_TRUE(a.ok() && b.ok());
  EXPECT_FALSE(a->key == b->key);
  EXPECT_FALSE(a->salt == b->salt);
}

}  // namespace
}  // namespace sealframe
