// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/sframe_frame.h"

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

void ExpectValid(VectorBlock& v, CipherSuite suite, const SecretBytes& base_key,
                 const Bytes& metadata) {
  const absl::StatusOr<Bytes> sealed = SealSFrame(
      suite, base_key, {.kid = v.Number("kid"), .ctr = v.Number("ctr")},
      metadata, v.Bytes("plaintext"));
  ASSERT_TRUE(sealed.ok()) << sealed.status();
  EXPECT_EQ(*sealed, v.Bytes("frame"));
  const absl::StatusOr<Bytes> opened =
      OpenSFrame(suite, base_key, metadata, *sealed);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(*opened, v.Bytes("plaintext"));
}

TEST(SFrameFrameTest, AgreesWithAnIndependentImplementation) {
  RunVectorFile("tests/vectors/sframe_independent.txt", [](VectorBlock& v) {
    const CipherSuite suite = CipherSuiteFromName(v.Text("suite_name")).value();
    const SecretBytes base_key = SecretBytes::CopyOf(v.Bytes("base_key"));
    const Bytes metadata = v.Bytes("metadata");
    if (v.Text("result") == "valid") {
      ExpectValid(v, suite, base_key, metadata);
    } else {
      EXPECT_TRUE(absl::IsDataLoss(
          OpenSFrame(suite, base_key, metadata, v.Bytes("frame")).status()));
    }
    // Tests of the key schedule and the ciphers check the intermediate values.
    for (const char* const name : {"suite", "kid", "reason", "sframe_key",
                                   "sframe_salt", "nonce", "aad"}) {
      if (v.Has(name)) {
        v.Ignore(name);
      }
    }
  });
}

}  // namespace
}  // namespace sealframe
