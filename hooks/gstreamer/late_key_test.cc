// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests of sealframedec with frames that arrive before their key.

#include <gst/gst.h>

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/harness_fixture.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"

namespace sealframe::gst {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kMedia[] = "video/x-vp8";
constexpr char kSealed[] =
    "application/x-sframe, original-media-type=(string)video/x-vp8";
const std::string kKey(16, 'k');

class LateKeyTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { LoadPlugin(); }

  LateKeyTest() {
    EXPECT_TRUE(enc_.AddKey(0, kKey));
    EXPECT_TRUE(enc_.Call("activate-key", guint64{0}));
  }

  static Harness Decoder(const std::string& properties) {
    return Harness("sealframedec participant=alice " + properties, kSealed);
  }

  // Push pushes a sealed frame, without its output.
  void Push(const std::string& frame, Harness* dec) {
    GstBuffer* sealed =
        enc_.PushBuffer(gst_buffer_new_memdup(frame.data(), frame.size()));
    gst_harness_push(dec->get(), sealed);
  }

  // Pull returns the frames that came out since the last call.
  static std::vector<std::string> Pull(Harness* dec) {
    std::vector<std::string> frames;
    while (GstBuffer* buffer = gst_harness_try_pull(dec->get())) {
      frames.push_back(BytesOf(buffer));
      gst_buffer_unref(buffer);
    }
    return frames;
  }

  Harness enc_{"sealframeenc participant=alice", kMedia};
};

TEST_F(LateKeyTest, FramesWaitForTheirKeyAndComeOutInOrder) {
  Harness dec = Decoder("hold-max-frames=10");
  for (const char* frame : {"one", "two"}) Push(frame, &dec);
  EXPECT_THAT(Pull(&dec), IsEmpty());
  ASSERT_TRUE(dec.AddKey(0, kKey));
  Push("three", &dec);
  EXPECT_THAT(Pull(&dec), ElementsAre("one", "two", "three"));
}

TEST_F(LateKeyTest, HeldFrameKeepsItsTimeAndFlags) {
  Harness dec = Decoder("hold-max-frames=10");
  GstBuffer* sealed = enc_.PushBuffer(gst_buffer_new_memdup("\x11 delta", 7));
  sealed = gst_buffer_make_writable(sealed);
  GST_BUFFER_FLAG_SET(sealed, GST_BUFFER_FLAG_DROPPABLE);
  GST_BUFFER_DURATION(sealed) = 7;
  gst_harness_push(dec.get(), sealed);
  ASSERT_TRUE(dec.AddKey(0, kKey));
  Push("later", &dec);
  GstBuffer* opened = gst_harness_try_pull(dec.get());
  ASSERT_NE(opened, nullptr);
  EXPECT_EQ(BytesOf(opened), "\x11 delta");
  EXPECT_EQ(GST_BUFFER_PTS(opened), 0u);
  EXPECT_EQ(GST_BUFFER_DURATION(opened), 7u);
  EXPECT_TRUE(GST_BUFFER_FLAG_IS_SET(opened, GST_BUFFER_FLAG_DROPPABLE));
  EXPECT_TRUE(GST_BUFFER_FLAG_IS_SET(opened, GST_BUFFER_FLAG_DELTA_UNIT));
  gst_buffer_unref(opened);
}

TEST_F(LateKeyTest, HeldFramesComeOutAtTheEnd) {
  Harness dec = Decoder("hold-max-frames=10");
  Push("one", &dec);
  ASSERT_TRUE(dec.AddKey(0, kKey));
  dec.Stop();
  EXPECT_THAT(Pull(&dec), ElementsAre("one"));
}

TEST_F(LateKeyTest, OldestFramesGoWhenThereIsNoRoom) {
  Harness dec = Decoder("hold-max-frames=2");
  for (const char* frame : {"one", "two", "three"}) Push(frame, &dec);
  ASSERT_TRUE(dec.AddKey(0, kKey));
  Push("four", &dec);
  EXPECT_THAT(Pull(&dec), ElementsAre("two", "three", "four"));
}

TEST_F(LateKeyTest, FlushDropsHeldFrames) {
  Harness dec = Decoder("hold-max-frames=10");
  Push("one", &dec);
  gst_harness_push_event(dec.get(), gst_event_new_flush_start());
  gst_harness_push_event(dec.get(), gst_event_new_flush_stop(FALSE));
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  gst_harness_push_event(dec.get(), gst_event_new_segment(&segment));
  ASSERT_TRUE(dec.AddKey(0, kKey));
  Push("two", &dec);
  Push("three", &dec);
  EXPECT_THAT(Pull(&dec), ElementsAre("two", "three"));
}

TEST_F(LateKeyTest, WithoutRoomToWaitFramesAreDropped) {
  Harness dec = Decoder("");
  Push("one", &dec);
  ASSERT_TRUE(dec.AddKey(0, kKey));
  Push("two", &dec);
  EXPECT_THAT(Pull(&dec), ElementsAre("two"));
}

TEST_F(LateKeyTest, LimitsWithoutANumberOfFramesAreRefused) {
  Harness dec = Decoder("hold-max-age=1000");
  Push("one", &dec);
  EXPECT_THAT(dec.Messages(), HasSubstr("hold_max_frames"));
}

}  // namespace
}  // namespace sealframe::gst
