// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// IVs, and a fixture that opens frames with them.

#ifndef SEALFRAME_KEYRING_IV_TESTING_IV_FIXTURE_H_
#define SEALFRAME_KEYRING_IV_TESTING_IV_FIXTURE_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_memory.h"
#include "sealframe/keyring/iv/iv_windows.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {

inline constexpr uint64_t kKey = 7;
inline constexpr size_t kLogSize = 128;
inline constexpr uint32_t kFrame = 3000;    // 90 kHz at 30 frames a second.
inline constexpr uint32_t kSecond = 90000;  // At 90 kHz.

inline Nonce Iv(uint32_t ssrc, uint32_t timestamp, uint32_t word) {
  Nonce iv;
  StoreBigEndian32(ssrc, iv.data());
  StoreBigEndian32(timestamp, iv.data() + 4);
  StoreBigEndian32(word, iv.data() + 8);
  return iv;
}

class IvFixture : public testing::Test {
 protected:
  explicit IvFixture(IvLayout layout = IvLayout::kSsrcTimestampWord,
                     size_t log_size = kLogSize)
      : memory_(std::make_shared<IvMemory>(log_size)),
        windows_(layout, memory_) {}

  // Open returns whether the frame opens, as a format would open it.
  bool Open(const Nonce& iv, uint64_t key = kKey) {
    return windows_.Accepts(key, iv, clock_) &&
           windows_.Commit(key, iv, clock_);
  }

  // Play opens `frames` frames of a live stream of 30 frames a second, while
  // the clock goes on, and returns the next timestamp.
  uint32_t Play(uint32_t ssrc, uint32_t timestamp, uint32_t frames) {
    for (uint32_t i = 0; i < frames; ++i) {
      EXPECT_TRUE(Open(Iv(ssrc, timestamp, i))) << ssrc << " " << i;
      timestamp += kFrame;
      clock_.Advance(absl::Seconds(1) / 30);
    }
    return timestamp;
  }

  FakeClock clock_;
  const std::shared_ptr<IvMemory> memory_;
  IvWindows windows_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_TESTING_IV_FIXTURE_H_
