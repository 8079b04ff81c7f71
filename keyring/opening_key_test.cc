// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/opening_key.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/suite_aead.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"

namespace sealframe {
namespace {

using ::testing::Each;

constexpr Nonce kNonce = {9};
constexpr uint8_t kText[] = {'h', 'e', 'l', 'l', 'o'};

std::unique_ptr<Aead> TestAead() {
  return *NewAead(CipherSuite::kAes128GcmSha256_128, SecretBytes(16));
}

std::unique_ptr<OpeningKey> TestKey(uint64_t max_failed_openings) {
  return std::make_unique<OpeningKey>(
      7, TestAead(), Nonce{},
      KeyLimits{.soft_failed_openings = max_failed_openings / 2,
                .max_failed_openings = max_failed_openings},
      KeyFingerprint{1});
}

std::vector<uint8_t> Sealed() {
  std::vector<uint8_t> sealed(sizeof(kText) + 16);
  EXPECT_TRUE(TestAead()->Seal(kNonce, {}, kText, absl::MakeSpan(sealed)));
  return sealed;
}

std::vector<uint8_t> Forged() {
  std::vector<uint8_t> forged = Sealed();
  forged.back() ^= 1;
  return forged;
}

bool Open(OpeningKey* key, const std::vector<uint8_t>& sealed,
          std::vector<uint8_t>* out) {
  out->assign(sizeof(kText), 0xcc);
  return key->Open(kNonce, {}, sealed, absl::MakeSpan(*out));
}

TEST(OpeningKeyTest, IsAuthenticatedOnceItHasOpenedAFrame) {
  const std::unique_ptr<OpeningKey> key = TestKey(10);
  std::vector<uint8_t> out;
  EXPECT_FALSE(key->authenticated());
  EXPECT_TRUE(Open(key.get(), Sealed(), &out));
  EXPECT_EQ(absl::MakeConstSpan(out), absl::MakeConstSpan(kText));
  EXPECT_TRUE(key->authenticated());
  EXPECT_EQ(key->failed_openings(), 0u);
}

TEST(OpeningKeyTest, AForgeryIsCountedAndChangesNothingElse) {
  const std::unique_ptr<OpeningKey> key = TestKey(10);
  std::vector<uint8_t> out;
  for (uint64_t tries = 1; tries <= 3; ++tries) {
    EXPECT_FALSE(Open(key.get(), Forged(), &out));
    EXPECT_THAT(out, Each(0));
    EXPECT_EQ(key->failed_openings(), tries);
    EXPECT_FALSE(key->authenticated());
    EXPECT_TRUE(key->usable());
  }
  EXPECT_TRUE(Open(key.get(), Sealed(), &out));
}

TEST(OpeningKeyTest, StopsAtItsLimitOfFailedOpenings) {
  const std::unique_ptr<OpeningKey> key = TestKey(3);
  std::vector<uint8_t> out;
  EXPECT_FALSE(Open(key.get(), Forged(), &out));
  EXPECT_FALSE(Open(key.get(), Forged(), &out));
  EXPECT_TRUE(key->usable());
  EXPECT_TRUE(Open(key.get(), Sealed(), &out)) << "one short of the limit";

  EXPECT_FALSE(Open(key.get(), Forged(), &out));
  EXPECT_FALSE(key->usable());
  EXPECT_FALSE(Open(key.get(), Sealed(), &out)) << "at the limit";
  EXPECT_THAT(out, Each(0));
  EXPECT_EQ(key->failed_openings(), 3u) << "it no longer tries";
}

TEST(OpeningKeyTest, CountsFailuresOfAllThreads) {
  const std::unique_ptr<OpeningKey> key = TestKey(100'000);
  const std::vector<uint8_t> forged = Forged();
  const std::vector<uint8_t> sealed = Sealed();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      std::vector<uint8_t> out;
      for (int frame = 0; frame < 1000; ++frame) {
        EXPECT_FALSE(Open(key.get(), forged, &out));
        EXPECT_TRUE(Open(key.get(), sealed, &out));
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(key->failed_openings(), 4000u);
}

}  // namespace
}  // namespace sealframe
