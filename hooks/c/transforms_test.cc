// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sending and receiving streams through the C interface.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

class TransformsTest : public ::testing::Test {
 protected:
  const End alice_ = AlicesEnd();
  const End bob_ = BobsEnd();
  const SenderHandle sender_ = NewSender(alice_.session.get());
  const ReceiverHandle receiver_ = NewReceiver(bob_.session.get());
};

TEST_F(TransformsTest, FrameSealsAndOpensInPlace) {
  const Bytes frame(100, 9);
  Bytes buffer = frame;
  buffer.resize(
      sealframe_send_transform_max_sealed_size(sender_.get(), frame.size()));
  auto result = Defaults<sealframe_frame_result>();
  ASSERT_EQ(sealframe_send_transform_seal(sender_.get(), nullptr, buffer.data(),
                                          frame.size(), buffer.data(),
                                          buffer.size(), &result),
            SEALFRAME_FRAME_OK);
  ASSERT_EQ(sealframe_receive_transform_open(
                receiver_.get(), nullptr, buffer.data(), result.size,
                buffer.data(), buffer.size(), &result),
            SEALFRAME_FRAME_OK);
  buffer.resize(result.size);
  EXPECT_EQ(buffer, frame);
}

TEST_F(TransformsTest, PartlyOverlappingBuffersAreRefusedUntouched) {
  Bytes buffer(200, 9);
  const Bytes before = buffer;
  auto result = Defaults<sealframe_frame_result>();
  EXPECT_EQ(sealframe_send_transform_seal(sender_.get(), nullptr, buffer.data(),
                                          100, buffer.data() + 1, 199, &result),
            SEALFRAME_FRAME_BUFFERS_OVERLAP);
  EXPECT_EQ(buffer, before);
}

TEST_F(TransformsTest, ShortBufferIsZeroedAndUsesNoCounter) {
  const Bytes frame(100, 9);
  const size_t size = Seal(sender_, frame).frame.size();
  auto result = Defaults<sealframe_frame_result>();
  for (const size_t room : {size_t{0}, size_t{1}, size - 1}) {
    Bytes out(room, 7);
    EXPECT_EQ(
        sealframe_send_transform_seal(sender_.get(), nullptr, frame.data(),
                                      frame.size(), out.data(), room, &result),
        SEALFRAME_FRAME_BUFFER_TOO_SMALL);
    EXPECT_EQ(result.size, 0u);
    EXPECT_EQ(out, Bytes(room, 0));
  }
  const Bytes sealed = Seal(sender_, frame).frame;
  Bytes out(frame.size() - 1, 7);
  EXPECT_EQ(sealframe_receive_transform_open(receiver_.get(), nullptr,
                                             sealed.data(), sealed.size(),
                                             out.data(), out.size(), &result),
            SEALFRAME_FRAME_BUFFER_TOO_SMALL);
  EXPECT_EQ(Open(receiver_, sealed).frame, frame)
      << "a short buffer must not use the frame up";
}

TEST_F(TransformsTest, EmptyFrameMayBeNull) {
  Bytes out(sealframe_send_transform_max_sealed_size(sender_.get(), 0));
  auto result = Defaults<sealframe_frame_result>();
  ASSERT_EQ(sealframe_send_transform_seal(sender_.get(), nullptr, nullptr, 0,
                                          out.data(), out.size(), &result),
            SEALFRAME_FRAME_OK);
  out.resize(result.size);
  EXPECT_EQ(
      sealframe_receive_transform_open(receiver_.get(), nullptr, out.data(),
                                       out.size(), nullptr, 0, &result),
      SEALFRAME_FRAME_OK);
  EXPECT_EQ(sealframe_receive_transform_open(receiver_.get(), nullptr, nullptr,
                                             0, nullptr, 0, &result),
            SEALFRAME_FRAME_PASSED_THROUGH);
}

TEST_F(TransformsTest, ChangedFrameAndReplayAreRefused) {
  const Bytes sealed = Seal(sender_, {1, 2, 3}).frame;
  Bytes changed = sealed;
  changed.back() ^= 1;
  EXPECT_EQ(Open(receiver_, changed).status, SEALFRAME_FRAME_NOT_AUTHENTIC);
  EXPECT_EQ(Open(receiver_, sealed).status, SEALFRAME_FRAME_OK);
  const Done again = Open(receiver_, sealed);
  EXPECT_EQ(again.status, SEALFRAME_FRAME_REPLAYED);
  EXPECT_TRUE(again.frame.empty());
}

