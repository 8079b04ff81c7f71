// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys are derived whole or not at all when BoringSSL gets no memory.

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/hkdf.h"
#include "sealframe/crypto/pbkdf2.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/testing/test_bytes.h"

namespace {

thread_local bool has_memory = true;

// A block begins with its size.
constexpr size_t kPrefix = alignof(std::max_align_t);

}  // namespace

// BoringSSL calls these where a program defines them.
extern "C" {

void* OPENSSL_memory_alloc(size_t size) {
  if (!has_memory) {
    return nullptr;
  }
  auto* const block = static_cast<uint8_t*>(std::malloc(kPrefix + size));
  std::memcpy(block, &size, sizeof(size));
  return block + kPrefix;
}

void OPENSSL_memory_free(void* memory) {
  std::free(static_cast<uint8_t*>(memory) - kPrefix);
}

size_t OPENSSL_memory_get_size(void* memory) {
  size_t size;
  std::memcpy(&size, static_cast<uint8_t*>(memory) - kPrefix, sizeof(size));
  return size;
}

}  // extern "C"

namespace sealframe {
namespace {

// WithoutMemory returns what `derive` does while BoringSSL gets no memory.
template <typename Derive>
auto WithoutMemory(const Derive& derive) {
  has_memory = false;
  auto derived = derive();
  has_memory = true;
  return derived;
}

TEST(OutOfMemoryTest, HkdfExpandsNoKey) {
  const SecretBytes prk = SecretPattern(32, 1);
  const auto expand = [&] {
    return HkdfExpand(HashAlgorithm::kSha256, prk, {}, 32);
  };
  ASSERT_TRUE(expand().ok());
  EXPECT_EQ(WithoutMemory(expand).status().code(), absl::StatusCode::kInternal);
  EXPECT_TRUE(expand().ok());
}

TEST(OutOfMemoryTest, Pbkdf2DerivesNoKey) {
  const SecretBytes passphrase = SecretPattern(12, 2);
  const auto derive = [&] { return Pbkdf2HmacSha256(passphrase, {}, 10, 32); };
  ASSERT_TRUE(derive().ok());
  EXPECT_EQ(WithoutMemory(derive).status().code(), absl::StatusCode::kInternal);
  EXPECT_TRUE(derive().ok());
}

TEST(OutOfMemoryDeathTest, HkdfExtractEndsTheProcess) {
  const SecretBytes ikm = SecretPattern(32, 1);
  EXPECT_EXIT(WithoutMemory(
                  [&] { return HkdfExtract(HashAlgorithm::kSha256, {}, ikm); }),
              ::testing::KilledBySignal(SIGABRT), "");
}

}  // namespace
}  // namespace sealframe
