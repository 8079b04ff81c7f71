// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/plain_frame.h"
#include "sealframe/tests/media/sample.h"
#include "sealframe/tools/media/container.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

TEST(PlainSamplesTest, EveryFrameOfTheSamplesLooksPlain) {
  for (const std::string name : {"vp8.ivf", "vp9.ivf", "av1.ivf", "opus.ogg",
                                 "h264.h264", "h265.h265"}) {
    const absl::StatusOr<std::vector<ContainerFrame>> frames =
        ReadFrames(ReadSample(name));
    ASSERT_TRUE(frames.ok()) << name;
    for (const ContainerFrame& frame : *frames) {
      const PlainLook look = LookOf(frame.info.codec, frame.data);
      EXPECT_NE(look, PlainLook::kNo) << name << " " << frame.info.index;
      if (frame.info.key_frame && frame.info.codec != Codec::kVp9) {
        EXPECT_EQ(look, PlainLook::kYes) << name << " " << frame.info.index;
      }
    }
  }
}

}  // namespace
}  // namespace sealframe