TEST_F(TransformsTest, MetadataIsAuthenticated) {
  const Bytes metadata = {4, 5, 6};
  auto info = Defaults<sealframe_frame_info>();
  info.metadata = metadata.data();
  info.metadata_size = metadata.size();
  const Bytes sealed = Seal(sender_, {1}, &info).frame;
  EXPECT_EQ(Open(receiver_, sealed).status, SEALFRAME_FRAME_NOT_AUTHENTIC);
  EXPECT_EQ(Open(receiver_, sealed, &info).status, SEALFRAME_FRAME_OK);
  const Bytes longest(4097);
  info.metadata = longest.data();
  info.metadata_size = longest.size();
  EXPECT_EQ(Seal(sender_, {1}, &info).status,
            SEALFRAME_FRAME_METADATA_TOO_LARGE);
}

TEST_F(TransformsTest, InvalidFrameInfoIsRefused) {
  auto no_codec = Defaults<sealframe_frame_info>();
  no_codec.codec = static_cast<sealframe_codec>(7);
  auto no_metadata = Defaults<sealframe_frame_info>();
  no_metadata.metadata_size = 1;
  sealframe_frame_info no_size = {};
  const Bytes sealed = Seal(sender_, {1}).frame;
  for (const sealframe_frame_info* info : {&no_codec, &no_metadata, &no_size}) {
    EXPECT_EQ(Seal(sender_, {1}, info).status,
              SEALFRAME_FRAME_INVALID_ARGUMENT);
    EXPECT_EQ(Open(receiver_, sealed, info).status,
              SEALFRAME_FRAME_INVALID_ARGUMENT);
  }
}

TEST_F(TransformsTest, UninitialisedResultIsRefusedAndNothingIsDone) {
  const Bytes sealed = Seal(sender_, {1}).frame;
  Bytes out(64, 7);
  sealframe_frame_result result = {};
  EXPECT_EQ(sealframe_receive_transform_open(receiver_.get(), nullptr,
                                             sealed.data(), sealed.size(),
                                             out.data(), out.size(), &result),
            SEALFRAME_FRAME_INVALID_ARGUMENT);
  EXPECT_EQ(out, Bytes(64, 7));
  EXPECT_EQ(Open(receiver_, sealed).status, SEALFRAME_FRAME_OK);
}

TEST_F(TransformsTest, InvalidStreamConfigIsRefused) {
  std::vector<sealframe_stream_config> bad(6, Config());
  bad[0].media = static_cast<sealframe_media>(2);
  bad[1].hold_max_frames = 16385;
  bad[2].hold_max_frames = 1;
  bad[2].hold_max_bytes = (size_t{256} << 20) + 1;
  bad[3].struct_size = 0;
  bad[4].hold_max_bytes = 1000;
  bad[5].hold_max_age_ms = 1000;
  for (const sealframe_stream_config& config : bad) {
    EXPECT_EQ(NewSender(alice_.session.get(), config), nullptr);
    EXPECT_EQ(NewReceiver(bob_.session.get(), config), nullptr);
  }
}

TEST_F(TransformsTest, AsManyFramesAndBytesAreHeldAsTheLimitsAllow) {
  auto config = Config();
  config.hold_max_frames = 16384;
  EXPECT_NE(NewReceiver(bob_.session.get(), config), nullptr);
  config.hold_max_frames = 1;
  config.hold_max_bytes = size_t{256} << 20;
  EXPECT_NE(NewReceiver(bob_.session.get(), config), nullptr);
}

TEST_F(TransformsTest, AParticipantOfTheOtherDirectionOrNoneIsRefused) {
  auto typo = Config();
  typo.participant = "alicf";
  SenderHandle sender;
  ReceiverHandle receiver;
  sealframe_session* const alice = alice_.session.get();
  sealframe_session* const bob = bob_.session.get();
  EXPECT_EQ(
      sealframe_send_transform_create(alice, &typo, Out(&sender), nullptr),
      SEALFRAME_NOT_FOUND);
  EXPECT_EQ(
      sealframe_receive_transform_create(bob, &typo, Out(&receiver), nullptr),
      SEALFRAME_NOT_FOUND);
  const sealframe_stream_config config = Config();
  EXPECT_EQ(
      sealframe_send_transform_create(bob, &config, Out(&sender), nullptr),
      SEALFRAME_FAILED_PRECONDITION);
  EXPECT_EQ(sealframe_receive_transform_create(alice, &config, Out(&receiver),
                                               nullptr),
            SEALFRAME_FAILED_PRECONDITION);
}

