// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include <cstring>
#include <type_traits>
#include <utility>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.hpp"

namespace sealframe {
namespace {

static_assert(!std::is_copy_constructible_v<UniquePtr<sealframe_session>>);
static_assert(std::is_nothrow_move_constructible_v<UniquePtr<sealframe_sdp>>);
static_assert(sizeof(UniquePtr<sealframe_sdp>) == sizeof(sealframe_sdp*));

constexpr char kDescription[] = "v=0\r\nm=audio 9 RTP/SAVPF 96\r\n";

TEST(DefaultsTest, IsWhatTheInitMacroMakes) {
  sealframe_provider_options by_macro;
  SEALFRAME_INIT(&by_macro);
  const auto made = Defaults<sealframe_provider_options>();
  EXPECT_EQ(std::memcmp(&made, &by_macro, sizeof(made)), 0);
}

TEST(OutTest, OwnerHoldsTheCreatedHandle) {
  UniquePtr<sealframe_sdp> sdp;
  ASSERT_EQ(sealframe_sdp_create(kDescription, Out(&sdp), nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(sealframe_sdp_num_sections(sdp.get()), 1u);
}

TEST(OutTest, OwnerIsEmptyAfterAFailedCall) {
  UniquePtr<sealframe_sdp> sdp;
  ASSERT_EQ(sealframe_sdp_create(kDescription, Out(&sdp), nullptr),
            SEALFRAME_OK);
  EXPECT_NE(sealframe_sdp_create("not SDP", Out(&sdp), nullptr), SEALFRAME_OK);
  EXPECT_EQ(sdp, nullptr);
}

TEST(OutTest, CallMayUseTheHandleThatItReplaces) {
  UniquePtr<sealframe_sdp> sdp;
  ASSERT_EQ(sealframe_sdp_create(kDescription, Out(&sdp), nullptr),
            SEALFRAME_OK);
  ASSERT_EQ(
      sealframe_sdp_create(sealframe_sdp_text(sdp.get()), Out(&sdp), nullptr),
      SEALFRAME_OK);
  EXPECT_STREQ(sealframe_sdp_text(sdp.get()), kDescription);
}

TEST(UniquePtrTest, MovingHandsTheHandleOver) {
  UniquePtr<sealframe_packetizer> first;
  ASSERT_EQ(sealframe_packetizer_create(1200, Out(&first), nullptr),
            SEALFRAME_OK);
  const UniquePtr<sealframe_packetizer> second = std::move(first);
  EXPECT_NE(second, nullptr);
}

}  // namespace
}  // namespace sealframe
