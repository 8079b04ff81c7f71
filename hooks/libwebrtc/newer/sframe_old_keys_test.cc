// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A sender's old base keys are gone from memory, of which the test searches all
// that is writable.

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/libwebrtc/newer/new_encryptor.h"
#include "sealframe/hooks/libwebrtc/newer/sframe.h"
#include "sealframe/hooks/libwebrtc/sframe_encryptor.h"

namespace sealframe {
namespace {

constexpr auto kSuite = webrtc::SframeCipherSuite::kAes128GcmSha256_128;
constexpr uint64_t kKeySize = 32;
constexpr uint64_t kKeys = 25;

// KeyByte returns a byte of a key, so that the test needs no copy of the key.
uint8_t KeyByte(uint64_t key_id, uint64_t i) {
  return static_cast<uint8_t>(key_id * 37 + i * 11 + i * i);
}

bool IsKey(const volatile uint8_t* memory, uint64_t key_id) {
  for (uint64_t i = 0; i < kKeySize; ++i) {
    if (memory[i] != KeyByte(key_id, i)) return false;
  }
  return true;
}

bool IsInMemory(uint64_t key_id) {
  std::FILE* const maps = std::fopen("/proc/self/maps", "r");
  char line[512];
  bool found = false;
  while (std::fgets(line, sizeof(line), maps) != nullptr) {
    unsigned long begin = 0, end = 0;
    char rights[5] = {};
    std::sscanf(line, "%lx-%lx %4s", &begin, &end, rights);
    if (std::strncmp(rights, "rw", 2) != 0) continue;
    for (; begin + kKeySize <= end && !found; ++begin) {
      found = IsKey(reinterpret_cast<const uint8_t*>(begin), key_id);
    }
  }
  std::fclose(maps);
  return found;
}

TEST(SframeOldKeysTest, ASenderHasOnlyItsCurrentKey) {
  const auto encryptor = NewEncryptor(kSuite);
  std::vector<uint8_t> frame(20), sealed(200);
  for (uint64_t key_id = 1; key_id <= kKeys; ++key_id) {
    std::vector<uint8_t> key(kKeySize);
    for (uint64_t i = 0; i < kKeySize; ++i) key[i] = KeyByte(key_id, i);
    ASSERT_TRUE(encryptor->SetEncryptionKey(key_id, key).ok());
    for (volatile uint8_t& byte : key) byte = 0;
    ASSERT_TRUE(encryptor->Encrypt(frame, {}, sealed).ok());
  }
  EXPECT_TRUE(IsInMemory(kKeys)) << "The search finds nothing.";
  for (uint64_t key_id = 1; key_id < kKeys; ++key_id) {
    EXPECT_FALSE(IsInMemory(key_id)) << key_id;
  }
}

}  // namespace
}  // namespace sealframe
