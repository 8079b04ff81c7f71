// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One key, one counter: in an application that uses the C interface, and in the
// elements that it plays in the same process.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/gstreamer/testing/harness_fixture.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"

namespace sealframe::gst {
namespace {

constexpr char kMedia[] = "video/x-vp8, width=(int)320";
const std::string kFrame = "an encoded frame of a camera";

// AppSender seals in the application.
class AppSender {
 public:
  explicit AppSender(const std::string& key) {
    auto options = Defaults<sealframe_provider_options>();
    options.profile = "sframe";
    sealframe_provider_create(&options, Out(&provider_), nullptr);
    sealframe_provider_add_local_participant(provider_.get(), "alice", nullptr,
                                             nullptr);
    EXPECT_EQ(
        sealframe_provider_set_key(provider_.get(), "alice", 0, 0,
                                   reinterpret_cast<const uint8_t*>(key.data()),
                                   key.size(), nullptr),
        SEALFRAME_OK);
    sealframe_provider_activate(provider_.get(), "alice", 0, nullptr);
    sealframe_session_create(provider_.get(), nullptr, Out(&session_), nullptr);
    sealframe_session_set_e2ee_enabled(session_.get(), 1);
    auto config = Defaults<sealframe_stream_config>();
    config.participant = "alice";
    sealframe_send_transform_create(session_.get(), &config, Out(&transform_),
                                    nullptr);
  }

  std::string Seal() {
    std::string sealed(kFrame.size() + 100, '\0');
    auto result = Defaults<sealframe_frame_result>();
    sealframe_send_transform_seal(
        transform_.get(), nullptr,
        reinterpret_cast<const uint8_t*>(kFrame.data()), kFrame.size(),
        reinterpret_cast<uint8_t*>(sealed.data()), sealed.size(), &result);
    return sealed.substr(0, result.size);
  }

 private:
  UniquePtr<sealframe_provider> provider_;
  UniquePtr<sealframe_session> session_;
  UniquePtr<sealframe_send_transform> transform_;
};

// NewEncoder returns an element that got the key by signal.
std::unique_ptr<Harness> NewEncoder(const std::string& key) {
  auto encoder =
      std::make_unique<Harness>("sealframeenc participant=alice", kMedia);
  EXPECT_TRUE(encoder->AddKey(0, key)) << encoder->Messages();
  EXPECT_TRUE(encoder->Call("activate-key", guint64{0}));
  return encoder;
}

uint64_t CounterOf(const std::string& sealed) {
  auto inspection = Defaults<sealframe_inspection>();
  EXPECT_EQ(sealframe_inspect("sframe", SEALFRAME_VIDEO, nullptr,
                              reinterpret_cast<const uint8_t*>(sealed.data()),
                              sealed.size(), &inspection, nullptr),
            SEALFRAME_OK);
  return inspection.counter;
}

class SharedCounterTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { LoadPlugin(); }
};

TEST_F(SharedCounterTest, ApplicationAndElementsSealWithDifferentCounters) {
  const std::string key(16, 'a');
  AppSender app(key);
  const auto camera = NewEncoder(key);
  const auto screen = NewEncoder(key);
  std::vector<uint64_t> counters;
  for (int i = 0; i < 20; ++i) {
    counters.push_back(CounterOf(app.Seal()));
    counters.push_back(CounterOf(camera->Push(kFrame)));
    counters.push_back(CounterOf(screen->Push(kFrame)));
  }
  for (uint64_t i = 0; i < counters.size(); ++i) EXPECT_EQ(counters[i], i);
}

TEST_F(SharedCounterTest, TheCounterOutlivesElementsAndSenders) {
  const std::string key(16, 'b');
  for (uint64_t i = 0; i < 10; i += 2) {
    EXPECT_EQ(CounterOf(NewEncoder(key)->Push(kFrame)), i);
    EXPECT_EQ(CounterOf(AppSender(key).Seal()), i + 1);
  }
}

}  // namespace
}  // namespace sealframe::gst
