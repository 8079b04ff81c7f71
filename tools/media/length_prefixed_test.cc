// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/length_prefixed.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/file_mark.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr size_t kLengthSizes[] = {1, 2, 3, 4};

TEST(LengthPrefixedTest, EachUnitGetsAStartCodeInsteadOfItsSize) {
  const Bytes stream = {0, 0, 0, 1, 0x65, 7, 0, 0, 0, 1, 0x41};
  const Bytes samples[] = {{2, 0x65, 7, 1, 0x41},
                           {0, 2, 0x65, 7, 0, 1, 0x41},
                           {0, 0, 2, 0x65, 7, 0, 0, 1, 0x41},
                           {0, 0, 0, 2, 0x65, 7, 0, 0, 0, 1, 0x41}};
  for (const size_t size : kLengthSizes) {
    EXPECT_EQ(ToAnnexB(samples[size - 1], size), stream);
    EXPECT_EQ(ToLengthPrefixed(stream, size), samples[size - 1]);
  }
  EXPECT_EQ(ToAnnexB({}, 4), Bytes());
  EXPECT_EQ(ToLengthPrefixed({}, 4), Bytes());
  EXPECT_EQ(ToLengthPrefixed(Bytes{0, 0, 1, 0x65}, 1), (Bytes{1, 0x65}));
}

TEST(LengthPrefixedTest, SizesThatDoNotAddUpAreRefused) {
  for (const Bytes& sample :
       {Bytes{0}, Bytes{0, 0, 0}, Bytes{0, 0, 0, 2, 0x65},
        Bytes{0xff, 0xff, 0xff, 0xff, 1}, Bytes{0, 0, 0, 1, 0x65, 0}}) {
    EXPECT_EQ(ToAnnexB(sample, 4), std::nullopt);
  }
}

TEST(LengthPrefixedTest, StreamsThatAreNotUnitsOnlyAreRefused) {
  EXPECT_EQ(ToLengthPrefixed(Bytes{0x65}, 4), std::nullopt);
  EXPECT_EQ(ToLengthPrefixed(Bytes{9, 0, 0, 0, 1, 0x65}, 4), std::nullopt);
  Bytes large(300, 0x65);
  large[0] = large[1] = large[2] = 0;
  large[3] = 1;
  EXPECT_EQ(ToLengthPrefixed(large, 1), std::nullopt);
  EXPECT_TRUE(ToLengthPrefixed(large, 2).has_value());
}

TEST(LengthPrefixedTest, SealedBytesComeBackFromAnSeiMessage) {
  for (const Codec codec : {Codec::kH264, Codec::kH265}) {
    for (const size_t size : {0u, 1u, 238u, 239u, 240u, 10000u}) {
      for (const uint8_t fill : Bytes{0x00, 0x03, 0x80, 0xff}) {
        const Bytes sealed(size, fill);
        const std::optional<Bytes> sample = WrapSealedNal(codec, sealed, 4);
        ASSERT_TRUE(sample.has_value());
        EXPECT_EQ(UnwrapSealedNal(codec, *sample, 4), sealed) << size;
        // The message is one NAL unit, in a byte stream, too.
        const std::optional<Bytes> stream = ToAnnexB(*sample, 4);
        EXPECT_EQ(ToLengthPrefixed(*stream, 4), sample);
      }
    }
  }
}

TEST(LengthPrefixedTest, MessageIsUserDataUnderTheMark) {
  Bytes want = {0, 0, 0, 22, 0x06, 5, 18};
  want.insert(want.end(), kFileMark.begin(), kFileMark.end());
  want.insert(want.end(), {0xaa, 0xbb, 0x80});
  EXPECT_EQ(WrapSealedNal(Codec::kH264, Bytes{0xaa, 0xbb}, 4), want);
  want[3] = 23;
  want.erase(want.begin() + 4);
  want.insert(want.begin() + 4, {0x4e, 0x01});
  EXPECT_EQ(WrapSealedNal(Codec::kH265, Bytes{0xaa, 0xbb}, 4), want);
}

TEST(LengthPrefixedTest, MessageThatDoesNotFitIsRefused) {
  EXPECT_TRUE(WrapSealedNal(Codec::kH264, Bytes(200, 1), 1).has_value());
  EXPECT_EQ(WrapSealedNal(Codec::kH264, Bytes(300, 1), 1), std::nullopt);
}

TEST(LengthPrefixedTest, OtherSamplesAreNotTakenForSealedOnes) {
  const Bytes sample = *WrapSealedNal(Codec::kH264, Bytes(10, 0x55), 4);
  EXPECT_EQ(UnwrapSealedNal(Codec::kH265, sample, 4), std::nullopt);
  for (size_t n = 0; n < sample.size(); ++n) {
    EXPECT_EQ(
        UnwrapSealedNal(Codec::kH264, absl::MakeConstSpan(sample).first(n), 4),
        std::nullopt);
  }
  // The size, the header, the type, the message's size, the mark and the end.
  for (size_t i = 0; i < sample.size(); ++i) {
    if (i < 7 + kFileMark.size() || i + 1 == sample.size()) {
      Bytes other = sample;
      other[i] ^= 0x10;
      EXPECT_EQ(UnwrapSealedNal(Codec::kH264, other, 4), std::nullopt) << i;
    }
  }
  for (const int change : {-1, 1}) {  // The message's size.
    Bytes other = sample;
    other[6] = static_cast<uint8_t>(other[6] + change);
    EXPECT_EQ(UnwrapSealedNal(Codec::kH264, other, 4), std::nullopt);
  }
  Bytes two = sample;
  two.insert(two.end(), {0, 0, 0, 1, 0x65});
  EXPECT_EQ(UnwrapSealedNal(Codec::kH264, two, 4), std::nullopt);
}

}  // namespace
}  // namespace sealframe
