// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/listeners.h"

#include <gst/gst.h>

#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/event.h"

namespace sealframe::gst {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Listening is an element that records the events it posts.
class Listening {
 public:
  Listening() : element_(gst_bin_new(nullptr)), bus_(gst_bus_new()) {
    gst_object_ref_sink(element_);
    gst_element_set_bus(element_, bus_);
  }
  ~Listening() {
    gst_element_set_bus(element_, nullptr);
    gst_object_unref(bus_);
    gst_object_unref(element_);
  }

  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

  GstElement* element() const { return element_; }
  GstBus* bus() const { return bus_; }

  // Kids returns the KIDs of the events posted since the last call.
  std::vector<uint64_t> Kids() {
    std::vector<uint64_t> kids;
    while (GstMessage* message = gst_bus_pop(bus_)) {
      guint64 kid = 0;
      gst_structure_get_uint64(gst_message_get_structure(message), "kid", &kid);
      kids.push_back(kid);
      gst_message_unref(message);
    }
    return kids;
  }

 private:
  GstElement* const element_;
  GstBus* const bus_;
};

class ListenersTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

  static Event StreamEvent(const std::string& track, uint64_t kid) {
    return {.participant = "alice", .kid = kid, .track = track};
  }
  static Event KeyEvent(const std::string& participant, uint64_t kid) {
    return {.kind = SEALFRAME_EVENT_KEY_NEAR_LIMIT,
            .participant = participant,
            .kid = kid};
  }

  Listeners listeners_;
};

TEST_F(ListenersTest, StreamEventsArePostedByTheStreamsElementInOrder) {
  Listening camera;
  Listening microphone;
  listeners_.Add(camera.element(), "1", "alice");
  listeners_.Add(microphone.element(), "2", "alice");
  listeners_.Post({StreamEvent("1", 10), StreamEvent("2", 20),
                   StreamEvent("1", 11), StreamEvent("3", 30)});
  EXPECT_THAT(camera.Kids(), ElementsAre(10, 11));
  EXPECT_THAT(microphone.Kids(), ElementsAre(20));
}

TEST_F(ListenersTest, KeyEventsArePostedByAllElementsOfTheParticipant) {
  Listening camera;
  Listening microphone;
  Listening other;
  listeners_.Add(camera.element(), "1", "alice");
  listeners_.Add(microphone.element(), "2", "alice");
  listeners_.Add(other.element(), "3", "bob");
  listeners_.Post({KeyEvent("alice", 5)});
  EXPECT_THAT(camera.Kids(), ElementsAre(5));
  EXPECT_THAT(microphone.Kids(), ElementsAre(5));
  EXPECT_THAT(other.Kids(), IsEmpty());
}

TEST_F(ListenersTest, RemovedElementPostsNothingAndIsReleased) {
  Listening camera;
  listeners_.Add(camera.element(), "1", "alice");
  listeners_.Post({StreamEvent("1", 1)});
  listeners_.Remove(camera.element());
  listeners_.Post({StreamEvent("1", 2)});
  EXPECT_THAT(camera.Kids(), ElementsAre(1));
  EXPECT_EQ(GST_OBJECT_REFCOUNT_VALUE(camera.element()), 1);
}

TEST_F(ListenersTest, HandlerOfAnEventMayRemoveAndAddListeners) {
  Listening camera;
  listeners_.Add(camera.element(), "1", "alice");
  const auto replace = [](GstBus*, GstMessage* message, gpointer listeners) {
    auto* element = GST_ELEMENT(GST_MESSAGE_SRC(message));
    static_cast<Listeners*>(listeners)->Remove(element);
    static_cast<Listeners*>(listeners)->Add(element, "2", "alice");
    return GST_BUS_PASS;
  };
  gst_bus_set_sync_handler(camera.bus(), replace, &listeners_, nullptr);
  listeners_.Post({StreamEvent("1", 1)});
  gst_bus_set_sync_handler(camera.bus(), nullptr, nullptr, nullptr);
  listeners_.Post({StreamEvent("1", 2), StreamEvent("2", 3)});
  EXPECT_THAT(camera.Kids(), ElementsAre(1, 3));
}

}  // namespace
}  // namespace sealframe::gst
