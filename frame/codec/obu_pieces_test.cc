// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/obu_pieces.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/testing/test_data.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

struct Pieces {
  Bytes clear;
  Bytes secret;
};

Pieces Gather(const Bytes& frame, const ObuPieces& pieces, size_t growth) {
  Bytes both(pieces.size());
  GatherObus(frame, pieces, growth, absl::MakeSpan(both));
  const auto middle = both.begin() + static_cast<ptrdiff_t>(pieces.clear);
  return {Bytes(both.begin(), middle), Bytes(middle, both.end())};
}

Bytes Scatter(const Pieces& pieces, size_t cut, bool sizes_last = true) {
  Bytes frame(pieces.clear.size() + pieces.secret.size());
  frame.resize(ScatterObus(pieces.clear, pieces.secret, sizes_last, cut,
                           absl::MakeSpan(frame)));
  return frame;
}

std::string HexOf(const Bytes& bytes) {
  return absl::BytesToHexString(
      {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

// PlainPieces returns the pieces of a plain frame as "clear secret", or "bad".
std::string PlainPieces(const char* hex, size_t overhead) {
  const Bytes frame = FromHex(hex);
  const ObuPieces pieces = MeasurePlainObus(frame, overhead);
  if (!pieces.ok) {
    return "bad";
  }
  const Pieces found = Gather(frame, pieces, overhead);
  return absl::StrCat(HexOf(found.clear), " ", HexOf(found.secret));
}

TEST(ObuPiecesTest, HeadersSizesAndTheFirstByteOfFrameHeadersAreClear) {
  EXPECT_EQ(PlainPieces("0a02aabb", 3), "0a05 aabb");
  EXPECT_EQ(PlainPieces("0a02aabb3203112233", 3), "0a02320611 aabb2233");
  EXPECT_EQ(PlainPieces("1a03112233220266772201aa", 3),
            "1a031122022204 22336677aa");
  EXPECT_EQ(PlainPieces("36610311223328aabb", 3), "366103112a05 2233aabb");
  EXPECT_EQ(PlainPieces("2a00", 3), "2a03 ");
}

TEST(ObuPiecesTest, WhatPacketizersChangeMakesNoDifference) {
  for (const char* hex :
       {"0a02aabb30112233", "12000a02aabb3203112233", "12000a8200aabb30112233",
        "0a02aabb7a017a32838000112233", "42010a0a02aabb4200328300112233",
        "0a02aabb32031122337a020000"}) {
    EXPECT_EQ(PlainPieces(hex, 3), "0a02320611 aabb2233") << hex;
  }
}

TEST(ObuPiecesTest, TheSizeOfTheLastObuHasItsShortestForm) {
  const std::string payload(2 * 126, '5');
  EXPECT_EQ(PlainPieces(("20" + payload).c_str(), 1), "227f " + payload);
  EXPECT_EQ(PlainPieces(("20" + payload).c_str(), 2), "228001 " + payload);
}

TEST(ObuPiecesTest, OfAFrameWithoutAnObuForRtpNothingIsLeft) {
  for (const char* hex : {"", "1200", "12007a0100", "10"}) {
    EXPECT_EQ(PlainPieces(hex, 3), " ") << hex;
    EXPECT_FALSE(MeasureSealedObus(FromHex(hex), 3).ok) << hex;
  }
}

TEST(ObuPiecesTest, OtherFramesAreRefused) {
  // Ends inside an OBU; ends in a frame header of no bytes.
  for (const char* hex :
       {"34", "32", "3203aabb", "0a01aa3205", "3200", "30", "0a01aa1a00"}) {
    EXPECT_EQ(PlainPieces(hex, 3), "bad") << hex;
  }
  // A last OBU without room for what sealing added.
  EXPECT_FALSE(MeasureSealedObus(FromHex("0a02aabb"), 3).ok);
  EXPECT_FALSE(MeasureSealedObus(FromHex("3203aabbcc"), 3).ok);
  EXPECT_FALSE(
      MeasureSealedObus(FromHex("0a09aabbccddeeff0011222a02aabb"), 3).ok);
  EXPECT_TRUE(MeasureSealedObus(FromHex("0a03aabbcc"), 3).ok);
  EXPECT_TRUE(MeasureSealedObus(FromHex("3204aabbccdd"), 3).ok);
}

// A sealed frame has the clear piece that was authenticated, and opens to the
// plain frame.
TEST(ObuPiecesTest, PiecesOfAnyFrameComeBack) {
  constexpr size_t kOverhead = 30;
  std::mt19937 random(8);
  int good = 0;
  for (int run = 0; run < 200000; ++run) {
    const Bytes frame = HostileBytes(random, 200);
    const ObuPieces plain = MeasurePlainObus(frame, kOverhead);
    if (plain.size() == 0) {
      continue;
    }
    ++good;
    Pieces pieces = Gather(frame, plain, kOverhead);
    const Bytes opened = Scatter(pieces, kOverhead);
    const Pieces again =
        Gather(opened, MeasurePlainObus(opened, kOverhead), kOverhead);
    ASSERT_EQ(again.clear, pieces.clear);
    ASSERT_EQ(again.secret, pieces.secret);

    pieces.secret.resize(pieces.secret.size() + kOverhead, 0xcc);
    const Bytes sealed = Scatter(pieces, 0);
    ASSERT_EQ(sealed.size(), plain.size() + kOverhead);
    const ObuPieces measured = MeasureSealedObus(sealed, kOverhead);
    ASSERT_TRUE(measured.ok);
    ASSERT_EQ(Gather(sealed, measured, 0).clear, pieces.clear);
    ASSERT_EQ(Gather(sealed, measured, 0).secret, pieces.secret);
    ASSERT_TRUE(measured.sizes_last);

    const Bytes unsized = Scatter(pieces, 0, /*sizes_last=*/false);
    const ObuPieces again_measured = MeasureSealedObus(unsized, kOverhead);
    ASSERT_FALSE(again_measured.sizes_last);
    ASSERT_EQ(Gather(unsized, again_measured, 0).clear, pieces.clear);
    ASSERT_EQ(Gather(unsized, again_measured, 0).secret, pieces.secret);
  }
  EXPECT_GT(good, 1000);
}

TEST(ObuPiecesTest, PiecesOfHostileFramesStayInBounds) {
  constexpr size_t kOverhead = 4;
  std::mt19937 random(9);
  int good = 0;
  for (int run = 0; run < 200000; ++run) {
    const Bytes frame = HostileBytes(random, 60);
    const ObuPieces sealed = MeasureSealedObus(frame, kOverhead);
    ASSERT_LE(sealed.size(), frame.size() + 5);
    if (!sealed.ok) {
      continue;
    }
    ++good;
    Pieces pieces = Gather(frame, sealed, 0);
    pieces.secret.resize(pieces.secret.size() - kOverhead);
    ASSERT_LE(Scatter(pieces, kOverhead).size(), sealed.size() - kOverhead);
  }
  EXPECT_GT(good, 1000);
}

}  // namespace
}  // namespace sealframe
