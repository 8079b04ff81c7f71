// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_format.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/start_code.h"
#include "sealframe/frame/formats/getstream/getstream_profile.h"
#include "sealframe/frame/formats/getstream/getstream_trailer.h"
#include "sealframe/frame/formats/getstream/testing/sealed_frame.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tests/testing/counting_allocator.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::Each;

constexpr size_t kOverhead = kGetStreamTagSize + kGetStreamTrailerSize;
constexpr FrameInfo kOpus = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};
constexpr FrameInfo kVp8 = {.codec = Codec::kVp8};
constexpr FrameInfo kVp8Key = {.codec = Codec::kVp8, .key_frame = true};
constexpr FrameInfo kVp9 = {.codec = Codec::kVp9};
constexpr FrameInfo kH264 = {.codec = Codec::kH264};
constexpr FrameInfo kInfos[] = {kOpus, kVp8, kVp8Key, kVp9, kH264};

// FrameOf returns a frame of `info` with `size` bytes. An H.264 frame is a
// slice of at least 5 bytes.
Bytes FrameOf(const FrameInfo& info, size_t size) {
  if (info.codec != Codec::kH264) {
    return TestFrame(size);
  }
  const Bytes slice = FromHex("0000000165");
  Bytes frame = TestFrame(std::max(size, slice.size()));
  std::copy(slice.begin(), slice.end(), frame.begin());
  return frame;
}

// A receiver of one sender, which may use any IV.
class GetStreamFormatTest : public ::testing::Test {
 protected:
  GetStreamFormatTest() { Listen(); }

  // Listen starts a receiver that has heard nothing.
  void Listen() {
    bob_.emplace(TestEndOptions{.profile = GetStreamProfile()});
    MustBeOk(bob_->keys().SetKey("alice", 7, KeyMaterial::FromKey(key_)));
    receive_ =
        bob_->session().NewReceiveTransform({.participant = "alice"}).value();
  }

  GetStreamSender Sender(uint32_t counter = 1) const {
    return {.key = key_.Clone(),
            .key_index = 7,
            .prefix = {1, 2, 3, 4, 5, 6, 7, 8},
            .counter = counter};
  }

  Bytes Sealed(const FrameInfo& info, const Bytes& frame,
               uint32_t counter = 1) const {
    return GetStreamFrame(Sender(counter), info, frame);
  }

  FrameStatus StatusOf(const Bytes& sealed) {
    return OpenFrom(*receive_, sealed).status;
  }

  // ExpectOpens opens `sealed` apart and in place, with no codec in the frame
  // info.
  void ExpectOpens(const Bytes& sealed, const Bytes& want) {
    Listen();
    const Opened opened = OpenFrom(*receive_, sealed);
    ASSERT_EQ(opened.status, FrameStatus::kOk);
    ASSERT_EQ(opened.frame, want);
    ASSERT_EQ(StatusOf(sealed), FrameStatus::kReplayed);
    Listen();
    Bytes buffer = sealed;
    const FrameResult result =
        receive_->Open({}, buffer, absl::MakeSpan(buffer));
    ASSERT_EQ(result.status, FrameStatus::kOk);
    ASSERT_EQ(result.kid, 7u);
    buffer.resize(result.size);
    ASSERT_EQ(buffer, want);
  }

  const SecretBytes key_ = SecretBytes::CopyOf(TestFrame(32, 5));
  std::optional<TestEnd> bob_;
  std::unique_ptr<ReceiveTransform> receive_;
};

TEST_F(GetStreamFormatTest, FramesOfEveryCodecAndSizeOpen) {
  for (const FrameInfo& info : kInfos) {
    for (size_t size = 1; size < 70; ++size) {
      const Bytes frame = FrameOf(info, size);
      const Bytes sealed = Sealed(info, frame);
      ASSERT_GE(sealed.size(), size + kOverhead);
      ExpectOpens(sealed, frame);
    }
    const Bytes large = FrameOf(info, 100000);
    ExpectOpens(Sealed(info, large), large);
  }
}

