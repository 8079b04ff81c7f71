// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/livekit_format.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tests/testing/hex.h"
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

constexpr FrameInfo kAv1 = {.codec = Codec::kAv1};

TEST(LiveKitFormatTest, Av1IsRefusedUnlessAllowed) {
  const Bytes frame = FromHex("0a02aabb3203112233");
  TestPair pair = NewPair();
  Bytes out(100);
  EXPECT_EQ(pair.send->Seal(kAv1, frame, absl::MakeSpan(out)).status,
            FrameStatus::kUnsupportedCodec);
  EXPECT_EQ(OpenFrom(*pair.receive, TestFrame(60), kAv1).status,
            FrameStatus::kUnsupportedCodec);
  TestPair with_av1 = NewPair({.allow_av1 = true});
  const Bytes sealed = SealTo(*with_av1.send, frame, kAv1);
  EXPECT_EQ(OpenFrom(*with_av1.receive, sealed, kAv1).frame, frame);
}

// Packetizers and servers read the headers, and whether it is a key frame.
TEST(LiveKitFormatTest, SealedAv1IsAFrameOfObusWithTheSameHeaders) {
  TestPair pair = NewPair({.allow_av1 = true});
  const std::string sealed = ToHex(SealTo(
      *pair.send, FromHex("12000a03aabbcc3601032266773203112233"), kAv1));
  EXPECT_EQ(sealed.size(), 2 * (16 + 30u));
  EXPECT_EQ(sealed.substr(0, 4), "0a03");
  EXPECT_EQ(sealed.substr(10, 8), "36010322");
  EXPECT_EQ(sealed.substr(22, 6), "322111");
}

TEST(LiveKitFormatTest, Av1OpensAsItWasSealedWhateverCarriesIt) {
  TestPair pair = NewPair({.allow_av1 = true});
  std::mt19937 random(7);
  for (int run = 0; run < 3000; ++run) {
    Bytes frame = FromHex("0a02ccdd3a013630");
    const Bytes payload = TestFrame(1 + random() % 300);
    frame.insert(frame.end(), payload.begin(), payload.end());
    for (const auto& carry : {ObusCarriedByLibwebrtc, ObusCarriedByGStreamer,
                              ObusWithoutTheLastSize}) {
      const Bytes received = carry(SealTo(*pair.send, frame, kAv1));
      const Bytes want = carry == ObusWithoutTheLastSize
                             ? ObusWithoutTheLastSize(frame)
                             : ObusCarriedByLibwebrtc(frame);
      ASSERT_LE(want.size(), pair.receive->MaxOpenedSize(received.size()));
      ASSERT_EQ(OpenFrom(*pair.receive, received, kAv1).frame, want);
    }
  }
}

// Where nothing carries them, so that files are restored.
TEST(LiveKitFormatTest, Av1InItsShortestFormOpensToTheSameBytes) {
  TestPair pair = NewPair({.allow_av1 = true});
  for (const char* hex : {"30112233", "3203112233", "0a02aabb2a01cc30112233",
                          "0a02aabb360103ff0011"}) {
    const Bytes frame = FromHex(hex);
    EXPECT_EQ(
        OpenFrom(*pair.receive, SealTo(*pair.send, frame, kAv1), kAv1).frame,
        frame);
  }
}