TEST_F(TransformsTest, FramesAreHeldWithinTheDefaultBounds) {
  auto config = Config();
  config.hold_max_frames = 16;
  const ReceiverHandle receiver = NewReceiver(bob_.session.get(), config);
  ASSERT_EQ(SetKey(alice_.provider.get(), 1), SEALFRAME_OK);
  ASSERT_EQ(
      sealframe_provider_activate(alice_.provider.get(), "alice", 1, nullptr),
      SEALFRAME_OK);
  const Bytes large = Seal(sender_, Bytes((size_t{1} << 20) - 100)).frame;
  EXPECT_EQ(Open(receiver, large).status, SEALFRAME_FRAME_HELD);
  const Bytes too_large = Seal(sender_, Bytes(size_t{1} << 20)).frame;
  EXPECT_EQ(Open(receiver, too_large).status, SEALFRAME_FRAME_MISSING_KEY);
}

TEST_F(TransformsTest, StatisticsCountFramesBytesAndOutcomes) {
  const Bytes frame(50, 1);
  const Bytes sealed = Seal(sender_, frame).frame;
  Open(receiver_, sealed);
  Open(receiver_, sealed);
  auto sent = Defaults<sealframe_stream_stats>();
  auto received = Defaults<sealframe_stream_stats>();
  ASSERT_EQ(sealframe_send_transform_get_stats(sender_.get(), &sent),
            SEALFRAME_OK);
  ASSERT_EQ(sealframe_receive_transform_get_stats(receiver_.get(), &received),
            SEALFRAME_OK);
  EXPECT_EQ(sent.frames_in, 1u);
  EXPECT_EQ(sent.bytes_in, 50u);
  EXPECT_EQ(sent.bytes_out, sealed.size());
  EXPECT_EQ(received.frames_in, 2u);
  EXPECT_EQ(received.frames_out, 1u);
  EXPECT_EQ(received.frames_by_status[SEALFRAME_FRAME_OK], 1u);
  EXPECT_EQ(received.frames_by_status[SEALFRAME_FRAME_REPLAYED], 1u);
  EXPECT_LE(received.latency_p50_ns, received.latency_p100_ns);

  auto key = Defaults<sealframe_key_stats>();
  ASSERT_EQ(sealframe_receive_transform_get_key_stats(receiver_.get(), 0, &key),
            SEALFRAME_OK);
  EXPECT_EQ(key.kid, 0u);
  EXPECT_EQ(key.frames_opened, 1u);
  EXPECT_EQ(key.frames_replayed, 1u);
  EXPECT_EQ(sealframe_receive_transform_get_key_stats(receiver_.get(), 1, &key),
            SEALFRAME_NOT_FOUND);
  EXPECT_EQ(key.frames_opened, 0u);
}

TEST_F(TransformsTest, OneFrameIn64IsTimed) {
  for (int i = 0; i < 64; ++i) {
    Seal(sender_, {1});
  }
  auto stats = Defaults<sealframe_stream_stats>();
  ASSERT_EQ(sealframe_send_transform_get_stats(sender_.get(), &stats),
            SEALFRAME_OK);
  EXPECT_EQ(stats.frames_measured, 1u);
  EXPECT_GT(stats.latency_p50_ns, 0u);
}

TEST_F(TransformsTest, HeldFramesComeOutInOrderOnceTheirKeyIsSet) {
  auto config = Config();
  config.hold_max_frames = 2;
  config.hold_max_bytes = 1000;
  config.hold_max_age_ms = 1000000;
  const ReceiverHandle receiver = NewReceiver(bob_.session.get(), config);
  ASSERT_EQ(SetKey(alice_.provider.get(), 1), SEALFRAME_OK);
  ASSERT_EQ(
      sealframe_provider_activate(alice_.provider.get(), "alice", 1, nullptr),
      SEALFRAME_OK);
  auto info = Defaults<sealframe_frame_info>();
  for (uint8_t i = 0; i < 2; ++i) {
    info.codec = SEALFRAME_CODEC_VP8;
    info.is_key_frame = i;
    info.ssrc = 5;
    info.rtp_timestamp = 90000 + i;
    EXPECT_EQ(Open(receiver, Seal(sender_, {i}).frame, &info).status,
              SEALFRAME_FRAME_HELD);
  }
  EXPECT_EQ(sealframe_receive_transform_num_held(receiver.get()), 2u);
  uint8_t out[8] = {7};
  auto result = Defaults<sealframe_frame_result>();
  EXPECT_EQ(sealframe_receive_transform_open_held(receiver.get(), &info, out,
                                                  sizeof(out), &result),
            SEALFRAME_FRAME_NO_FRAME);
  ASSERT_EQ(SetKey(bob_.provider.get(), 1), SEALFRAME_OK);
  for (uint8_t i = 0; i < 2; ++i) {
    ASSERT_EQ(sealframe_receive_transform_open_held(receiver.get(), &info, out,
                                                    sizeof(out), &result),
              SEALFRAME_FRAME_OK);
    EXPECT_EQ(result.size, 1u);
    EXPECT_EQ(out[0], i);
    EXPECT_EQ(info.codec, SEALFRAME_CODEC_VP8);
    EXPECT_EQ(info.is_key_frame, i);
    EXPECT_EQ(info.ssrc, 5u);
    EXPECT_EQ(info.rtp_timestamp, 90000u + i);
  }
  EXPECT_EQ(sealframe_receive_transform_open_held(receiver.get(), nullptr, out,
                                                  sizeof(out), &result),
            SEALFRAME_FRAME_NO_FRAME);
}

