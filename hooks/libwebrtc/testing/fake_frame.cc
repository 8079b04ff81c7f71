// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/testing/fake_frame.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "modules/rtp_rtcp/source/rtp_video_header.h"

namespace sealframe {
namespace {

class FakeFrame : public webrtc::TransformableVideoFrameInterface {
 public:
  FakeFrame(const FakeFrameOptions& options, const std::string& bytes)
      : options_(options), bytes_(bytes.begin(), bytes.end()) {}

  rtc::ArrayView<const uint8_t> GetData() const override { return bytes_; }
  void SetData(rtc::ArrayView<const uint8_t> data) override {
    bytes_.assign(data.begin(), data.end());
  }
  uint8_t GetPayloadType() const override { return 96; }
  uint32_t GetSsrc() const override { return options_.ssrc; }
  uint32_t GetTimestamp() const override { return options_.timestamp; }
  Direction GetDirection() const override { return options_.direction; }
  bool IsKeyFrame() const override { return options_.key_frame; }
  std::vector<uint8_t> GetAdditionalData() const override { return {}; }
  const webrtc::VideoFrameMetadata& GetMetadata() const override {
    return metadata_;
  }

 private:
  const FakeFrameOptions options_;
  const webrtc::VideoFrameMetadata metadata_{webrtc::RTPVideoHeader()};
  std::vector<uint8_t> bytes_;
};

}  // namespace

std::unique_ptr<webrtc::TransformableVideoFrameInterface> NewFakeFrame(
    const FakeFrameOptions& options, const std::string& bytes) {
  return std::make_unique<FakeFrame>(options, bytes);
}

size_t FrameTaker::size() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return taken_.size();
}

FrameTaker::Taken FrameTaker::Get(size_t place) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return taken_.at(place);
}

void FrameTaker::OnTransformedFrame(
    std::unique_ptr<webrtc::TransformableFrameInterface> frame) {
  const auto bytes = frame->GetData();
  const auto& video =
      static_cast<const webrtc::TransformableVideoFrameInterface&>(*frame);
  const std::lock_guard<std::mutex> lock(mutex_);
  taken_.push_back({frame->GetSsrc(), frame->GetTimestamp(), video.IsKeyFrame(),
                    std::string(bytes.begin(), bytes.end())});
}

}  // namespace sealframe
