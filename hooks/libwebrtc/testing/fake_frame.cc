// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/testing/fake_frame.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "modules/rtp_rtcp/source/rtp_video_header.h"

namespace sealframe {
namespace {

// NewMetadata returns metadata of no content. In M108 they need a header.
template <typename Metadata>
Metadata NewMetadata() {
  if constexpr (std::is_default_constructible_v<Metadata>) {
    return Metadata();
  } else {
    return Metadata(webrtc::RTPVideoHeader());
  }
}

// The functions that only some versions of WebRTC declare, and that therefore
// cannot be marked `override`.
class VersionedFrame : public webrtc::TransformableVideoFrameInterface {
 public:
  explicit VersionedFrame(std::string mime_type)
      : mime_type_(std::move(mime_type)) {}

  virtual std::vector<uint8_t> GetAdditionalData() const { return {}; }
  virtual const webrtc::VideoFrameMetadata& GetMetadata() const {
    return metadata_;
  }
  virtual webrtc::VideoFrameMetadata Metadata() const { return metadata_; }
  virtual void SetMetadata(const webrtc::VideoFrameMetadata&) {}
  virtual void SetRTPTimestamp(uint32_t) {}
  virtual std::string GetMimeType() const { return mime_type_; }

 private:
  const std::string mime_type_;
  const webrtc::VideoFrameMetadata metadata_ =
      NewMetadata<webrtc::VideoFrameMetadata>();
};

class FakeFrame : public VersionedFrame {
 public:
  FakeFrame(const FakeFrameOptions& options, const std::string& bytes)
      : VersionedFrame(options.mime_type),
        options_(options),
        bytes_(bytes.begin(), bytes.end()) {}

  rtc::ArrayView<const uint8_t> GetData() const override { return bytes_; }
  void SetData(rtc::ArrayView<const uint8_t> data) override {
    bytes_.assign(data.begin(), data.end());
  }
  uint8_t GetPayloadType() const override { return 96; }
  uint32_t GetSsrc() const override { return options_.ssrc; }
  uint32_t GetTimestamp() const override { return options_.timestamp; }
  Direction GetDirection() const override { return options_.direction; }
  bool IsKeyFrame() const override { return options_.key_frame; }

 private:
  const FakeFrameOptions options_;
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