TEST_F(TransformsTest, OpeningHeldFramesRefusesAnInfoOfNoSize) {
  uint8_t out[8] = {7};
  auto result = Defaults<sealframe_frame_result>();
  for (const size_t size : {size_t{0}, sizeof(size_t), size_t{1} << 20}) {
    auto info = Defaults<sealframe_frame_info>();
    info.struct_size = size;
    info.ssrc = 5;
    EXPECT_EQ(sealframe_receive_transform_open_held(receiver_.get(), &info, out,
                                                    sizeof(out), &result),
              SEALFRAME_FRAME_INVALID_ARGUMENT);
    EXPECT_EQ(info.struct_size, size);
    EXPECT_EQ(info.ssrc, 5u) << "nothing is written";
    EXPECT_EQ(out[0], 7);
  }
}

TEST_F(TransformsTest, HeldFramesAreKnownByTheirTokensAndNeededRoom) {
  auto config = Config();
  config.hold_max_frames = 2;
  config.hold_max_bytes = 1000;
  config.hold_max_age_ms = 1000000;
  const ReceiverHandle receiver = NewReceiver(bob_.session.get(), config);
  ASSERT_EQ(SetKey(alice_.provider.get(), 1), SEALFRAME_OK);
  sealframe_provider_activate(alice_.provider.get(), "alice", 1, nullptr);
  auto info = Defaults<sealframe_frame_info>();
  for (const size_t size : {10u, 11u, 12u}) {
    info.token = size;
    EXPECT_EQ(Open(receiver, Seal(sender_, Bytes(size, 1)).frame, &info).status,
              SEALFRAME_FRAME_HELD);
  }
  EXPECT_EQ(sealframe_receive_transform_held_token(receiver.get(), 0), 11u);
  EXPECT_EQ(sealframe_receive_transform_held_token(receiver.get(), 1), 12u);
  EXPECT_EQ(sealframe_receive_transform_held_token(receiver.get(), 2), 0u);
  EXPECT_EQ(sealframe_receive_transform_next_held_size(receiver.get()), 0u);
  ASSERT_EQ(SetKey(bob_.provider.get(), 1), SEALFRAME_OK);
  for (const size_t size : {11u, 12u}) {
    Bytes out(sealframe_receive_transform_next_held_size(receiver.get()));
    auto result = Defaults<sealframe_frame_result>();
    EXPECT_EQ(sealframe_receive_transform_open_held(
                  receiver.get(), &info, out.data(), out.size(), &result),
              SEALFRAME_FRAME_OK);
    EXPECT_EQ(result.size, size);
    EXPECT_EQ(info.token, size);
  }
  EXPECT_EQ(sealframe_receive_transform_next_held_size(receiver.get()), 0u);
}

TEST_F(TransformsTest, AWiderReplayWindowOpensOlderFrames) {
  auto narrow = Options();
  narrow.replay_window = 64;
  const End narrow_end = BobsEnd(narrow);
  const ReceiverHandle narrow_receiver = NewReceiver(narrow_end.session.get());
  const Bytes first = Seal(sender_, {1}).frame;
  for (int i = 0; i < 200; ++i) {
    const Bytes sealed = Seal(sender_, {1}).frame;
    Open(receiver_, sealed);
    Open(narrow_receiver, sealed);
  }
  EXPECT_EQ(Open(receiver_, first).status, SEALFRAME_FRAME_OK);
  EXPECT_EQ(Open(narrow_receiver, first).status, SEALFRAME_FRAME_REPLAYED);
}

TEST_F(TransformsTest, NoStreamOfAParticipantOpensWhatAnotherHasOpened) {
  const Bytes sealed = Seal(sender_, {1}).frame;
  EXPECT_EQ(Open(receiver_, sealed).status, SEALFRAME_FRAME_OK);
  const ReceiverHandle other = NewReceiver(bob_.session.get());
  EXPECT_EQ(Open(other, sealed).status, SEALFRAME_FRAME_REPLAYED);
}

}  // namespace
}  // namespace sealframe