TEST_F(GetStreamFormatTest, SealingInPlaceGivesTheSameBytes) {
  for (const FrameInfo& info : kInfos) {
    for (const size_t size : {1u, 6u, 100u, 5000u}) {
      const Bytes frame = FrameOf(info, size);
      const Bytes want = Sealed(info, frame);
      Bytes buffer = frame;
      buffer.resize(2 * size + 100);
      const FrameResult result = SealAsGetStream(
          Sender(), info, absl::MakeConstSpan(buffer).first(frame.size()),
          absl::MakeSpan(buffer));
      ASSERT_EQ(result.status, FrameStatus::kOk);
      ASSERT_EQ(result.kid, 7u);
      buffer.resize(result.size);
      ASSERT_EQ(buffer, want);
    }
  }
}

TEST_F(GetStreamFormatTest, EveryTruncationIsRefused) {
  for (const FrameInfo& info : kInfos) {
    Listen();
    const Bytes sealed = Sealed(info, FrameOf(info, 40));
    for (std::ptrdiff_t size = 1; size < std::ssize(sealed); ++size) {
      EXPECT_EQ(StatusOf({sealed.begin(), sealed.begin() + size}),
                FrameStatus::kMalformed);
      EXPECT_NE(StatusOf({sealed.begin() + size, sealed.end()}),
                FrameStatus::kOk);
    }
    EXPECT_EQ(StatusOf(sealed), FrameStatus::kOk);
  }
}

// The exception is the escaped bit of a frame in which nothing is escaped.
TEST_F(GetStreamFormatTest, EveryBitFlipIsRefusedOrLeavesTheSameFrame) {
  for (const FrameInfo& info : kInfos) {
    Listen();
    const Bytes frame = FrameOf(info, 40);
    const Bytes sealed = Sealed(info, frame);
    const size_t escaped_bit = 8 * (sealed.size() - 7) + 7;
    for (size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
      Bytes flipped = sealed;
      flipped[bit / 8] ^= static_cast<uint8_t>(1u << (bit % 8));
      if (bit != escaped_bit) {
        EXPECT_NE(StatusOf(flipped), FrameStatus::kOk) << bit;
      }
    }
    Bytes flipped = sealed;
    flipped[escaped_bit / 8] ^= 0x80;
    const Opened opened = OpenFrom(*receive_, flipped);
    EXPECT_TRUE(opened.status == FrameStatus::kNotAuthentic ||
                opened.status == FrameStatus::kMalformed ||
                opened.frame == frame);
  }
}

TEST_F(GetStreamFormatTest, ATruncatedOrForgedFrameChangesNoState) {
  const Bytes sealed = Sealed(kVp8, FrameOf(kVp8, 40), 5);
  Bytes forged = sealed;
  forged[20] ^= 1;
  for (int i = 0; i < 2000; ++i) {
    EXPECT_EQ(StatusOf(forged), FrameStatus::kNotAuthentic);
  }
  EXPECT_EQ(StatusOf(sealed), FrameStatus::kOk);
}

TEST_F(GetStreamFormatTest, CiphertextOfZerosIsEscapedAndOpens) {
  // Zeros encrypt to the keystream, and the keystream to zeros. Three bytes are
  // clear of VP8, so that it is not escaped, and six of H.264.
  Bytes zeros(60, 0);
  zeros[0] = 1;  // Not a key frame.
  const Bytes keystream = Sealed(kVp8, zeros);
  Bytes frame = FrameOf(kH264, 60);
  std::copy_n(keystream.begin() + 3, 54, frame.begin() + 6);
  const Bytes sealed = Sealed(kH264, frame);
  EXPECT_GT(sealed.size(), frame.size() + kOverhead + 20);
  EXPECT_EQ(FindStartCode(sealed, 3), sealed.size());
  ExpectOpens(sealed, frame);
}

TEST_F(GetStreamFormatTest, NoIvMakesAStartCodeInH264) {
  const Bytes frame = FrameOf(kH264, 30);
  for (const GetStreamIvPrefix& prefix :
       {GetStreamIvPrefix{}, GetStreamIvPrefix{0, 0, 1},
        GetStreamIvPrefix{9, 9, 9, 9, 9, 9, 0, 0},
        GetStreamIvPrefix{0, 0, 0, 1, 0, 0, 3, 0}}) {
    for (const uint32_t counter :
         {1u, 2u, 3u, 0x100u, 0x10000u, 0x1000000u, 0xffff0000u}) {
      GetStreamSender sender = Sender(counter);
      sender.prefix = prefix;
      const Bytes sealed = GetStreamFrame(sender, kH264, frame);
      EXPECT_EQ(FindStartCode(sealed, 3), sealed.size());
      ExpectOpens(sealed, frame);
    }
  }
}

