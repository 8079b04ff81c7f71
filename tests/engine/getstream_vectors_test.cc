// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The known answers of GetStream's format: frames that others made open through
// the engine's public interface, and the engine makes the same bytes.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/formats/getstream/getstream_profile.h"
#include "sealframe/frame/formats/getstream/testing/sealed_frame.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

FrameInfo InfoOf(VectorBlock& block) {
  const std::optional<Codec> codec = CodecFromName(block.Text("codec"));
  EXPECT_TRUE(codec.has_value());
  return {.kind = codec == Codec::kOpus ? MediaKind::kAudio : MediaKind::kVideo,
          .codec = codec.value_or(Codec::kUnknown),
          .key_frame = block.Number("key_frame") != 0};
}

GetStreamSender SenderOf(VectorBlock& block) {
  GetStreamSender sender = {
      .key = SecretBytes::CopyOf(block.Bytes("key")),
      .key_index = static_cast<uint8_t>(block.Number("key_index")),
      .prefix = {},
      .counter = static_cast<uint32_t>(block.Number("counter"))};
  const Bytes prefix = block.Bytes("iv_prefix");
  EXPECT_EQ(prefix.size(), sender.prefix.size());
  std::copy_n(prefix.begin(), sender.prefix.size(), sender.prefix.begin());
  return sender;
}

// A receiver that has the key of one sender, and knows nothing else of it.
class Receiver {
 public:
  explicit Receiver(const GetStreamSender& sender)
      : end_({.profile = GetStreamProfile()}) {
    MustBeOk(end_.keys().SetKey("alice", sender.key_index,
                                KeyMaterial::FromKey(sender.key)));
    receive_ =
        end_.session().NewReceiveTransform({.participant = "alice"}).value();
  }

  ReceiveTransform& receive() { return *receive_; }

 private:
  TestEnd end_;
  std::unique_ptr<ReceiveTransform> receive_;
};

void ExpectOpens(const GetStreamSender& sender, const Bytes& frame,
                 const Bytes& want) {
  Receiver apart(sender);
  const Opened opened = OpenFrom(apart.receive(), frame);
  EXPECT_EQ(opened.status, FrameStatus::kOk) << FrameStatusName(opened.status);
  EXPECT_EQ(opened.frame, want);
  EXPECT_EQ(OpenFrom(apart.receive(), frame).status, FrameStatus::kReplayed);

  Receiver in_place(sender);
  Bytes buffer = frame;
  const FrameResult result =
      in_place.receive().Open({}, buffer, absl::MakeSpan(buffer));
  EXPECT_EQ(result.status, FrameStatus::kOk) << FrameStatusName(result.status);
  EXPECT_EQ(result.kid, sender.key_index);
  buffer.resize(result.size);
  EXPECT_EQ(buffer, want);
}

// ExpectSealsForRtp checks that `plaintext`, whose known sealed form no RTP
// packetizer leaves as it is, is sealed in a form that packetizers do leave, or
// refused if it has no slice.
void ExpectSealsForRtp(const GetStreamSender& sender, const FrameInfo& info,
                       const Bytes& plaintext) {
  Bytes out(1000);
  const FrameResult result =
      SealAsGetStream(sender, info, plaintext, absl::MakeSpan(out));
  if (result.status == FrameStatus::kNotPacketizable) {
    EXPECT_EQ(UnitsOf(plaintext).size(), 2u) << "two parameter sets";
    return;
  }
  ASSERT_EQ(result.status, FrameStatus::kOk);
  out.resize(result.size);
  EXPECT_EQ(CarriedByLibwebrtc(out), out);
  EXPECT_EQ(CarriedByGStreamer(out), out);
  ExpectOpens(sender, out, CarriedByGStreamer(plaintext));
}

TEST(GetStreamVectorsTest, FramesOfEveryCodecSealToTheSameBytesAndOpen) {
  RunVectorFile("tests/vectors/getstream_frame.txt", [](VectorBlock& block) {
    const GetStreamSender sender = SenderOf(block);
    const FrameInfo info = InfoOf(block);
    const Bytes plaintext = block.Bytes("plaintext");
    const Bytes frame = block.Bytes("frame");
    ExpectOpens(sender, frame, plaintext);
    if (info.codec == Codec::kH264 && CarriedByLibwebrtc(frame) != frame) {
      ExpectSealsForRtp(sender, info, plaintext);
    } else {
      EXPECT_EQ(GetStreamFrame(sender, info, plaintext), frame);
    }
  });
}

}  // namespace
}  // namespace sealframe
