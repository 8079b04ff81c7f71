// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests known answers of LiveKit and Jitsi through the engine's public
// interface. Frames from their own code open. Sealing the same plaintext gives
// the same frame, except for the IV and the bytes that depend on it.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

constexpr size_t kTrailerSize = 14;

// Ends holds a sender that has ratcheted `steps` times and a receiver with the
// key from before.
class Ends {
 public:
  Ends(const absl::StatusOr<Profile>& profile, const KeyMaterial& material,
       uint64_t key_index, uint64_t steps,
       KeyMode mode = KeyMode::kPerParticipant)
      : alice_({.profile = profile.value(), .key_mode = mode}),
        bob_({.profile = *profile, .key_mode = mode}) {
    MustBeOk(alice_.keys().AddLocalParticipant("alice"));
    MustBeOk(bob_.keys().AddRemoteParticipant("alice"));
    for (TestEnd* end : {&alice_, &bob_}) {
      MustBeOk(mode == KeyMode::kShared
                   ? end->keys().SetSharedKey(key_index, material)
                   : end->keys().SetKey("alice", key_index, material));
    }
    MustBeOk(alice_.keys().Activate("alice", key_index));
    for (uint64_t i = 0; i < steps; ++i) {
      MustBeOk(alice_.keys().Ratchet("alice"));
    }
    send_ = alice_.session().NewSendTransform({.participant = "alice"}).value();
    receive_ =
        bob_.session().NewReceiveTransform({.participant = "alice"}).value();
  }

  SendTransform& send() { return *send_; }
  ReceiveTransform& receive() { return *receive_; }

 private:
  TestEnd alice_;
  TestEnd bob_;
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
};

KeyMaterial MaterialOf(VectorBlock& block) {
  const SecretBytes bytes = SecretBytes::CopyOf(block.Bytes("material"));
  return block.Text("kdf") == "pbkdf2" ? KeyMaterial::FromPassphrase(bytes)
                                       : KeyMaterial::FromKey(bytes);
}

// CodecOf returns the codec of a frame's MIME type, or else that of its stream,
// as LiveKit does.
Codec CodecOf(VectorBlock& block) {
  const std::string codec = block.Text("codec");
  std::string mime = block.Has("mime_type") ? block.Text("mime_type") : "none";
  mime = mime.substr(mime.find('/') + 1);
  return CodecFromName(mime).value_or(
      CodecFromName(codec).value_or(Codec::kUnknown));
}

FrameInfo InfoOf(VectorBlock& block) {
  return {
      .kind =
          block.Text("kind") == "audio" ? MediaKind::kAudio : MediaKind::kVideo,
      .codec = CodecOf(block),
      .key_frame = block.Text("frame_type") == "key",
      .ssrc = static_cast<uint32_t>(block.Number("ssrc")),
      .rtp_timestamp = static_cast<uint32_t>(block.Number("rtp_timestamp"))};
}

void ExpectOpens(ReceiveTransform& receive, const FrameInfo& info,
                 const Bytes& frame, const Bytes& want) {
  const Opened opened = OpenFrom(receive, frame, info);
  EXPECT_EQ(opened.status, FrameStatus::kOk) << FrameStatusName(opened.status);
  EXPECT_EQ(opened.frame, want);
  Bytes in_place = frame;
  EXPECT_EQ(receive.Open(info, frame, absl::MakeSpan(in_place)).status,
            FrameStatus::kReplayed);
}

// ExpectReseals checks that `plaintext` seals to `frame`, except for the IV and
// the bytes that depend on it.
void ExpectReseals(Ends& ends, const FrameInfo& info, const Bytes& plaintext,
                   const Bytes& frame, std::ptrdiff_t header_size,
                   const Bytes& opened) {
  const Bytes sealed = SealTo(ends.send(), plaintext, info);
  EXPECT_EQ(Bytes(sealed.begin(), sealed.begin() + header_size),
            Bytes(frame.begin(), frame.begin() + header_size));
  EXPECT_EQ(sealed.back(), frame.back());
  ExpectOpens(ends.receive(), info, sealed, opened);
}