TEST(LiveKitFormatTest, KnownAv1FramesOpenAndHaveTheSizeOfSealedOnes) {
  RunVectorFile("tests/vectors/livekit_av1.txt", [](VectorBlock& block) {
    const KeyMaterial key =
        KeyMaterial::FromAeadKey(SecretBytes::CopyOf(block.Bytes("aes_key")));
    const uint64_t key_index = block.Number("key_index");
    const Bytes frame = block.Bytes("frame");
    const Bytes opened = block.Bytes("opened");
    const Bytes received = block.Bytes("received");
    for (const bool is_carried : {false, true}) {
      TestEnd end({.profile = LiveKitProfile({.allow_av1 = true}).value()});
      MustBeOk(end.keys().SetKey("alice", key_index, key));
      const auto receive =
          end.session().NewReceiveTransform({.participant = "alice"}).value();
      EXPECT_EQ(OpenFrom(*receive, is_carried ? received : frame, kAv1).frame,
                is_carried ? ObusCarriedByLibwebrtc(opened) : opened);
    }
    TestPair pair = NewPair({.allow_av1 = true});
    EXPECT_EQ(SealTo(*pair.send, block.Bytes("plaintext"), kAv1).size(),
              frame.size());
    EXPECT_EQ(ObusCarriedByGStreamer(frame), received);
    block.Ignore("iv");
  });
}

TEST(LiveKitFormatTest, SealedAv1IsWhatLibwebrtcDelivers) {
  TestPair pair = NewPair({.allow_av1 = true});
  const Bytes sealed =
      SealTo(*pair.send, FromHex("12000a02aabb3203112233"), kAv1);
  EXPECT_EQ(ObusCarriedByLibwebrtc(sealed), sealed);
}

TEST(LiveKitFormatTest, Av1OfSeveralObusIsRefusedIfItIsAltered) {
  TestPair pair = NewPair({.allow_av1 = true});
  const Bytes sealed = SealTo(
      *pair.send, FromHex("0a03aabbcc3601031122332a01a53203112233"), kAv1);
  for (size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
    Bytes altered = sealed;
    altered[bit / 8] ^= static_cast<uint8_t>(1 << (bit % 8));
    EXPECT_NE(OpenFrom(*pair.receive, altered, kAv1).status, FrameStatus::kOk)
        << bit;
  }
  for (size_t size = 1; size < sealed.size(); ++size) {
    const auto middle = sealed.begin() + static_cast<ptrdiff_t>(size);
    for (const Bytes& part :
         {Bytes(sealed.begin(), middle), Bytes(middle, sealed.end())}) {
      EXPECT_NE(OpenFrom(*pair.receive, part, kAv1).status, FrameStatus::kOk)
          << size;
    }
  }
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, kAv1).status, FrameStatus::kOk);
}

TEST(LiveKitFormatTest, Av1OfWhichNothingTravelsBecomesEmpty) {
  TestPair pair = NewPair({.allow_av1 = true});
  Bytes out(100);
  const FrameResult result =
      pair.send->Seal(kAv1, FromHex("12007a0100"), absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kPassedThrough);
  EXPECT_EQ(result.size, 0u);
}

