// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/media_type.h"

#include <gst/gst.h>

#include <string>

#include "gtest/gtest.h"

namespace sealframe::gst {
namespace {

class MediaTypeTest : public testing::Test {
 protected:
  MediaTypeTest() { gst_init(nullptr, nullptr); }

  // TextOf returns `caps` as text and releases them.
  static std::string TextOf(GstCaps* caps) {
    gchar* chars = gst_caps_to_string(caps);
    std::string text = chars;
    g_free(chars);
    gst_caps_unref(caps);
    return text;
  }

  static std::string Converted(GstCaps* (*convert)(const GstCaps*),
                               const std::string& text) {
    GstCaps* caps = gst_caps_from_string(text.c_str());
    GstCaps* converted = convert(caps);
    gst_caps_unref(caps);
    return TextOf(converted);
  }
};

constexpr char kPicture[] =
    "video/x-h264, stream-format=(string)byte-stream, alignment=(string)au, "
    "width=(int)320";
constexpr char kSealedPicture[] =
    "application/x-sframe, stream-format=(string)byte-stream, "
    "alignment=(string)au, width=(int)320, "
    "original-media-type=(string)video/x-h264";

TEST_F(MediaTypeTest, SealedCapsNameTheOriginalTypeAndKeepItsFields) {
  EXPECT_EQ(Converted(ToSFrameCaps, kPicture), kSealedPicture);
  EXPECT_EQ(Converted(FromSFrameCaps, kSealedPicture), kPicture);
}

TEST_F(MediaTypeTest, SealedCapsWithoutOriginalTypeMatchAllTypes) {
  EXPECT_EQ(Converted(FromSFrameCaps, "application/x-sframe"),
            TextOf(MediaCaps()));
}

TEST_F(MediaTypeTest, SealedCapsOfAnUnknownTypeMatchNone) {
  EXPECT_EQ(Converted(FromSFrameCaps,
                      "application/x-sframe, original-media-type=video/x-huh"),
            "EMPTY");
}

TEST_F(MediaTypeTest, EachTypeIsFoundByPlainSealedAndRtpCaps) {
  GstCaps* plain = MediaCaps();
  GstCaps* sealed = SFrameCaps();
  GstCaps* rtp = RtpCaps();
  ASSERT_EQ(gst_caps_get_size(plain), 6u);
  ASSERT_EQ(gst_caps_get_size(sealed), 6u);
  ASSERT_EQ(gst_caps_get_size(rtp), 7u);
  EXPECT_EQ(FindRtpMediaType(gst_caps_get_structure(rtp, 6)),
            FindMediaType(gst_caps_get_structure(plain, 0)));
  for (guint i = 0; i < 6; ++i) {
    const MediaType* type = FindMediaType(gst_caps_get_structure(plain, i));
    ASSERT_NE(type, nullptr) << i;
    EXPECT_EQ(FindMediaType(gst_caps_get_structure(sealed, i)), type);
    EXPECT_EQ(FindRtpMediaType(gst_caps_get_structure(rtp, i)), type);
  }
  gst_caps_unref(plain);
  gst_caps_unref(sealed);
  gst_caps_unref(rtp);
}

TEST_F(MediaTypeTest, UnknownCapsAreNotFound) {
  GstStructure* other = gst_structure_new_empty("video/x-raw");
  EXPECT_EQ(FindMediaType(other), nullptr);
  EXPECT_EQ(FindRtpMediaType(other), nullptr);
  gst_structure_set_name(other, "application/x-sframe");
  EXPECT_EQ(FindMediaType(other), nullptr);
  gst_structure_free(other);
}

}  // namespace
}  // namespace sealframe::gst
