// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/opus_channels.h"

#include <gst/gst.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <string>

#include "gtest/gtest.h"

namespace sealframe::gst {
namespace {

// As opusenc and rtpopuspay make them of six channels.
constexpr char kOpus[] =
    "audio/x-opus, channels=(int)6, stream-count=(int)4, coupled-count=(int)2, "
    "channel-mapping-family=(int)1, "
    "channel-mapping=(int)< 0, 4, 1, 2, 3, 5 >;";
constexpr char kRtp[] =
    "application/x-rtp, encoding-params=(string)6, num_streams=(string)4, "
    "coupled_streams=(string)2, "
    "channel_mapping=(string)\"0\\,4\\,1\\,2\\,3\\,5\";";

class OpusChannelsTest : public testing::Test {
 protected:
  OpusChannelsTest() { gst_init(nullptr, nullptr); }

  static std::string TextOf(GstStructure* structure) {
    gchar* chars = gst_structure_to_string(structure);
    std::string text = chars;
    g_free(chars);
    gst_structure_free(structure);
    return text;
  }

  static std::string Converted(bool (*convert)(const GstStructure*,
                                               GstStructure*),
                               const char* from, const char* name) {
    GstStructure* in = gst_structure_from_string(from, nullptr);
    GstStructure* out = gst_structure_new_empty(name);
    const bool done = convert(in, out);
    gst_structure_free(in);
    const std::string text = TextOf(out);
    return done ? text : "";
  }

  static std::string ToRtp(const char* opus) {
    return Converted(ToRtpChannels, opus, "application/x-rtp");
  }
  static std::string FromRtp(const char* rtp) {
    return Converted(FromRtpChannels, rtp, "audio/x-opus");
  }
};

TEST_F(OpusChannelsTest, TheMappingSurvivesRtp) {
  EXPECT_EQ(ToRtp(kOpus), kRtp);
  EXPECT_EQ(FromRtp(kRtp), kOpus);
}

TEST_F(OpusChannelsTest, OnlyFamilyOneHasAMapping) {
  for (const char* caps :
       {"audio/x-opus, channel-mapping-family=(int)1",
        "application/x-sframe, channel-mapping-family=(int)1"}) {
    GstStructure* structure = gst_structure_from_string(caps, nullptr);
    EXPECT_TRUE(HasChannelMapping(structure));
    gst_structure_free(structure);
  }
  for (const char* caps :
       {"audio/x-opus", "audio/x-opus, channel-mapping-family=(int)0",
        "audio/x-opus, channel-mapping-family=(int)255"}) {
    GstStructure* structure = gst_structure_from_string(caps, nullptr);
    EXPECT_FALSE(HasChannelMapping(structure));
    gst_structure_free(structure);
  }
}

TEST_F(OpusChannelsTest, CapsWithoutChannelsAreRefused) {
  EXPECT_EQ(FromRtp("application/x-rtp, encoding-params=(string)0, "
                    "num_streams=(string)1, coupled_streams=(string)0, "
                    "channel_mapping=(string)\"\""),
            "");
}

TEST_F(OpusChannelsTest, IncompleteCapsAreRefused) {
  EXPECT_EQ(ToRtp("audio/x-opus, channels=(int)6, stream-count=(int)4, "
                  "coupled-count=(int)2"),
            "");
  EXPECT_EQ(ToRtp("audio/x-opus, channels=(int)6, stream-count=(int)4, "
                  "channel-mapping=(int)< 0, 4, 1, 2, 3, 5 >"),
            "");
  EXPECT_EQ(ToRtp("audio/x-opus, channels=(int)6, stream-count=(int)4, "
                  "coupled-count=(int)2, channel-mapping=(string)< a >"),
            "");
  for (const char* end : {"", ", channel_mapping=(string)\"0,4,1,2,3\"",
                          ", channel_mapping=(string)\"0,4,1,2,3,\"",
                          ", channel_mapping=(string)\"0,4,1,2,3,x\"",
                          ", channel_mapping=(string)\"0,4,1,2,3,5,6\"",
                          ", channel_mapping=(string)\"0;4;1;2;3;5\"",
                          ", channel_mapping=(string)\"0,4,1,2,3,256\""}) {
    const std::string rtp = std::string(
                                "application/x-rtp, encoding-params=(string)6, "
                                "num_streams=(string)4, "
                                "coupled_streams=(string)2") +
                            end;
    EXPECT_EQ(FromRtp(rtp.c_str()), "") << end;
  }
  EXPECT_EQ(FromRtp("application/x-rtp, encoding-params=(string)6x, "
                    "num_streams=(string)4, coupled_streams=(string)2, "
                    "channel_mapping=(string)\"0,4,1,2,3,5\""),
            "");
}

TEST_F(OpusChannelsTest, MappingWithTooFewNumbersIsNotReadBeyondItsEnd) {
  // The text ends with a page that cannot be read behind it.
  const std::string text = "0,4,1,2,3";
  const auto page = static_cast<size_t>(getpagesize());
  void* const pages = mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(pages, MAP_FAILED);
  char* const end = static_cast<char*>(pages) + page;
  ASSERT_EQ(mprotect(end, page, PROT_NONE), 0);
  char* const mapping = end - text.size() - 1;
  text.copy(mapping, text.size());
  GstStructure* rtp = gst_structure_from_string(kRtp, nullptr);
  GValue value = G_VALUE_INIT;
  g_value_init(&value, G_TYPE_STRING);
  g_value_set_static_string(&value, mapping);
  gst_structure_take_value(rtp, "channel_mapping", &value);
  GstStructure* opus = gst_structure_new_empty("audio/x-opus");
  EXPECT_FALSE(FromRtpChannels(rtp, opus));
  gst_structure_free(rtp);
  gst_structure_free(opus);
  munmap(pages, 2 * page);
}

}  // namespace
}  // namespace sealframe::gst
