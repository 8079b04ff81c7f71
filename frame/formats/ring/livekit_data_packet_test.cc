// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/livekit_data_packet.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tests/testing/fake_clock.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

using ::testing::Each;

class LiveKitDataPacketTest : public testing::Test {
 protected:
  LiveKitDataPacketTest() { pair_.bob.session(); }

  FrameResult Seal(const Bytes& packet) {
    sealed_.assign(packet.size() + kDataPacketTagSize, 0xcc);
    return sealer_.Seal(packet, absl::MakeSpan(sealed_), &header_);
  }

  FrameStatus Open() { return Open(header_, sealed_); }
  FrameStatus Open(const DataPacketHeader& header, const Bytes& sealed) {
    opened_.assign(
        std::max(sealed.size(), kDataPacketTagSize) - kDataPacketTagSize, 0xcc);
    const FrameResult result =
        opener_.Open(header, sealed, absl::MakeSpan(opened_));
    EXPECT_EQ(result.size,
              result.status == FrameStatus::kOk ? opened_.size() : 0u);
    return result.status;
  }

  FakeClock clock_;
  TestPair pair_{{.profile = LiveKitProfile().value()}};
  DataPacketSealer sealer_{pair_.alice.keys().SealingKeyringOf("alice").value(),
                           &clock_};
  DataPacketOpener opener_{pair_.bob.keys().OpeningKeyringOf("alice").value(),
                           8};
  DataPacketHeader header_;
  Bytes sealed_;
  Bytes opened_;
};

TEST_F(LiveKitDataPacketTest, ASealedPacketOpens) {
  for (const size_t size : {0u, 1u, 100u, 10000u}) {
    EXPECT_EQ(Seal(TestFrame(size)).status, FrameStatus::kOk);
    EXPECT_EQ(Open(), FrameStatus::kOk);
    EXPECT_EQ(opened_, TestFrame(size));
  }
}

TEST_F(LiveKitDataPacketTest, OpensPacketsSealedByLiveKit) {
  RunVectorFile("tests/vectors/livekit_data_packet.txt", [](VectorBlock&
                                                                block) {
    EXPECT_EQ(block.Text("kdf"), "pbkdf2");
    EXPECT_EQ(block.Number("ratchet_steps"), 0u);
    EXPECT_EQ(block.Number("key_bits"), 128u);
    block.Ignore("aes_key");
    TestEnd end(
        {.profile = LiveKitProfile({.ratchet_window_size = 0}).value()});
    const uint64_t index = block.Number("key_index");
    MustBeOk(end.keys().SetKey("alice", index,
                               KeyMaterial::FromPassphrase(SecretBytes::CopyOf(
                                   block.Bytes("material")))));
    DataPacketOpener opener(end.keys().OpeningKeyringOf("alice").value(), 0);
    DataPacketHeader header = {.key_index = static_cast<uint8_t>(index)};
    const Bytes iv = block.Bytes("iv");
    std::copy_n(iv.begin(), kNonceSize, header.iv.begin());
    Bytes out(5);
    EXPECT_EQ(
        opener.Open(header, block.Bytes("payload"), absl::MakeSpan(out)).status,
        FrameStatus::kOk);
    EXPECT_EQ(out, block.Bytes("plaintext"));
  });
}

