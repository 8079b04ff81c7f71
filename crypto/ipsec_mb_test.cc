// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests the choice of the cipher, in every build. ipsec_mb_frames_test.cc tests
// the cipher itself.

#include "sealframe/crypto/ipsec_mb.h"

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <utility>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/aes_gcm.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/testing/test_bytes.h"

namespace sealframe {
namespace {

// NameWith returns the first letter of the cipher's name in a process where
// SEALFRAME_CIPHER has this value.
int NameWith(const char* value) {
  setenv("SEALFRAME_CIPHER", value, /*overwrite=*/1);
  return AesGcmCipherName(20).front();
}

class IpsecMbDeathTest : public ::testing::Test {
 protected:
  // Each statement runs in a process of its own, which reads its environment.
  IpsecMbDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(IpsecMbDeathTest, AnyOtherNameOfACipherChoosesBoringSsl) {
  for (const char* value :
       {"boringssl", "none", "IPSEC_MB", "ipsec_mb ", "0"}) {
    EXPECT_EXIT(exit(NameWith(value)), ::testing::ExitedWithCode('b'), "")
        << value;
  }
}

TEST_F(IpsecMbDeathTest, AnEmptyVariableIsNoChoice) {
  unsetenv("SEALFRAME_CIPHER");
  const int without = AesGcmCipherName(20).front();
  for (const char* value : {"", "ipsec_mb"}) {
    EXPECT_EXIT(exit(NameWith(value)), ::testing::ExitedWithCode(without), "")
        << value;
  }
}

TEST(IpsecMbTest, ReplacesBoringSslOnlyWhereItIsNamed) {
  const SecretBytes key = SecretPattern(16, 1);
  std::unique_ptr<Aead> boringssl = *NewAesGcm(key, 8);
  const Aead* const given = boringssl.get();
  const std::unique_ptr<Aead> chosen = FasterAesGcm(key, std::move(boringssl));
  EXPECT_EQ(chosen->tag_size(), 8u);
  EXPECT_EQ(chosen.get() == given, AesGcmCipherName(20) == "boringssl");
}

TEST(IpsecMbTest, LeavesFramesToBoringSslFromSomeSizeOn) {
  bool left = false;
  for (size_t size = 1; size <= size_t{1} << 24; size *= 2) {
    const bool is_boringssl = AesGcmCipherName(size) == "boringssl";
    EXPECT_TRUE(is_boringssl || !left) << size;
    left = is_boringssl;
  }
}

}  // namespace
}  // namespace sealframe
