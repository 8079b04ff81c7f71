// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_key_schedule.h"

#include <cstdint>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

TEST(DaveKeyScheduleTest, KnownAnswersFromTheExporterSecretToTheKey) {
  RunVectorFile("tests/vectors/dave_key_schedule.txt", [](VectorBlock& block) {
    block.Ignore("context");
    absl::StatusOr<SecretBytes> secret =
        DaveBaseSecret(SecretBytes::CopyOf(block.Bytes("exporter_secret")),
                       block.Number("user_id"));
    ASSERT_TRUE(secret.ok());
    EXPECT_EQ(*secret, SecretBytes::CopyOf(block.Bytes("base_secret")));
    const auto generation = static_cast<uint32_t>(block.Number("generation"));
    for (uint32_t g = 0; g < generation; ++g) {
      secret = DaveNextSecret(*secret, g);
      ASSERT_TRUE(secret.ok());
      EXPECT_EQ(secret->size(), kDaveSecretSize);
    }
    const absl::StatusOr<SecretBytes> key =
        DaveGenerationKey(*secret, generation);
    ASSERT_TRUE(key.ok());
    EXPECT_EQ(*key, SecretBytes::CopyOf(block.Bytes("key")));
  });
}

}  // namespace
}  // namespace sealframe
