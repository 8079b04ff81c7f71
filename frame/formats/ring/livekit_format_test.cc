// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/livekit_format.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

constexpr FrameInfo kVp8Delta = {.codec = Codec::kVp8};
constexpr FrameInfo kOpus = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};

TestPair NewPair(const LiveKitOptions& options = {}) {
  return TestPair({.profile = LiveKitProfile(options).value()});
}

Bytes Flipped(Bytes bytes, size_t place) {
  bytes[place] ^= 1;
  return bytes;
}

TEST(LiveKitFormatTest, EmptyFramesPassInBothDirections) {
  TestPair pair = NewPair();
  EXPECT_EQ(pair.send->Seal(kOpus, {}, {}).status, FrameStatus::kPassedThrough);
  const Opened opened = OpenFrom(*pair.receive, {}, kOpus);
  EXPECT_EQ(opened.status, FrameStatus::kPassedThrough);
  EXPECT_EQ(opened.frame, Bytes());
}

TEST(LiveKitFormatTest, SealingRefusesAFrameThatEndsInItsPrefix) {
  TestPair pair = NewPair();
  const Bytes delta = {0x11, 0xaa, 0xbb};
  for (const size_t size : {1u, 2u}) {
    Bytes out(100, 0xcc);
    const FrameResult result = pair.send->Seal(
        kVp8Delta, absl::MakeConstSpan(delta).first(size), absl::MakeSpan(out));
    EXPECT_EQ(result.status, FrameStatus::kMalformed);
    EXPECT_EQ(out[0], 0);
  }
  const Bytes sealed = SealTo(*pair.send, delta, kVp8Delta);
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, kVp8Delta).frame, delta);
}

TEST(LiveKitFormatTest, Av1IsRefusedUnlessAllowed) {
  const FrameInfo av1 = {.codec = Codec::kAv1};
  TestPair pair = NewPair();
  Bytes out(100);
  EXPECT_EQ(pair.send->Seal(av1, TestFrame(20), absl::MakeSpan(out)).status,
            FrameStatus::kUnsupportedCodec);
  EXPECT_EQ(OpenFrom(*pair.receive, TestFrame(60), av1).status,
            FrameStatus::kUnsupportedCodec);
  TestPair with_av1 = NewPair({.allow_av1 = true});
  const Bytes sealed = SealTo(*with_av1.send, TestFrame(20), av1);
  EXPECT_EQ(OpenFrom(*with_av1.receive, sealed, av1).frame, TestFrame(20));
}

TEST(LiveKitFormatTest, AFrameWithMetadataIsRefused) {
  TestPair pair = NewPair();
  const Bytes metadata = {1};
  const FrameInfo info = {.codec = Codec::kVp8, .metadata = metadata};
  Bytes out(100);
  EXPECT_EQ(pair.send->Seal(info, TestFrame(20), absl::MakeSpan(out)).status,
            FrameStatus::kMetadataTooLarge);
  EXPECT_EQ(OpenFrom(*pair.receive, TestFrame(60), info).status,
            FrameStatus::kMetadataTooLarge);
}

