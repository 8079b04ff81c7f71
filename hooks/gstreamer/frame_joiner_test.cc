// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/frame_joiner.h"

#include <gst/gst.h>

#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe::gst {
namespace {

using Frames = std::vector<std::string>;

// A frame that has DAVE's structure: twelve bytes of footer, of which eight are
// a tag.
const std::string kWhole("abcdefgh\0\x0c\xfa\xfa", 12);

class FrameJoinerTest : public testing::Test {
 protected:
  FrameJoinerTest() { gst_init(nullptr, nullptr); }

  struct Piece {
    std::string bytes;
    GstClockTime time;
    bool has_marker = false;
  };

  static GstBuffer* NewBuffer(const Piece& piece) {
    GstBuffer* buffer =
        gst_buffer_new_memdup(piece.bytes.data(), piece.bytes.size());
    GST_BUFFER_PTS(buffer) = piece.time;
    if (piece.has_marker) GST_BUFFER_FLAG_SET(buffer, GST_BUFFER_FLAG_MARKER);
    return buffer;
  }

  static std::string TextOf(GstBuffer* buffer) {
    if (buffer == nullptr) return "";
    std::string text(gst_buffer_get_size(buffer), '\0');
    gst_buffer_extract(buffer, 0, text.data(), text.size());
    gst_buffer_unref(buffer);
    return text;
  }

  // Add returns the frames that come out then.
  Frames Add(const Piece& piece) {
    joiner_.Add(NewBuffer(piece));
    Frames frames;
    while (GstBuffer* buffer = joiner_.Next()) {
      frames.push_back(TextOf(buffer));
    }
    return frames;
  }

  FrameJoiner joiner_{"dave"};
};

TEST_F(FrameJoinerTest, PiecesOfOneTimeComeOutTogetherAtTheMarker) {
  EXPECT_EQ(Add({"one ", 1}), Frames{});
  EXPECT_EQ(Add({"two ", 1}), Frames{});
  EXPECT_EQ(Add({"three", 1, true}), Frames{"one two three"});
  EXPECT_EQ(Add({"next", 2, true}), Frames{"next"});
}

TEST_F(FrameJoinerTest, TheFlagsAndTimesAreThoseOfTheFirstPieceAndTheMarker) {
  GstBuffer* first = NewBuffer({"one", 7});
  GST_BUFFER_FLAG_SET(first, GST_BUFFER_FLAG_DISCONT);
  joiner_.Add(first);
  EXPECT_EQ(joiner_.Next(), nullptr);
  joiner_.Add(NewBuffer({"two", 7, true}));
  GstBuffer* frame = joiner_.Next();
  ASSERT_NE(frame, nullptr);
  EXPECT_EQ(GST_BUFFER_PTS(frame), 7u);
  EXPECT_TRUE(GST_BUFFER_FLAG_IS_SET(frame, GST_BUFFER_FLAG_DISCONT));
  EXPECT_TRUE(GST_BUFFER_FLAG_IS_SET(frame, GST_BUFFER_FLAG_MARKER));
  EXPECT_EQ(TextOf(frame), "onetwo");
}

TEST_F(FrameJoinerTest, AFrameWithTheStructureOfAWholeOneNeedsNoMarker) {
  EXPECT_EQ(Add({kWhole, 1}), Frames{kWhole});
  EXPECT_EQ(Add({"one", 2}), Frames{});
  EXPECT_EQ(Add({kWhole, 2}), Frames{"one" + kWhole});
  // The same time does not join whole frames.
  EXPECT_EQ(Add({kWhole, 2}), Frames{kWhole});
}

TEST_F(FrameJoinerTest, AFrameWithoutTimeIsWhole) {
  EXPECT_EQ(Add({"one", GST_CLOCK_TIME_NONE}), Frames{"one"});
}

TEST_F(FrameJoinerTest, AFrameThatLostItsEndComesOutBeforeTheNext) {
  EXPECT_EQ(Add({"one", 1}), Frames{});
  EXPECT_EQ(Add({"two", 2}), Frames{"one"});
  EXPECT_EQ(Add({"three", 3, true}), (Frames{"two", "three"}));
}

TEST_F(FrameJoinerTest, PiecesAreNotJoinedBeyondTheLargestFrame) {
  const std::string half(FrameJoiner::kMaxSize / 2, 'x');
  EXPECT_EQ(Add({half, 1}), Frames{});
  EXPECT_EQ(Add({half, 1}), Frames{});
  EXPECT_EQ(Add({"y", 1}).at(0).size(), FrameJoiner::kMaxSize);
}

TEST_F(FrameJoinerTest, OnlySoManyPiecesAreJoined) {
  for (int i = 0; i < FrameJoiner::kMaxPieces; ++i) {
    ASSERT_EQ(Add({"y", 1}), Frames{}) << i;
  }
  EXPECT_EQ(Add({"z", 1}), Frames{std::string(FrameJoiner::kMaxPieces, 'y')});
  EXPECT_EQ(Add({"z", 1, true}), Frames{"zz"});
}

TEST_F(FrameJoinerTest, TheEndReturnsTheLastPiecesAndAFlushDropsThem) {
  EXPECT_EQ(Add({"one", 1}), Frames{});
  joiner_.End();
  EXPECT_EQ(TextOf(joiner_.Next()), "one");
  joiner_.End();
  EXPECT_EQ(joiner_.Next(), nullptr);
  EXPECT_EQ(Add({"one", 1}), Frames{});
  joiner_.Clear();
  EXPECT_EQ(Add({"two", 1, true}), Frames{"two"});
}

}  // namespace
}  // namespace sealframe::gst