void TestLiveKitFrameWith(KeyMode mode, VectorBlock& block) {
  SCOPED_TRACE(block.Text("name"));
  const uint64_t steps = block.Number("ratchet_steps");
  const uint64_t key_index = block.Number("key_index");
  Ends ends(LiveKitProfile(
                {.ratchet_window_size = steps,
                 .keyring_size = key_index < 16 ? 16u : 256u,
                 .key_size = static_cast<size_t>(block.Number("key_bits"))}),
            MaterialOf(block), key_index, steps, mode);
  block.Ignore("aes_key");
  block.Ignore("iv");
  block.Ignore("nalu_processing");
  block.Ignore("escaped");
  const FrameInfo info = InfoOf(block);
  const Bytes frame = block.Bytes("frame");
  const Bytes opened = block.Bytes("opened");
  ExpectOpens(ends.receive(), info, frame, opened);

  EXPECT_EQ(frame.back(), key_index);
  const Bytes plaintext = block.Bytes("plaintext");
  const auto header_size =
      static_cast<std::ptrdiff_t>(block.Number("header_size"));
  // No packetizer carries LiveKit's form of H.264 without a slice.
  if (absl::EndsWith(block.Text("name"),
                     "h264_mime_but_no_slice_falls_back_"
                     "to_vp8_rule")) {
    Bytes out(200);
    EXPECT_EQ(ends.send().Seal(info, plaintext, absl::MakeSpan(out)).status,
              FrameStatus::kNotPacketizable);
    return;
  }
  ExpectReseals(ends, info, plaintext, frame, header_size, opened);
}

void TestLiveKitFrame(VectorBlock& block) {
  TestLiveKitFrameWith(KeyMode::kPerParticipant, block);
}

TEST(RingVectorsTest, LiveKitFramesOpenAndResealWithASharedKey) {
  RunVectorFile("tests/vectors/livekit_frame.txt", [](VectorBlock& block) {
    TestLiveKitFrameWith(KeyMode::kShared, block);
  });
}

TEST(RingVectorsTest, LiveKitGeneratedFramesOpenAndReseal) {
  RunVectorFile("tests/vectors/livekit_frame.txt", TestLiveKitFrame);
}

TEST(RingVectorsTest, LiveKitCapturedFramesOpenAndReseal) {
  RunVectorFile("tests/vectors/livekit_captured.txt", TestLiveKitFrame);
}

void TestJFrame(Ends& ends, VectorBlock& block) {
  const std::string kind = block.Text("kind");
  const FrameInfo info = {
      .kind = kind == "audio" ? MediaKind::kAudio : MediaKind::kVideo,
      .key_frame = kind == "key",
      .ssrc = static_cast<uint32_t>(block.Number("ssrc")),
      .rtp_timestamp = static_cast<uint32_t>(block.Number("rtp_timestamp"))};
  const Bytes plaintext = block.Bytes("plaintext");
  const Bytes frame = block.Bytes("frame");
  ExpectOpens(ends.receive(), info, frame, plaintext);
  const Bytes sealed = SealTo(ends.send(), plaintext, info);
  ASSERT_EQ(sealed.size(), frame.size());
  const auto header_size =
      static_cast<std::ptrdiff_t>(block.Number("header_size"));
  EXPECT_EQ(Bytes(sealed.begin(), sealed.begin() + header_size),
            Bytes(frame.begin(), frame.begin() + header_size));
  // The IVs differ only in the frame count.
  EXPECT_EQ(Bytes(sealed.end() - kTrailerSize, sealed.end() - 6),
            Bytes(frame.end() - kTrailerSize, frame.end() - 6));
  ExpectOpens(ends.receive(), info, sealed, plaintext);
}

KeyMaterial KeyOf(const Bytes& bytes) {
  return KeyMaterial::FromKey(SecretBytes::CopyOf(bytes));
}

TEST(RingVectorsTest, JFramesWithParticipantKeysOpenAndReseal) {
  RunVectorFile("tests/vectors/jframe.txt", [](VectorBlock& block) {
    block.Ignore("material");
    block.Ignore("aes_key");
    block.Ignore("send_count");
    Ends ends(JFrameProfile(), KeyOf(block.Bytes("initial_material")),
              block.Number("key_index"), block.Number("ratchet_steps"));
    TestJFrame(ends, block);
  });
}

TEST(RingVectorsTest, JFramesWithARawAeadKeyOpenAndReseal) {
  RunVectorFile("tests/vectors/jframe.txt", [](VectorBlock& block) {
    block.Ignore("material");
    block.Ignore("initial_material");
    block.Ignore("send_count");
    block.Ignore("ratchet_steps");
    Ends ends(
        JFrameProfile(),
        KeyMaterial::FromAeadKey(SecretBytes::CopyOf(block.Bytes("aes_key"))),
        block.Number("key_index"), 0);
    TestJFrame(ends, block);
  });
}

}  // namespace
}  // namespace sealframe
