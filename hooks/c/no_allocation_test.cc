// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The C interface's frame path does not allocate, under any profile.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

// OneWay seals a frame, opens it, and tries to open it again.
void OneWay(sealframe_send_transform* sender,
            sealframe_receive_transform* receiver, uint32_t number,
            std::vector<uint8_t>* sealed, std::vector<uint8_t>* opened) {
  const uint8_t frame[100] = {1, 2, 3};
  auto info = Defaults<sealframe_frame_info>();
  info.codec = SEALFRAME_CODEC_OPUS;
  info.ssrc = 7;
  info.rtp_timestamp = number * 960;
  auto result = Defaults<sealframe_frame_result>();
  ASSERT_EQ(
      sealframe_send_transform_seal(sender, &info, frame, sizeof(frame),
                                    sealed->data(), sealed->size(), &result),
      SEALFRAME_FRAME_OK);
  const size_t size = result.size;
  ASSERT_EQ(
      sealframe_receive_transform_open(receiver, &info, sealed->data(), size,
                                       opened->data(), opened->size(), &result),
      SEALFRAME_FRAME_OK);
  ASSERT_NE(
      sealframe_receive_transform_open(receiver, &info, sealed->data(), size,
                                       opened->data(), opened->size(), &result),
      SEALFRAME_FRAME_OK);
}

TEST(NoAllocationTest, SealingAndOpeningAllocateNothing) {
  auto config = Config();
  config.media = SEALFRAME_AUDIO;
  const char* profile = nullptr;
  for (size_t i = 0; (profile = sealframe_profile_name(i)) != nullptr; ++i) {
    SCOPED_TRACE(profile);
    const End alice = AlicesEnd(Options(profile), 16);
    const End bob = BobsEnd(Options(profile), 16);
    const SenderHandle sender = NewSender(alice.session.get(), config);
    const ReceiverHandle receiver = NewReceiver(bob.session.get(), config);
    std::vector<uint8_t> sealed(1000), opened(1000);
    OneWay(sender.get(), receiver.get(), 0, &sealed, &opened);
    EXPECT_EQ(CountAllocations([&] {
                for (uint32_t number = 1; number < 100; ++number) {
                  OneWay(sender.get(), receiver.get(), number, &sealed,
                         &opened);
                }
              }),
              0u);
  }
}

}  // namespace
}  // namespace sealframe