TEST_F(GetStreamFormatTest, AZeroThatEndsTheHeaderCountsForTheFirstEscape) {
  // Of 65536 counters some give ciphertext that begins with 00 01.
  const Bytes frame = FromHex("000000016500112233");
  int escaped = 0;
  for (uint32_t counter = 1; counter < (1u << 18) && escaped == 0; ++counter) {
    const Bytes sealed = Sealed(kH264, frame, counter);
    ASSERT_EQ(FindStartCode(sealed, 3), sealed.size());
    if (sealed[6] == 0 && sealed[7] == 3) {
      ++escaped;
      ExpectOpens(sealed, frame);
    }
  }
  EXPECT_EQ(escaped, 1);
}

TEST_F(GetStreamFormatTest, EveryKeyIndexIsItsOwnKey) {
  TestEnd carol({.profile = GetStreamProfile()});
  for (size_t index = 0; index < 256; ++index) {
    const SecretBytes key =
        SecretBytes::CopyOf(TestFrame(index % 2 == 0 ? 16 : 32, index));
    MustBeOk(carol.keys().SetKey("alice", index, KeyMaterial::FromKey(key)));
    const auto receive =
        carol.session().NewReceiveTransform({.participant = "alice"}).value();
    const Bytes frame = FrameOf(kH264, 30);
    const Bytes sealed =
        GetStreamFrame({.key = key.Clone(),
                        .key_index = static_cast<uint8_t>(index),
                        .prefix = {},
                        .counter = 1},
                       kH264, frame);
    EXPECT_EQ(sealed[sealed.size() - 8], index);
    EXPECT_EQ(OpenFrom(*receive, sealed).frame, frame) << index;
  }
}

TEST_F(GetStreamFormatTest, AFrameWithoutAKeyReportsItsKeyIndex) {
  GetStreamSender sender = Sender();
  sender.key_index = 200;
  const Bytes sealed = GetStreamFrame(sender, kVp8, FrameOf(kVp8, 30));
  Bytes out(100);
  const FrameResult result = receive_->Open({}, sealed, absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kMissingKey);
  EXPECT_EQ(result.kid, 200u);
}

TEST_F(GetStreamFormatTest, AClearHeaderOver32767BytesIsRefused) {
  const Bytes slice = FromHex("0000000165aa");
  Bytes frame = FromHex("0000000167");
  frame.resize(kMaxGetStreamClearSize - slice.size(), 0xff);
  frame.insert(frame.end(), slice.begin(), slice.end());
  frame.push_back(0xbb);
  ExpectOpens(Sealed(kH264, frame), frame);
  frame.insert(frame.begin() + 6, 0xff);
  Bytes out(100000);
  EXPECT_EQ(SealAsGetStream(Sender(), kH264, frame, absl::MakeSpan(out)).status,
            FrameStatus::kMalformed);
}

TEST_F(GetStreamFormatTest, TheClearHeaderIsSentInCanonicalForm) {
  const Bytes frame = FromHex("000000000167aa0000000168bb00000165b8aabb00");
  const Bytes canonical = FromHex("0000000167aa0000000168bb0000000165b8aabb00");
  const Bytes sealed = Sealed(kH264, frame);
  EXPECT_EQ(sealed, Sealed(kH264, canonical));
  ExpectOpens(sealed, canonical);
  Bytes buffer = frame;
  buffer.resize(200);
  const FrameResult result = SealAsGetStream(
      Sender(), kH264, absl::MakeConstSpan(buffer).first(frame.size()),
      absl::MakeSpan(buffer));
  ASSERT_EQ(result.status, FrameStatus::kOk);
  buffer.resize(result.size);
  EXPECT_EQ(buffer, sealed);
}

TEST_F(GetStreamFormatTest, H264WithoutASliceIsNotSealed) {
  Bytes out(100);
  for (const char* const frame :
       {"0000000109f0", "0000000167aa0000000168bb", "0000000665b8aabbccdd",
        "ff0000000165b8aabb"}) {
    EXPECT_EQ(
        SealAsGetStream(Sender(), kH264, FromHex(frame), absl::MakeSpan(out))
            .status,
        FrameStatus::kNotPacketizable)
        << frame;
  }
}

