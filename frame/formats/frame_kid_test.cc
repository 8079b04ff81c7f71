// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The key id that a format reads from a frame before it is opened, in all
// profiles.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

constexpr FrameInfo kInfo = {.codec = Codec::kVp8, .ssrc = 5};

TEST(FrameKidTest, ASealedFrameHasTheKidThatSealingReturned) {
  for (const ProfileEntry& entry : Profiles()) {
    const Profile profile = NamedProfile(entry.name).value();
    TestPair pair({.profile = profile});
    const Bytes frame = TestFrame(100);
    Bytes sealed(pair.send->MaxSealedSize(frame.size()));
    const FrameResult result =
        pair.send->Seal(kInfo, frame, absl::MakeSpan(sealed));
    sealed.resize(result.size);
    EXPECT_EQ(profile.new_format()->KidOf(kInfo, sealed),
              std::optional<uint64_t>(result.kid))
        << entry.name;
  }
}

TEST(FrameKidTest, OtherFramesHaveNone) {
  for (const ProfileEntry& entry : Profiles()) {
    const auto format = NamedProfile(entry.name).value().new_format();
    for (const Bytes& frame : {Bytes(), Bytes(10, 0xff)}) {
      EXPECT_EQ(format->KidOf({.codec = Codec::kOpus}, frame), std::nullopt)
          << entry.name;
    }
  }
}

}  // namespace
}  // namespace sealframe
