// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests DAVE's known answers through the engine's public interface: frames from
// other implementations open, and the engine produces the same bytes.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/testing/forget_keys.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

// BeginAt starts every key at the given counter.
class BeginAt final : public CounterReservations {
 public:
  explicit BeginAt(uint64_t counter) : counter_(counter) {}

  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t count) override {
    return CounterRange{.begin = counter_, .end = counter_ + count};
  }

 private:
  const uint64_t counter_;
};

// Ends holds a receiver and a sender that has just used `last_nonce`,
// independently of earlier senders. One exists at a time.
class Ends {
 public:
  Ends(const SecretBytes& key, uint64_t last_nonce)
      : counters_(last_nonce),
        alice_({.profile = DaveProfile(), .reservations = &counters_}),
        bob_({.profile = DaveProfile()}) {
    ForgetSealingKeys();
    MustBeOk(alice_.keys().AddLocalParticipant("alice"));
    MustBeOk(alice_.keys().SetKey("alice", 5, KeyMaterial::FromAeadKey(key)));
    MustBeOk(alice_.keys().Activate("alice", 5));
    MustBeOk(bob_.keys().SetKey("alice", 5, KeyMaterial::FromAeadKey(key)));
    send_ = alice_.session().NewSendTransform({.participant = "alice"}).value();
    receive_ =
        bob_.session().NewReceiveTransform({.participant = "alice"}).value();
  }

  SendTransform& send() { return *send_; }
  ReceiveTransform& receive() { return *receive_; }

 private:
  BeginAt counters_;
  TestEnd alice_;
  TestEnd bob_;
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
};

FrameInfo InfoOf(VectorBlock& block) {
  const std::optional<Codec> codec = CodecFromName(block.Text("codec"));
  EXPECT_TRUE(codec.has_value());
  return {.kind = codec == Codec::kOpus ? MediaKind::kAudio : MediaKind::kVideo,
          .codec = codec.value_or(Codec::kUnknown)};
}

// SealInPlace seals `frame` in place in a buffer and returns the sealed frame.
Bytes SealInPlace(SendTransform& send, const Bytes& frame,
                  const FrameInfo& info) {
  Bytes buffer(send.MaxSealedSize(frame.size()));
  std::copy(frame.begin(), frame.end(), buffer.begin());
  const FrameResult result =
      send.Seal(info, absl::MakeConstSpan(buffer).first(frame.size()),
                absl::MakeSpan(buffer));
  EXPECT_EQ(result.status, FrameStatus::kOk);
  buffer.resize(result.size);
  return buffer;
}

void ExpectOpens(const SecretBytes& key, const Bytes& frame,
                 const FrameInfo& info, const Bytes& want) {
  {
    Ends apart(key, 0);
    const Opened opened = OpenFrom(apart.receive(), frame, info);
    EXPECT_EQ(opened.status, FrameStatus::kOk)
        << FrameStatusName(opened.status);
    EXPECT_EQ(opened.frame, want);
    EXPECT_EQ(OpenFrom(apart.receive(), frame, info).status,
              FrameStatus::kReplayed);
  }
  Ends in_place(key, 0);
  Bytes buffer = frame;
  const FrameResult result =
      in_place.receive().Open(info, buffer, absl::MakeSpan(buffer));
  EXPECT_EQ(result.status, FrameStatus::kOk) << FrameStatusName(result.status);
  buffer.resize(result.size);
  EXPECT_EQ(buffer, want);
}

void ExpectSeals(const SecretBytes& key, uint64_t last_nonce,
                 const Bytes& plaintext, const FrameInfo& info,
                 const Bytes& want) {
  EXPECT_EQ(SealTo(Ends(key, last_nonce).send(), plaintext, info), want);
  EXPECT_EQ(SealInPlace(Ends(key, last_nonce).send(), plaintext, info), want);
}

TEST(DaveVectorsTest, FramesOfEveryCodecSealToTheKnownBytesAndOpen) {
  RunVectorFile("tests/vectors/dave_frame.txt", [](VectorBlock& block) {
    const FrameInfo info = InfoOf(block);
    const SecretBytes key = SecretBytes::CopyOf(block.Bytes("key"));
    const uint64_t nonce = block.Number("nonce");
    EXPECT_EQ(nonce >> 24, block.Number("generation"));
    const Bytes frame = block.Bytes("frame");
    ExpectSeals(key, nonce - 1, block.Bytes("plaintext"), info, frame);
    ExpectOpens(key, frame, info, block.Bytes("opened"));
  });
}

TEST(DaveVectorsTest, SealingSkipsANonceThatWouldProduceAStartCode) {
  RunVectorFile("tests/vectors/dave_reroll.txt", [](VectorBlock& block) {
    const FrameInfo info = InfoOf(block);
    const SecretBytes key = SecretBytes::CopyOf(block.Bytes("key"));
    EXPECT_LT(block.Number("last_nonce") + 1, block.Number("nonce"));
    ExpectSeals(key, block.Number("last_nonce"), block.Bytes("plaintext"), info,
                block.Bytes("frame"));
  });
}

}  // namespace
}  // namespace sealframe
