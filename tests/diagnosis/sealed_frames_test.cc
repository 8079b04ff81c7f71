// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// No sealed frame is called plain, in any profile and of any codec, whole or
// cut off.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/diagnosis/testing/seal_frame.h"
#include "sealframe/frame/diagnosis/unexplained_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tests/media/sample.h"
#include "sealframe/tools/media/container.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

struct SealedFrame {
  FrameInfo info;
  std::vector<uint8_t> bytes;
};

FrameInfo InfoOf(const MediaFrame& frame) {
  return {.kind = frame.audio() ? MediaKind::kAudio : MediaKind::kVideo,
          .codec = frame.codec,
          .key_frame = frame.key_frame,
          .ssrc = 0x89abcdef,
          .rtp_timestamp = frame.timestamp};
}

// SealedFrames returns some frames of a sample, sealed in `profile`.
std::vector<SealedFrame> SealedFrames(absl::string_view profile,
                                      const std::string& name,
                                      uint64_t key_index) {
  std::vector<SealedFrame> sealed;
  const absl::StatusOr<std::vector<ContainerFrame>> frames =
      ReadFrames(ReadSample(name));
  ProfileKey key = HexKey(profile);
  key.key_index = key_index;
  for (const ContainerFrame& frame : *frames) {
    if (frame.info.index % 10 == 0) {
      const FrameInfo info = InfoOf(frame.info);
      sealed.push_back({info, SealFrame(key, info, frame.data)});
    }
  }
  return sealed;
}

bool Takes(absl::string_view profile, absl::string_view sample) {
  return profile != "getstream" ||
         (sample != "h265.h265" && sample != "av1.ivf");
}

constexpr absl::string_view kSamples[] = {"vp8.ivf",  "vp9.ivf",   "av1.ivf",
                                          "opus.ogg", "h264.h264", "h265.h265"};

TEST(SealedFramesTest, NoWholeFrameIsCalledPlainInAnyProfile) {
  for (const ProfileEntry& profile : Profiles()) {
    for (const absl::string_view sample : kSamples) {
      if (!Takes(profile.name, sample)) {
        continue;
      }
      for (const uint64_t index : {uint64_t{0}, profile.max_key_index}) {
        for (const SealedFrame& frame :
             SealedFrames(profile.name, std::string(sample), index)) {
          for (const absl::string_view judged : ProfileNames()) {
            EXPECT_NE(
                ExplainByStructure(judged, frame.info, frame.bytes).reason,
                FailureReason::kPlainFrame)
                << profile.name << " " << sample << " as " << judged;
          }
        }
      }
    }
  }
}

TEST(SealedFramesTest, NoCutFrameIsCalledPlain) {
  for (const ProfileEntry& profile : Profiles()) {
    for (const absl::string_view sample : kSamples) {
      if (!Takes(profile.name, sample)) {
        continue;
      }
      for (const SealedFrame& frame :
           SealedFrames(profile.name, std::string(sample), 0)) {
        for (size_t cut = 1; cut <= 64 && cut < frame.bytes.size(); ++cut) {
          const auto rest =
              absl::MakeConstSpan(frame.bytes).first(frame.bytes.size() - cut);
          EXPECT_NE(ExplainByStructure(profile.name, frame.info, rest).reason,
                    FailureReason::kPlainFrame)
              << profile.name << " " << sample << " " << cut;
        }
      }
    }
  }
}

}  // namespace
}  // namespace sealframe
