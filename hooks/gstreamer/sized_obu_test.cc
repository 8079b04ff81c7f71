// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/sized_obu.h"

#include <gst/gst.h>

#include <string>

#include "gtest/gtest.h"

namespace sealframe::gst {
namespace {

class SizedObuTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

  static std::string Sized(const std::string& frame) {
    GstBuffer* in = gst_buffer_new_allocate(nullptr, frame.size(), nullptr);
    gst_buffer_fill(in, 0, frame.data(), frame.size());
    GST_BUFFER_PTS(in) = 7;
    GST_BUFFER_DURATION(in) = 8;
    GST_BUFFER_FLAG_SET(in, GST_BUFFER_FLAG_DELTA_UNIT);
    GstBuffer* out = WithSizedObus(in);
    EXPECT_EQ(GST_BUFFER_PTS(out), 7u);
    EXPECT_EQ(GST_BUFFER_DURATION(out), 8u);
    EXPECT_TRUE(GST_BUFFER_FLAG_IS_SET(out, GST_BUFFER_FLAG_DELTA_UNIT));
    std::string bytes(gst_buffer_get_size(out), '\0');
    gst_buffer_extract(out, 0, bytes.data(), bytes.size());
    gst_buffer_unref(out);
    return bytes;
  }
};

TEST_F(SizedObuTest, LastObuGetsASize) {
  EXPECT_EQ(Sized("\x30xyz"), "\x32\x03xyz");
  EXPECT_EQ(Sized("\x0a\x01s\x30xyz"), "\x0a\x01s\x32\x03xyz");
}

TEST_F(SizedObuTest, SizeFollowsAnExtension) {
  EXPECT_EQ(Sized("\x34\x08xyz"), "\x36\x08\x03xyz");
}

TEST_F(SizedObuTest, LongObuGetsASizeOfSeveralBytes) {
  const std::string payload(300, 'x');
  EXPECT_EQ(Sized("\x30" + payload), "\x32\xac\x02" + payload);
}

TEST_F(SizedObuTest, EmptyObuGetsASizeOfZero) {
  EXPECT_EQ(Sized("\x30"), std::string("\x32\0", 2));
}

TEST_F(SizedObuTest, FrameWithAllSizesStays) {
  for (const std::string& frame : {std::string(), std::string("\x0a\x01s"),
                                   std::string("\x12\0\x32\x03xyz", 7)}) {
    EXPECT_EQ(Sized(frame), frame);
  }
}

TEST_F(SizedObuTest, FrameThatIsNotWellFormedStays) {
  for (const std::string& frame :
       {std::string("\x34"), std::string("\x32"), std::string("\x32\x04xyz"),
        "\x32" + std::string(20, '\xff'),
        // A size of zero in nine bytes.
        "\x32" + std::string(8, '\x80') + std::string("\0\x30xyz", 5)}) {
    EXPECT_EQ(Sized(frame), frame);
  }
}

}  // namespace
}  // namespace sealframe::gst
