// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/frame_callbacks.h"

#include <atomic>
#include <cstdint>
#include <thread>

#include "gtest/gtest.h"
#include "sealframe/hooks/libwebrtc/testing/fake_frame.h"

namespace sealframe {
namespace {

Ref<FrameTaker> NewTaker() { return rtc::make_ref_counted<FrameTaker>(); }

TEST(FrameCallbacksTest, EachSsrcUsesItsCallbackAndOthersTheDefault) {
  FrameCallbacks callbacks;
  const auto low = NewTaker(), high = NewTaker(), all = NewTaker();
  callbacks.SetForSsrc(1, low);
  callbacks.SetForSsrc(2, high);
  callbacks.Set(all);
  for (const uint32_t ssrc : {1u, 2u, 2u, 3u}) {
    callbacks.Deliver(NewFakeFrame({.ssrc = ssrc}, "frame"));
  }
  EXPECT_EQ(low->size(), 1u);
  EXPECT_EQ(high->size(), 2u);
  ASSERT_EQ(all->size(), 1u);
  EXPECT_EQ(all->Get(0).ssrc, 3u);
}

TEST(FrameCallbacksTest, AnSsrcWhoseCallbackWasRemovedUsesTheDefault) {
  FrameCallbacks callbacks;
  const auto own = NewTaker(), all = NewTaker();
  callbacks.Set(all);
  callbacks.SetForSsrc(1, own);
  callbacks.SetForSsrc(1, nullptr);
  callbacks.Deliver(NewFakeFrame({.ssrc = 1}, "frame"));
  EXPECT_EQ(own->size(), 0u);
  EXPECT_EQ(all->size(), 1u);
}

TEST(FrameCallbacksTest, AFrameWithoutACallbackIsDropped) {
  FrameCallbacks callbacks;
  const auto taker = NewTaker();
  callbacks.Deliver(NewFakeFrame({}, "before"));
  callbacks.Set(taker);
  callbacks.SetForSsrc(1, taker);
  callbacks.Set(nullptr);
  callbacks.SetForSsrc(1, nullptr);
  callbacks.Deliver(NewFakeFrame({}, "after"));
  EXPECT_EQ(taker->size(), 0u);
}

// Delivers a frame to a callback that removes itself.
class Leaver : public webrtc::TransformedFrameCallback {
 public:
  explicit Leaver(FrameCallbacks* callbacks) : callbacks_(callbacks) {}
  void OnTransformedFrame(
      std::unique_ptr<webrtc::TransformableFrameInterface>) override {
    callbacks_->Set(nullptr);
  }

 private:
  FrameCallbacks* const callbacks_;
};

TEST(FrameCallbacksTest, ACallbackMayRemoveItself) {
  FrameCallbacks callbacks;
  callbacks.Set(rtc::make_ref_counted<Leaver>(&callbacks));
  callbacks.Deliver(NewFakeFrame({}, "frame"));
  callbacks.Deliver(NewFakeFrame({}, "frame"));
}

TEST(FrameCallbacksTest, CallbacksMayChangeWhileFramesAreDelivered) {
  FrameCallbacks callbacks;
  std::atomic<bool> done = false;
  std::thread registrar([&] {
    for (int i = 0; i < 2000; ++i) {
      const auto taker = NewTaker();
      callbacks.SetForSsrc(1, taker);
      callbacks.SetForSsrc(1, nullptr);
    }
    done = true;
  });
  while (!done) callbacks.Deliver(NewFakeFrame({}, "frame"));
  registrar.join();
}

}  // namespace
}  // namespace sealframe
