// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Compiles and runs the C code of docs/embedding/gstreamer.md verbatim.

#include <gst/gst.h>
#include <gst/sdp/sdp.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/testing/harness_fixture.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"

namespace sealframe::gst {
namespace {

#include "hooks/gstreamer/docs_example.inc"

TEST(DocsExampleTest, ExampleRotatesAKeyWithoutLosingFrames) {
  LoadPlugin();
  Harness enc("sealframeenc participant=alice", "video/x-vp8");
  Harness dec("sealframedec participant=alice",
              "application/x-sframe, original-media-type=video/x-vp8");
  GBytes* key = g_bytes_new_static("sixteen bytes...", 16);
  for (const uint64_t index : {1u, 2u}) {
    ASSERT_TRUE(add_key(dec.element(), index, key));
    ASSERT_TRUE(add_key(enc.element(), index, key));
    ASSERT_TRUE(activate(enc.element(), index));
    EXPECT_EQ(dec.Push(enc.Push("frame")), "frame");
  }
  EXPECT_TRUE(retire(dec.element(), 1));
  EXPECT_FALSE(retire(dec.element(), 3));
  g_bytes_unref(key);
}

TEST(DocsExampleTest, ExampleSetsTheProfileByName) {
  LoadPlugin();
  GstElement* element = gst_element_factory_make("sealframeenc", nullptr);
  set_profile(element, "dave");
  gint profile = 0;
  g_object_get(element, "profile", &profile, nullptr);
  EXPECT_STREQ(sealframe_profile_name(static_cast<size_t>(profile)), "dave");
  gst_object_unref(element);
}

TEST(DocsExampleTest, ExampleAddsSFrameAttributeToAnAnswer) {
  GstSDPMessage* answer = nullptr;
  gst_sdp_message_new_from_text(
      "v=0\r\nm=audio 9 RTP/AVP 97\r\nm=video 9 RTP/AVP 96\r\n", &answer);
  agree_to_sframe(answer);
  gchar* text = gst_sdp_message_as_text(answer);
  EXPECT_THAT(text, testing::HasSubstr("97\r\na=sframe\r\nm=video"));
  EXPECT_THAT(text, testing::HasSubstr("96\r\na=sframe\r\n"));
  g_free(text);
  gst_sdp_message_free(answer);
}

}  // namespace
}  // namespace sealframe::gst