TEST_F(LiveKitDataPacketTest, AlteredAndTruncatedPacketsDoNotOpen) {
  Seal(TestFrame(20));
  for (size_t bit = 0; bit < 8 * sealed_.size(); ++bit) {
    Bytes altered = sealed_;
    altered[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    EXPECT_EQ(Open(header_, altered), FrameStatus::kNotAuthentic);
    EXPECT_THAT(opened_, Each(0));
  }
  for (size_t size = 0; size < sealed_.size(); ++size) {
    EXPECT_NE(Open(header_, Bytes(sealed_.begin(),
                                  sealed_.begin() + static_cast<int>(size))),
              FrameStatus::kOk);
  }
  DataPacketHeader other = header_;
  other.iv[11] ^= 1;
  EXPECT_EQ(Open(other, sealed_), FrameStatus::kNotAuthentic);
  other = header_;
  other.key_index = 1;
  EXPECT_EQ(Open(other, sealed_), FrameStatus::kMissingKey);
  EXPECT_EQ(Open(), FrameStatus::kOk);
}

TEST_F(LiveKitDataPacketTest, PacketsOfRatchetedKeysOpen) {
  for (int step = 0; step < 8; ++step) {
    MustBeOk(pair_.alice.keys().Ratchet("alice"));
  }
  Seal(TestFrame(20));
  EXPECT_EQ(Open(), FrameStatus::kOk);
}

// The clock and the timestamp stand still, so only the counter differs.
TEST_F(LiveKitDataPacketTest, PacketsAndFramesNeverShareAnIv) {
  std::set<Nonce> ivs;
  for (int i = 0; i < 5000; ++i) {
    Seal(TestFrame(1));
    const Bytes frame =
        SealTo(*pair_.send, TestFrame(20), {.codec = Codec::kVp8});
    Nonce iv;
    std::copy_n(frame.end() - 14, kNonceSize, iv.begin());
    EXPECT_TRUE(ivs.insert(iv).second);
    EXPECT_TRUE(ivs.insert(header_.iv).second);
  }
}

TEST_F(LiveKitDataPacketTest, AForkedChildSealsNone) {
  const pid_t child = fork();
  if (child == 0) {
    _exit(Seal(Bytes{1, 2, 3}).status == FrameStatus::kKeyForked ? 0 : 1);
  }
  int status = -1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST_F(LiveKitDataPacketTest, TheLargestPacketOpensAndALongerOneIsRefused) {
  const Bytes packet = TestFrame(kMaxFrameSize + 1);
  EXPECT_EQ(Seal(packet).status, FrameStatus::kFrameTooLarge);
  const Bytes largest(packet.begin(), packet.end() - 1);
  ASSERT_EQ(Seal(largest).status, FrameStatus::kOk);
  Bytes out(packet.size());
  EXPECT_EQ(opener_.Open(header_, sealed_, absl::MakeSpan(out)).status,
            FrameStatus::kOk);
  sealed_.push_back(0);
  EXPECT_EQ(opener_.Open(header_, sealed_, absl::MakeSpan(out)).status,
            FrameStatus::kMalformed);
}

TEST_F(LiveKitDataPacketTest, FailuresOfSealingAndOpeningHaveTheirOwnStatus) {
  Bytes packet = TestFrame(20);
  Bytes small(35);
  EXPECT_EQ(sealer_.Seal(packet, absl::MakeSpan(small), &header_).status,
            FrameStatus::kBufferTooSmall);
  Bytes in_place(100);
  EXPECT_EQ(sealer_
                .Seal(absl::MakeConstSpan(in_place).subspan(1, 20),
                      absl::MakeSpan(in_place), &header_)
                .status,
            FrameStatus::kBuffersOverlap);
  Seal(packet);
  EXPECT_EQ(opener_.Open(header_, sealed_, absl::MakeSpan(sealed_)).status,
            FrameStatus::kBuffersOverlap);
  EXPECT_EQ(opener_.Open(header_, sealed_, {}).status,
            FrameStatus::kBufferTooSmall);
  EXPECT_EQ(Seal(Bytes(kMaxFrameSize + 1)).status, FrameStatus::kFrameTooLarge);
  EXPECT_EQ(sealed_, Bytes(sealed_.size()));
  MustBeOk(pair_.alice.keys().RemoveParticipant("alice"));
  EXPECT_EQ(Seal(packet).status, FrameStatus::kMissingKey);
  EXPECT_EQ(sealed_, Bytes(sealed_.size()));
  EXPECT_EQ(sealer_
                .Seal(absl::MakeConstSpan(packet),
                      absl::MakeSpan(packet).first(packet.size()), &header_)
                .status,
            FrameStatus::kBufferTooSmall);
  EXPECT_EQ(packet, Bytes(packet.size())) << "no plaintext stays";
  EXPECT_EQ(header_.iv, Nonce{});
}

}  // namespace
}  // namespace sealframe