// LiveKit drops whole access units; here they pass.
TEST(LiveKitFormatTest, KnownServerInjectedFramesPass) {
  RunVectorFile("tests/vectors/livekit_sif.txt", [](VectorBlock& block) {
    const std::string name = block.Text("name");
    SCOPED_TRACE(name);
    block.Ignore("payload_sha256");
    const bool is_access_unit = name == "h264_annexb_sps_pps_idr";
    const bool passes = block.Text("result") == "passed" || is_access_unit;
    const Bytes trailer = block.Bytes("trailer");
    const Bytes frame = block.Bytes("frame");
    const Bytes payload(frame.begin(),
                        frame.end() - static_cast<int>(trailer.size()));
    EXPECT_EQ(block.Bytes("opened"),
              passes && !is_access_unit ? payload : Bytes());

    const auto injected = std::make_shared<ServerInjectedFrames>();
    TestPair pair = NewPair({.server_injected_frames = injected});
    EXPECT_FALSE(CameOut(OpenFrom(*pair.receive, frame, kOpus).status));
    injected->SetTrailer(trailer);
    const Opened opened = OpenFrom(*pair.receive, frame, kOpus);
    EXPECT_EQ(opened.status, passes ? FrameStatus::kPassedThrough
                                    : FrameStatus::kNotAuthentic);
    EXPECT_EQ(opened.frame, passes ? payload : Bytes());
    Bytes in_place = frame;
    EXPECT_EQ(
        pair.receive->Open(kOpus, in_place, absl::MakeSpan(in_place)).status,
        opened.status);
    for (size_t i = 0; i < frame.size(); ++i) {
      ASSERT_FALSE(
          CameOut(OpenFrom(*pair.receive, Flipped(frame, i), kOpus).status));
    }
    injected->SetTrailer({});
    EXPECT_FALSE(CameOut(OpenFrom(*pair.receive, frame, kOpus).status));
  });
}

TEST(LiveKitFormatTest, AServerTrailerAloneOrWithALongPayloadDoesNotPass) {
  const auto injected = std::make_shared<ServerInjectedFrames>();
  TestPair pair = NewPair({.server_injected_frames = injected});
  const Bytes trailer = {9, 8, 7};
  injected->SetTrailer(trailer);
  EXPECT_EQ(OpenFrom(*pair.receive, trailer, kOpus).status,
            FrameStatus::kNotAuthentic);
  Bytes frame(kMaxInjectedSize + 1);
  frame.insert(frame.end(), trailer.begin(), trailer.end());
  EXPECT_EQ(OpenFrom(*pair.receive, frame, kOpus).status,
            FrameStatus::kNotAuthentic);
}

// LiveKit's native engine also injects these: RED with silence as its primary
// block, and silence of PCMU and PCMA.
TEST(LiveKitFormatTest, InjectedFramesThatOnlyTheNativeEngineKnowsAreRefused) {
  const auto injected = std::make_shared<ServerInjectedFrames>();
  TestPair pair = NewPair({.server_injected_frames = injected});
  const Bytes trailer = {9, 8, 7};
  injected->SetTrailer(trailer);
  for (Bytes frame :
       {Bytes{0x6f, 0xf8, 0xff, 0xfe}, Bytes(160, 0xff), Bytes(160, 0xd5)}) {
    frame.insert(frame.end(), trailer.begin(), trailer.end());
    EXPECT_EQ(OpenFrom(*pair.receive, frame, kOpus).status,
              FrameStatus::kNotAuthentic);
  }
}

// VideoSDK's React Native SDK sets a trailer of zeros.
TEST(LiveKitFormatTest, ATrailerOfZerosWorksLikeAnyOther) {
  RunVectorFile("tests/vectors/livekit_sif.txt", [](VectorBlock& block) {
    if (block.Text("name") != "vp8_8x8_key") {
      block.Skip();
      return;
    }
    for (const char* name : {"payload_sha256", "result", "trailer", "frame"}) {
      block.Ignore(name);
    }
    const Bytes payload = block.Bytes("opened");
    const auto injected = std::make_shared<ServerInjectedFrames>();
    TestPair pair = NewPair({.server_injected_frames = injected});
    injected->SetTrailer(Bytes(25));
    Bytes frame = payload;
    frame.insert(frame.end(), 25, 0);
    const Opened opened = OpenFrom(*pair.receive, frame, kVp8Delta);
    EXPECT_EQ(opened.status, FrameStatus::kPassedThrough);
    EXPECT_EQ(opened.frame, payload);
  });
}