TEST(LiveKitFormatTest, Av1ThatIsNotObusIsRefused) {
  TestPair pair = NewPair({.allow_av1 = true});
  for (const char* hex : {"3205aabb", "34", "0a01aa3200"}) {
    Bytes out(100);
    EXPECT_EQ(pair.send->Seal(kAv1, FromHex(hex), absl::MakeSpan(out)).status,
              FrameStatus::kMalformed);
  }
  for (const char* hex : {"0c00", "12007a020c00", "0a020c00"}) {
    EXPECT_EQ(OpenFrom(*pair.receive, FromHex(hex), kAv1).status,
              FrameStatus::kMalformed);
  }
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
  RunVectorFile("tests/vectors/livekit_packet_trailer.txt", [](VectorBlock&
                                                                   block) {
    for (const char* name : {"ratchet_steps", "aes_key", "kind", "codec",
                             "frame_type", "user_timestamp", "frame_id", "kdf",
                             "key_index", "key_bits", "plaintext"}) {
      block.Ignore(name);
    }
    const FrameInfo info = {
        .codec = Codec::kVp8,
        .ssrc = static_cast<uint32_t>(block.Number("ssrc")),
        .rtp_timestamp = static_cast<uint32_t>(block.Number("rtp_timestamp"))};
    Bytes frame = block.Bytes("frame");
    const Bytes trailer = block.Bytes("trailer");
    frame.insert(frame.end(), trailer.begin(), trailer.end());
    const KeyMaterial key = KeyMaterial::FromPassphrase(
        SecretBytes::CopyOf(block.Bytes("material")));
    for (const bool strip : {false, true}) {
      TestEnd end({.profile = LiveKitProfile({.ratchet_window_size = 0,
                                              .strip_packet_trailer = strip})
                                  .value()});
      MustBeOk(end.keys().SetKey("alice", 0, key));
      const auto receive =
          end.session().NewReceiveTransform({.participant = "alice"}).value();
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

constexpr FrameInfo kH264Key = {
    .codec = Codec::kH264, .key_frame = true, .ssrc = 1};

// H264Frame returns a slice with this payload.
Bytes H264Frame(const std::string& payload) {
  return FromHex("00000001650102" + payload);
}

// ForgedFrame returns one that looks like a frame of key 12, and like one of
// key 0 whose last byte was dropped. ShortForgedFrame is too short for the
// former.
Bytes ForgedFrame() { return H264Frame(std::string(80, '5') + "0c0c"); }
Bytes ShortForgedFrame() { return H264Frame(std::string(52, '5') + "0c0c"); }

TEST(LiveKitFormatTest, CutFramesOfKey0OpenAfterFailuresOfKey12) {
  for (const bool has_key : {false, true}) {
    TestPair pair = NewPair({.failure_tolerance = 3});
    if (has_key) {
      pair.bob.Hear("alice", 12);
    }
    for (int lookalikes = 0; lookalikes < 3;) {
      OpenFrom(*pair.receive, ForgedFrame(), kH264Key);
      OpenFrom(*pair.receive, ShortForgedFrame(), kH264Key);
      const Bytes sealed =
          CarriedByGStreamer(SealTo(*pair.send, H264Frame("334455"), kH264Key));
      ASSERT_EQ(OpenFrom(*pair.receive, sealed, kH264Key).status,
                FrameStatus::kOk);
      lookalikes += sealed[sealed.size() - 2] == 12 ? 1 : 0;
    }
    EXPECT_EQ(OpenFrom(*pair.receive, ForgedFrame(), kH264Key).status,
              has_key ? FrameStatus::kNotAuthentic : FrameStatus::kMissingKey);
  }
}

TEST(LiveKitFormatTest, AKeyThatIsGivenUpOpensNoCutFrame) {
  TestPair pair = NewPair({.failure_tolerance = 3});
  for (int i = 0; i < 4; ++i) {
    OpenFrom(*pair.receive, ShortForgedFrame(), kH264Key);
  }
  for (int i = 0; i < 2000; ++i) {
    const Bytes sealed = SealTo(*pair.send, H264Frame("334455"), kH264Key);
    const Bytes received = i % 2 == 0 ? sealed : CarriedByGStreamer(sealed);
    ASSERT_NE(OpenFrom(*pair.receive, received, kH264Key).status,
              FrameStatus::kOk);
  }
}

TEST(LiveKitFormatTest, Key12IsGivenUpLikeAnyOther) {
  TestPair pair = NewPair({.failure_tolerance = 3});
  MustBeOk(pair.alice.keys().SetKey("alice", 12, TestKey(12)));
  MustBeOk(pair.alice.keys().Activate("alice", 12));
  pair.bob.Hear("alice", 12);
  const auto open_next = [&] {
    const Bytes sealed = SealTo(*pair.send, H264Frame("334455"), kH264Key);
    return OpenFrom(*pair.receive, sealed, kH264Key).status;
  };
  ASSERT_EQ(open_next(), FrameStatus::kOk);
  for (int i = 0; i < 4; ++i) {
    OpenFrom(*pair.receive, ForgedFrame(), kH264Key);
  }
  EXPECT_EQ(open_next(), FrameStatus::kNotAuthentic);
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
