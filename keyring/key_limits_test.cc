// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_limits.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <ostream>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

struct Row {
  CipherSuite suite;
  int log2_failed_openings;
  int log2_forgery;  // An attacker's chance at the limit (docs/key-limits.md).
};
void PrintTo(const Row& row, std::ostream* os) {
  *os << GetCipherSuiteInfo(row.suite).name;
}

class KeyLimitsTest : public TestWithParam<Row> {
 protected:
  const CipherSuiteInfo& info_ = GetCipherSuiteInfo(GetParam().suite);
  const KeyLimits limits_ = KeyLimitsFor(GetParam().suite);
};

INSTANTIATE_TEST_SUITE_P(
    Suites, KeyLimitsTest,
    Values(Row{CipherSuite::kAes128CtrHmacSha256_80, 36, -44},
           Row{CipherSuite::kAes128CtrHmacSha256_64, 32, -32},
           Row{CipherSuite::kAes128CtrHmacSha256_32, 20, -12},
           Row{CipherSuite::kAes128GcmSha256_128, 48, -59},
           Row{CipherSuite::kAes256GcmSha512_128, 48, -59},
           Row{CipherSuite::kAes256CtrHmacSha512_80, 36, -44},
           Row{CipherSuite::kAes256CtrHmacSha512_64, 32, -32},
           Row{CipherSuite::kAes256CtrHmacSha512_32, 20, -12}),
    [](const auto& row) {
      return std::string(GetCipherSuiteInfo(row.param.suite).name);
    });

TEST_P(KeyLimitsTest, AreTheDocumentedOnes) {
  EXPECT_EQ(limits_.max_sealed_units, uint64_t{1} << 34);
  EXPECT_EQ(limits_.soft_sealed_units, uint64_t{7} << 31);
  EXPECT_EQ(limits_.max_failed_openings,
            uint64_t{1} << GetParam().log2_failed_openings);
  EXPECT_EQ(limits_.soft_failed_openings,
            uint64_t{1} << (GetParam().log2_failed_openings - 1));
}

// (s + q + 1)^2 / 2^129, where units are s + q and more.
TEST_P(KeyLimitsTest, KeepConfidentialityUnderTwoToTheMinus60) {
  const double units = static_cast<double>(limits_.max_sealed_units);
  EXPECT_LT(2 * std::log2(units + 1) - 129, -60);
}

TEST_P(KeyLimitsTest, KeepForgeryAtTheDocumentedProbability) {
  const double tries = std::log2(limits_.max_failed_openings);
  const double blocks = 20;  // log2 of the blocks in a frame of 16 MiB.
  const double chance = info_.aead == AeadKind::kAesGcm
                            ? 1 + tries + blocks - 128
                            : tries - 8 * static_cast<double>(info_.tag_size);
  EXPECT_EQ(chance, GetParam().log2_forgery);
}

TEST(GcmKeyLimitsTest, ShortTagsAllowFewFailures) {
  EXPECT_EQ(GcmKeyLimits(16).max_failed_openings, uint64_t{1} << 48);
  EXPECT_EQ(GcmKeyLimits(15).max_failed_openings, uint64_t{1} << 26);
  EXPECT_EQ(GcmKeyLimits(8).max_failed_openings, uint64_t{1} << 26);
  EXPECT_EQ(GcmKeyLimits(7).max_failed_openings, uint64_t{1} << 20);
}

struct Frame {
  size_t plaintext;
  size_t aad;
  uint64_t units;
};

TEST(SealedUnitsTest, CountTheFrameAndItsBlocks) {
  constexpr size_t kMax = std::numeric_limits<size_t>::max();
  constexpr uint64_t kMostBlocks = uint64_t{kMax / 16} + 1;
  for (const Frame& frame : {Frame{0, 0, 1}, Frame{1, 0, 2}, Frame{16, 0, 2},
                             Frame{17, 0, 3}, Frame{0, 1, 2}, Frame{16, 16, 3},
                             Frame{17, 17, 5}, Frame{kMax, 0, 1 + kMostBlocks},
                             Frame{kMax, kMax, 1 + 2 * kMostBlocks}}) {
    EXPECT_EQ(SealedUnits(frame.plaintext, frame.aad), frame.units)
        << frame.plaintext << " and " << frame.aad;
  }
}

}  // namespace
}  // namespace sealframe