TEST(LiveKitFormatTest, PacketTrailersAreStrippedIfEnabled) {
  RunVectorFile(
      "tests/vectors/livekit_packet_trailer.txt", [](VectorBlock& block) {
        for (const char* name : {"ratchet_steps", "aes_key", "kind", "codec",
                                 "frame_type", "user_timestamp", "frame_id",
                                 "kdf", "key_index", "key_bits", "plaintext"}) {
          block.Ignore(name);
        }
        const FrameInfo info = {
            .codec = Codec::kVp8,
            .ssrc = static_cast<uint32_t>(block.Number("ssrc")),
            .rtp_timestamp =
                static_cast<uint32_t>(block.Number("rtp_timestamp"))};
        Bytes frame = block.Bytes("frame");
        const Bytes trailer = block.Bytes("trailer");
        frame.insert(frame.end(), trailer.begin(), trailer.end());
        const KeyMaterial key = KeyMaterial::FromPassphrase(
            SecretBytes::CopyOf(block.Bytes("material")));
        for (const bool strip : {false, true}) {
          TestEnd end(
              {.profile = LiveKitProfile({.ratchet_window_size = 0,
                                          .strip_packet_trailer = strip})
                              .value()});
          MustBeOk(end.keys().SetKey("alice", 0, key));
          const auto receive =
              end.session().NewReceiveTransform({.participant = "alice"});
          const Opened opened = OpenFrom(*receive, frame, info);
          EXPECT_EQ(opened.status == FrameStatus::kOk, strip);
          EXPECT_EQ(opened.frame, strip ? block.Bytes("opened") : Bytes());
        }
      });
}

TEST(LiveKitFormatTest, AThousandFailuresDoNotBlockAGoodKey) {
  TestPair pair = NewPair();
  const Bytes sealed = SealTo(*pair.send, TestFrame(20), kVp8Delta);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(OpenFrom(*pair.receive, Flipped(sealed, 10), kVp8Delta).status,
              FrameStatus::kNotAuthentic);
  }
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, kVp8Delta).status,
            FrameStatus::kOk);
  EXPECT_EQ(pair.receive->Stats().frames(FrameStatus::kNotAuthentic), 1000u);
}

TEST(LiveKitFormatTest, AFailureToleranceGivesUpKeysAsLiveKitDoes) {
  RunVectorFile("tests/vectors/livekit_behaviour.txt", [](VectorBlock& block) {
    if (block.Text("about") != "failure_tolerance") {
      block.Skip();
      return;
    }
    const uint64_t tolerance = block.Number("failure_tolerance");
    EXPECT_EQ(block.Text("good_frame_after_invalid"), "dropped");
    EXPECT_EQ(block.Text("good_frame_after_set_key"), "decrypted");
    TestPair pair =
        NewPair({.ratchet_window_size = block.Number("ratchet_window"),
                 .failure_tolerance = static_cast<uint32_t>(tolerance)});
    const Bytes sealed = SealTo(*pair.send, TestFrame(20), kVp8Delta);
    const Bytes later = SealTo(*pair.send, TestFrame(20), kVp8Delta);
    const Bytes latest = SealTo(*pair.send, TestFrame(20), kVp8Delta);
    const uint64_t bad = block.Number("bad_frames_until_invalid");
    for (uint64_t i = 1; i < bad; ++i) {
      OpenFrom(*pair.receive, Flipped(sealed, 10), kVp8Delta);
    }
    EXPECT_EQ(OpenFrom(*pair.receive, sealed, kVp8Delta).status,
              FrameStatus::kOk);
    for (uint64_t i = 0; i < bad; ++i) {
      OpenFrom(*pair.receive, Flipped(later, 10), kVp8Delta);
    }
    EXPECT_EQ(OpenFrom(*pair.receive, later, kVp8Delta).status,
              FrameStatus::kNotAuthentic);
    pair.bob.Hear("alice", 1);
    EXPECT_EQ(OpenFrom(*pair.receive, latest, kVp8Delta).status,
              FrameStatus::kOk);
  });
}

}  // namespace
}  // namespace sealframe