TEST_F(GetStreamFormatTest, CodecsWithoutARuleAreRefusedWhenSealing) {
  const Bytes frame = TestFrame(30);
  Bytes out(100);
  for (const Codec codec : {Codec::kUnknown, Codec::kH265, Codec::kAv1}) {
    EXPECT_EQ(
        SealAsGetStream(Sender(), {.codec = codec}, frame, absl::MakeSpan(out))
            .status,
        FrameStatus::kUnsupportedCodec);
  }
}

TEST_F(GetStreamFormatTest, SealingFailsInEveryBufferThatIsTooSmall) {
  for (const FrameInfo& info : {kOpus, kH264}) {
    const Bytes frame = FrameOf(info, 30);
    GetStreamSender sender = Sender();
    sender.prefix = {};
    const size_t size = GetStreamFrame(sender, info, frame).size();
    for (size_t room = 0; room <= size; ++room) {
      Bytes out(room);
      EXPECT_EQ(
          SealAsGetStream(sender, info, frame, absl::MakeSpan(out)).status,
          room < size ? FrameStatus::kBufferTooSmall : FrameStatus::kOk);
    }
  }
}

TEST_F(GetStreamFormatTest, AFrameStillOpensAfterAnAttemptWithoutRoom) {
  for (const FrameInfo& info : {kOpus, kH264}) {
    Listen();
    const Bytes frame = FrameOf(info, 30);
    const Bytes sealed = Sealed(info, frame);
    const size_t size =
        info.codec == Codec::kH264 ? sealed.size() : frame.size();
    for (size_t room = 0; room < size; ++room) {
      Bytes out(room, 0xcc);
      EXPECT_EQ(receive_->Open({}, sealed, absl::MakeSpan(out)).status,
                FrameStatus::kBufferTooSmall);
      EXPECT_THAT(out, Each(0));
    }
    Bytes out(size);
    EXPECT_EQ(receive_->Open({}, sealed, absl::MakeSpan(out)).status,
              FrameStatus::kOk);
  }
}

TEST_F(GetStreamFormatTest, EmptyFramesPassInBothDirections) {
  EXPECT_EQ(SealAsGetStream(Sender(), kVp8, {}, {}).status,
            FrameStatus::kPassedThrough);
  EXPECT_EQ(receive_->Open({}, {}, {}).status, FrameStatus::kPassedThrough);
}

TEST_F(GetStreamFormatTest, FramesWithMetadataAreRefused) {
  const uint8_t metadata[] = {1};
  FrameInfo info = kVp8;
  info.metadata = metadata;
  Bytes out(100);
  EXPECT_EQ(
      SealAsGetStream(Sender(), info, TestFrame(9), absl::MakeSpan(out)).status,
      FrameStatus::kMetadataTooLarge);
  EXPECT_EQ(OpenFrom(*receive_, Sealed(kVp8, TestFrame(9)), info).status,
            FrameStatus::kMetadataTooLarge);
}

TEST_F(GetStreamFormatTest, HostileEndsNeverOpen) {
  std::mt19937 random(3);
  const Bytes end = FromHex("01e2eefeed");
  for (int run = 0; run < 50000; ++run) {
    Bytes frame(random() % 60);
    for (uint8_t& byte : frame) {  // Mostly bytes that make escapes.
      byte = static_cast<uint8_t>(random() % 4 == 0 ? random() : random() % 4);
    }
    frame.push_back(static_cast<uint8_t>(random() % 2 == 0 ? 0x80 : 0));
    frame.push_back(static_cast<uint8_t>(random() % 48));
    frame.insert(frame.end(), end.begin(), end.end());
    ASSERT_NE(StatusOf(frame), FrameStatus::kOk);
  }
}

TEST_F(GetStreamFormatTest, OpeningNeverAllocates) {
  std::vector<Bytes> sealed;
  for (const FrameInfo& info : kInfos) {
    for (const size_t size : {10u, 100u, 10000u}) {
      sealed.push_back(Sealed(info, FrameOf(info, size),
                              static_cast<uint32_t>(sealed.size() + 1)));
    }
  }
  Bytes out(20000);
  for (Bytes& frame : sealed) {
    const bool in_place = frame.size() % 2 == 0;
    FrameStatus status = FrameStatus::kInternalError;
    EXPECT_EQ(CountAllocations([&] {
                status = receive_
                             ->Open({}, frame,
                                    in_place ? absl::MakeSpan(frame)
                                             : absl::MakeSpan(out))
                             .status;
              }),
              0u);
    EXPECT_EQ(status, FrameStatus::kOk);
  }
}

}  // namespace
}  // namespace sealframe
