// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Functions marked [frame] allocate nothing from the second frame of a size
// class on, under any profile, in place and apart.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <set>
#include <string>
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

TEST(NoAllocationTest, SmallFramesOfEveryProfileAllocateNothing) {
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

// The packet trailer counts towards the sealed size, though it is cut first.
TEST(NoAllocationTest, FramesWithAndWithoutAPacketTrailerShareASizeClass) {
  auto options = Options("livekit");
  options.strip_packet_trailer = 1;
  const End alice = AlicesEnd(options, 16);
  const End bob = BobsEnd(options, 16);
  const SenderHandle sender = NewSender(alice.session.get());
  const ReceiverHandle receiver = NewReceiver(bob.session.get());
  const uint8_t trailer[] = {0xfe, 0xfa, 1,   2,   3,   4,
                             5,    0xf3, 'L', 'K', 'T', 'S'};
  auto info = Defaults<sealframe_frame_info>();
  info.codec = SEALFRAME_CODEC_VP8;
  auto result = Defaults<sealframe_frame_result>();
  const auto open = [&](std::vector<uint8_t> frame) {
    ASSERT_EQ(frame.size(), 136u);
    const size_t allocations = CountAllocations([&] {
      EXPECT_EQ(sealframe_receive_transform_open(
                    receiver.get(), &info, frame.data(), frame.size(),
                    frame.data(), frame.size(), &result),
                SEALFRAME_FRAME_OK);
    });
    EXPECT_LE(allocations, info.rtp_timestamp == 0 ? 1u : 0u);
    ++info.rtp_timestamp;
  };
  std::vector<uint8_t> with_trailer =
      Seal(sender, std::vector<uint8_t>(94, 1), &info).frame;
  with_trailer.insert(with_trailer.end(), trailer, trailer + sizeof(trailer));
  open(with_trailer);
  open(Seal(sender, std::vector<uint8_t>(106, 1), &info).frame);
}

// Kind is a codec with the first bytes of its frames, such that formats have to
// rewrite them where they ever do.
struct Kind {
  const char* name;
  sealframe_codec codec;
  sealframe_media media;
  std::vector<uint8_t> front;
};
void PrintTo(const Kind& kind, std::ostream* os) { *os << kind.name; }

class SizeClassTest : public ::testing::TestWithParam<Kind> {
 protected:
  SizeClassTest() {
    config_.media = GetParam().media;
    info_.codec = GetParam().codec;
    info_.is_key_frame = 1;
    info_.ssrc = 7;
  }

  // Fill writes a frame without zeros behind its front to `buffer_`.
  void Fill(size_t size) {
    buffer_ = GetParam().front;
    for (size_t i = 0; buffer_.size() < size; ++i) {
      buffer_.push_back(static_cast<uint8_t>(i * 14 + 1));
    }
    buffer_.resize(2 * kMaxSize);
  }

  // Seal seals the first `size` bytes of `buffer_`, in place or to `other_`.
  sealframe_frame_status Seal(sealframe_send_transform* sender, size_t size,
                              bool in_place) {
    std::vector<uint8_t>& out = in_place ? buffer_ : other_;
    sealframe_frame_status status;
    allocations_ = CountAllocations([&] {
      status =
          sealframe_send_transform_seal(sender, &info_, buffer_.data(), size,
                                        out.data(), out.size(), &result_);
    });
    return status;
  }

  // Open opens the output of `Seal`.
  sealframe_frame_status Open(sealframe_receive_transform* receiver,
                              size_t size, bool in_place) {
    std::vector<uint8_t>& in = in_place ? buffer_ : other_;
    sealframe_frame_status status;
    allocations_ = CountAllocations([&] {
      status = sealframe_receive_transform_open(receiver, &info_, in.data(),
                                                size, buffer_.data(),
                                                buffer_.size(), &result_);
    });
    return status;
  }

  // Walk sends frames of growing sizes through new transforms of `profile`.
  void Walk(const char* profile, bool in_place) {
    const End alice = AlicesEnd(Options(profile), 16);
    const End bob = BobsEnd(Options(profile), 16);
    const SenderHandle sender = NewSender(alice.session.get(), config_);
    const ReceiverHandle receiver = NewReceiver(bob.session.get(), config_);
    std::set<size_t> seen;
    for (size_t size = 60; size < kMaxSize; size += 11) {
      Fill(size);
      info_.rtp_timestamp += 3000;
      const sealframe_frame_status status = Seal(sender.get(), size, in_place);
      if (status == SEALFRAME_FRAME_UNSUPPORTED_CODEC) {
        return;
      }
      ASSERT_EQ(status, SEALFRAME_FRAME_OK);
      const size_t sealed_size = result_.size;
      const bool is_first = seen.insert(std::bit_ceil(sealed_size)).second;
      EXPECT_TRUE(is_first || allocations_ == 0) << "sealing " << size;
      ASSERT_EQ(Open(receiver.get(), sealed_size, in_place),
                SEALFRAME_FRAME_OK);
      EXPECT_TRUE(is_first || allocations_ == 0) << "opening " << size;
    }
  }

  static constexpr size_t kMaxSize = 5000;

  sealframe_stream_config config_ = Config();
  sealframe_frame_info info_ = Defaults<sealframe_frame_info>();
  sealframe_frame_result result_ = Defaults<sealframe_frame_result>();
  std::vector<uint8_t> buffer_;
  std::vector<uint8_t> other_ = std::vector<uint8_t>(2 * kMaxSize);
  size_t allocations_ = 0;
};

INSTANTIATE_TEST_SUITE_P(
    Codecs, SizeClassTest,
    ::testing::Values(
        Kind{"Opus", SEALFRAME_CODEC_OPUS, SEALFRAME_AUDIO, {}},
        Kind{"Vp8", SEALFRAME_CODEC_VP8, SEALFRAME_VIDEO, {0x10}},
        Kind{"Vp9", SEALFRAME_CODEC_VP9, SEALFRAME_VIDEO, {}},
        Kind{"H264",
             SEALFRAME_CODEC_H264,
             SEALFRAME_VIDEO,
             {0, 0, 1, 0x67, 0x42, 0, 0, 1, 0x65, 0xb8}},
        Kind{"H265",
             SEALFRAME_CODEC_H265,
             SEALFRAME_VIDEO,
             {0, 0, 1, 0x40, 1, 0x0c, 0, 0, 1, 0x26, 1}},
        Kind{"Av1", SEALFRAME_CODEC_AV1, SEALFRAME_VIDEO, {0x0a, 0, 0x30}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(SizeClassTest, OnlyTheFirstFrameOfASizeClassMayAllocate) {
  const char* profile = nullptr;
  for (size_t i = 0; (profile = sealframe_profile_name(i)) != nullptr; ++i) {
    for (const bool in_place : {false, true}) {
      SCOPED_TRACE(std::string(profile) + (in_place ? " in place" : " apart"));
      Walk(profile, in_place);
    }
  }
}

}  // namespace
}  // namespace sealframe
