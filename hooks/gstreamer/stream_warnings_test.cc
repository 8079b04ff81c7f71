// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/stream_warnings.h"

#include <gst/gst.h>

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/event.h"

namespace sealframe::gst {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto kOk = SEALFRAME_STATE_OK;
constexpr auto kMissing = SEALFRAME_STATE_MISSING_KEY;
constexpr auto kWrong = SEALFRAME_STATE_DECRYPTION_FAILED;
constexpr auto kStalled = SEALFRAME_STATE_STALLED;

const auto kIsMissing = HasSubstr("alice have no key");
const auto kIsWrong = HasSubstr("alice do not open");

class StreamWarningsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

  StreamWarningsTest() { gst_element_set_bus(element_, bus_); }
  ~StreamWarningsTest() override {
    gst_element_set_bus(element_, nullptr);
    gst_object_unref(element_);
    gst_object_unref(bus_);
  }

  // Post posts events of these states and returns the warnings on the bus.
  std::vector<std::string> Post(
      const std::vector<sealframe_stream_state>& states,
      sealframe_direction direction = SEALFRAME_RECEIVE) {
    std::vector<Event> events;
    for (const sealframe_stream_state state : states) {
      events.push_back(
          {.participant = "alice", .state = state, .direction = direction});
    }
    warnings_.Post(element_, events);
    std::vector<std::string> texts;
    while (GstMessage* message = gst_bus_pop(bus_)) {
      EXPECT_EQ(GST_MESSAGE_TYPE(message), GST_MESSAGE_WARNING);
      GError* error = nullptr;
      gst_message_parse_warning(message, &error, nullptr);
      texts.emplace_back(error->message);
      g_error_free(error);
      gst_message_unref(message);
    }
    return texts;
  }

  GstBus* const bus_ = gst_bus_new();
  GstElement* const element_ = gst_bin_new("bin");
  StreamWarnings warnings_;
};

TEST_F(StreamWarningsTest, EachCauseIsReportedOnce) {
  EXPECT_THAT(Post({kMissing}), ElementsAre(kIsMissing));
  EXPECT_THAT(Post({kMissing, kStalled}), IsEmpty());
  EXPECT_THAT(Post({kWrong}), ElementsAre(kIsWrong));
  EXPECT_THAT(Post({kMissing, kWrong}), IsEmpty());
}

TEST_F(StreamWarningsTest, CauseIsReportedAgainAfterFramesCameOut) {
  EXPECT_THAT(Post({kWrong}), ElementsAre(kIsWrong));
  EXPECT_THAT(Post({kOk}), IsEmpty());
  EXPECT_THAT(Post({kWrong}), ElementsAre(kIsWrong));
  EXPECT_THAT(Post({kOk, kWrong}), ElementsAre(kIsWrong));
}

TEST_F(StreamWarningsTest, ProblemThatHealsAtOnceIsNotReported) {
  EXPECT_THAT(Post({kMissing, kWrong, kOk}), IsEmpty());
  EXPECT_THAT(Post({kWrong, SEALFRAME_STATE_KEY_RATCHETED}), IsEmpty());
  EXPECT_THAT(Post({kStalled}), IsEmpty());
}

TEST_F(StreamWarningsTest, WarningOfASenderNamesActivation) {
  EXPECT_THAT(Post({kMissing}, SEALFRAME_SEND),
              ElementsAre(HasSubstr("activate a key")));
  EXPECT_THAT(Post({SEALFRAME_STATE_ENCRYPTION_FAILED}, SEALFRAME_SEND),
              ElementsAre(HasSubstr("alice cannot be sealed")));
}

}  // namespace
}  // namespace sealframe::gst
