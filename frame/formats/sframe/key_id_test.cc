// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/key_id.h"

#include <cstdint>
#include <limits>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();

TEST(SenderKeyIdTest, PutsTheGenerationAboveTheStep) {
  EXPECT_EQ(*EncodeSenderKeyId({.generation = 2, .step = 3}, 4), 35u);
  EXPECT_EQ(*EncodeSenderKeyId({.generation = 7, .step = 0}, 0), 7u);
  EXPECT_EQ(*EncodeSenderKeyId({.generation = 1, .step = 5}, 63),
            (uint64_t{1} << 63) | 5);
}

TEST(SenderKeyIdTest, StepsWrapWithinTheirBits) {
  EXPECT_EQ(*EncodeSenderKeyId({.generation = 1, .step = 16}, 4), 16u);
  EXPECT_EQ(*EncodeSenderKeyId({.generation = 1, .step = kMax}, 0), 1u);
}

TEST(SenderKeyIdTest, RefusesFieldsThatDoNotFit) {
  EXPECT_TRUE(EncodeSenderKeyId({.generation = kMax}, 0).ok());
  EXPECT_FALSE(EncodeSenderKeyId({.generation = kMax}, 1).ok());
  EXPECT_TRUE(EncodeSenderKeyId({.generation = 1}, 63).ok());
  EXPECT_FALSE(EncodeSenderKeyId({.generation = 2}, 63).ok());
  EXPECT_FALSE(EncodeSenderKeyId({.generation = 0}, 64).ok());
}

TEST(SenderKeyIdTest, DecodesEncodedKids) {
  for (const unsigned bits : {0u, 1u, 4u, 32u, 63u}) {
    const SenderKeyId id = {.generation = 1, .step = (uint64_t{1} << bits) - 1};
    const SenderKeyId decoded =
        DecodeSenderKeyId(*EncodeSenderKeyId(id, bits), bits);
    EXPECT_EQ(decoded.generation, id.generation) << bits;
    EXPECT_EQ(decoded.step, id.step) << bits;
  }
}

struct MlsCase {
  MlsKeyId id;
  uint64_t kid;
};

// The KIDs of the figure in RFC 9605, Section 5.2: E = 4, S = 6.
TEST(MlsKeyIdTest, AgreesWithTheFigureInTheRfc) {
  for (const MlsCase& c :
       {MlsCase{{.context = 0, .index = 3, .epoch = 14}, 0x3e},
        MlsCase{{.context = 0, .index = 7, .epoch = 14}, 0x7e},
        MlsCase{{.context = 0, .index = 20, .epoch = 14}, 0x14e},
        MlsCase{{.context = 0, .index = 3, .epoch = 15}, 0x3f},
        MlsCase{{.context = 0, .index = 5, .epoch = 15}, 0x5f},
        MlsCase{{.context = 2, .index = 2, .epoch = 16}, 0x820},
        MlsCase{{.context = 3, .index = 2, .epoch = 16}, 0xc20},
        MlsCase{{.context = 0, .index = 33, .epoch = 17}, 0x211},
        MlsCase{{.context = 0, .index = 51, .epoch = 17}, 0x331}}) {
    EXPECT_EQ(*EncodeMlsKeyId(c.id, {.sender_bits = 6, .epoch_bits = 4}),
              c.kid);
  }
}

TEST(MlsKeyIdTest, FieldsMayTakeAll64Bits) {
  const MlsKeyId id = {.context = 0, .index = kMax, .epoch = kMax};
  EXPECT_EQ(*EncodeMlsKeyId(id, {.sender_bits = 64, .epoch_bits = 0}), kMax);
  EXPECT_EQ(*EncodeMlsKeyId({.context = kMax}, {}), kMax);
  EXPECT_EQ(
      *EncodeMlsKeyId({.epoch = kMax}, {.sender_bits = 0, .epoch_bits = 64}),
      kMax);
}

TEST(MlsKeyIdTest, RefusesFieldsThatDoNotFit) {
  const MlsKeyIdLayout layout = {.sender_bits = 6, .epoch_bits = 4};
  EXPECT_TRUE(EncodeMlsKeyId({.index = 63}, layout).ok());
  EXPECT_FALSE(EncodeMlsKeyId({.index = 64}, layout).ok());
  EXPECT_TRUE(EncodeMlsKeyId({.context = kMax >> 10}, layout).ok());
  EXPECT_FALSE(EncodeMlsKeyId({.context = (kMax >> 10) + 1}, layout).ok());
  EXPECT_FALSE(
      EncodeMlsKeyId({.context = 1}, {.sender_bits = 60, .epoch_bits = 4})
          .ok());
  EXPECT_FALSE(EncodeMlsKeyId({}, {.sender_bits = 61, .epoch_bits = 4}).ok());
  EXPECT_FALSE(EncodeMlsKeyId({}, {.sender_bits = 4, .epoch_bits = ~0u}).ok());
}

TEST(MlsKeyIdTest, DecodesEncodedKids) {
  for (const MlsKeyIdLayout& layout : std::vector<MlsKeyIdLayout>{
           {}, {6, 4}, {60, 4}, {64, 0}, {0, 64}, {1, 63}, {0, 1}}) {
    for (const uint64_t kid :
         {uint64_t{0}, uint64_t{1}, uint64_t{0xc21}, kMax - 1, kMax}) {
      const absl::StatusOr<MlsKeyId> id = DecodeMlsKeyId(kid, layout);
      ASSERT_TRUE(id.ok());
      EXPECT_EQ(*EncodeMlsKeyId(*id, layout), kid);
    }
  }
  const absl::StatusOr<MlsKeyId> id =
      DecodeMlsKeyId(0xc21, {.sender_bits = 6, .epoch_bits = 4});
  EXPECT_EQ(id->context, 3u);
  EXPECT_EQ(id->index, 2u);
  EXPECT_EQ(id->epoch, 1u);
  EXPECT_FALSE(DecodeMlsKeyId(0, {.sender_bits = 61, .epoch_bits = 4}).ok());
}

}  // namespace
}  // namespace sealframe
