// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests streams of the ring formats through the engine's public interface:
// ratchets, rings, several streams with one key, and forged and replayed frames
// from a relay.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/tests/engine/testing/ring_call.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::Each;

class RingCallTest : public testing::Test {
 protected:
  // Walk uses each ring index several times without retiring a key.
  static void Walk(const Profile& profile, uint64_t ring_size) {
    TestPair pair({.profile = profile});
    const FrameInfo info = LiveKitCase("vp8_delta").info;
    OpenFrom(*pair.receive, SealTo(*pair.send, TestFrame(20), info), info);
    for (uint64_t index = 1; index < 2 * ring_size + 20; ++index) {
      pair.bob.Hear("alice", index);
      MustBeOk(pair.alice.keys().SetKey("alice", index, TestKey(index)));
      // A frame sealed before the key change must open after it.
      const Bytes before = SealTo(*pair.send, TestFrame(20), info);
      MustBeOk(pair.alice.keys().Activate("alice", index));
      const Bytes after = SealTo(*pair.send, TestFrame(20), info);
      ASSERT_EQ(after.back(), index % ring_size);
      if (ring_size > 1) {
        ASSERT_EQ(OpenFrom(*pair.receive, before, info).status,
                  FrameStatus::kOk)
            << index;
      }
      ASSERT_EQ(OpenFrom(*pair.receive, after, info).status, FrameStatus::kOk)
          << index;
    }
  }

  const RingCase vp8_ = LiveKitCase("vp8_delta");
};

TEST_F(RingCallTest, OpensFramesThroughoutTheRatchetWindowAndNoFurther) {
  for (uint64_t steps = 0; steps <= 9; ++steps) {
    TestPair pair({.profile = vp8_.profile});
    for (uint64_t i = 0; i < steps; ++i) {
      MustBeOk(pair.alice.keys().Ratchet("alice"));
    }
    const Bytes sealed = SealTo(*pair.send, vp8_.frame, vp8_.info);
    EXPECT_EQ(OpenFrom(*pair.receive, sealed, vp8_.info).status,
              steps <= 8 ? FrameStatus::kOk : FrameStatus::kNotAuthentic);
  }
}

TEST_F(RingCallTest, AReceiverFollowsAHundredRatchetsAndLateFramesOpen) {
  TestPair pair({.profile = vp8_.profile});
  for (int step = 0; step < 100; ++step) {
    const Bytes late = SealTo(*pair.send, vp8_.frame, vp8_.info);
    MustBeOk(pair.alice.keys().Ratchet("alice"));
    const Bytes sealed = SealTo(*pair.send, vp8_.frame, vp8_.info);
    ASSERT_EQ(OpenFrom(*pair.receive, sealed, vp8_.info).status,
              FrameStatus::kOk);
    pair.bob.session().Poll();
    ASSERT_EQ(OpenFrom(*pair.receive, late, vp8_.info).status,
              FrameStatus::kOk);
    ASSERT_EQ(OpenFrom(*pair.receive, late, vp8_.info).status,
              FrameStatus::kReplayed);
  }
}

TEST_F(RingCallTest, RingIndicesAreReusedWithoutRetiringAKey) {
  for (const uint64_t size : {1u, 2u, 16u, 256u}) {
    Walk(LiveKitProfile({.keyring_size = size}).value(), size);
    Walk(LiveKitProfile({.ratchet_window_size = 16, .keyring_size = size})
             .value(),
         size);
  }
  Walk(VideoSdkProfile().value(), 16);
  Walk(JFrameProfile().value(), 16);
}

// With its steps ahead a key takes 9 of 32 places: there is room for three.
TEST_F(RingCallTest, AKeyThatMadeRoomForOthersCanBeSetAgain) {
  TestPair pair({.profile = vp8_.profile});
  const auto opens = [&] {
    const Bytes sealed = SealTo(*pair.send, vp8_.frame, vp8_.info);
    return OpenFrom(*pair.receive, sealed, vp8_.info).status;
  };
  const Bytes first = SealTo(*pair.send, vp8_.frame, vp8_.info);
  EXPECT_EQ(OpenFrom(*pair.receive, first, vp8_.info).status, FrameStatus::kOk);
  KeyProvider& receiver = pair.bob.keys();
  for (uint64_t index = 1; index <= 4; ++index) {
    MustBeOk(receiver.SetKey("alice", index, TestKey(index)));
    EXPECT_TRUE(
        absl::IsAlreadyExists(receiver.SetKey("alice", index, TestKey(index))));
    MustBeOk(pair.alice.keys().SetKey("alice", index, TestKey(index)));
    MustBeOk(pair.alice.keys().Activate("alice", index));
    EXPECT_EQ(opens(), FrameStatus::kOk);
  }
  // The sender still has its first key.
  MustBeOk(pair.alice.keys().Activate("alice", 0));
  EXPECT_EQ(opens(), FrameStatus::kMissingKey);
  MustBeOk(receiver.SetKey("alice", 0, TestKey(0)));
  EXPECT_EQ(opens(), FrameStatus::kOk);
  EXPECT_EQ(OpenFrom(*pair.receive, first, vp8_.info).status,
            FrameStatus::kReplayed);
}

// The last bytes of such a frame are a whole trailer of key index 12, and one
// of key index 0 that lost its end; its first ones may be inserted sets.
TEST_F(RingCallTest, ForgedFramesHaveAtMostFourReadings) {
  TestPair pair({.profile = LiveKitProfile().value()});
  pair.bob.Hear("alice", 12);
  Bytes forged =
      FromHex("0000000167aa0000000168bb0000000167aa0000000168bb0000000165b8");
  forged.insert(forged.end(), 60, 0x55);
  forged.insert(forged.end(), {0x0c, 0x0c});
  const FrameInfo info = {.codec = Codec::kH264, .ssrc = 7};
  EXPECT_EQ(OpenFrom(*pair.receive, forged, info).status,
            FrameStatus::kNotAuthentic);
  EXPECT_EQ(FailedPasses(pair.bob.keys()), 4u * 9u);
}

// Forges frames with old, new and random IVs.
TEST_F(RingCallTest,
       ForgedFramesCostAtMostOnePassPerStepOfTheRatchetWindowAheadAndBehind) {
  for (const auto& [profile, window] :
       {std::pair(LiveKitProfile().value(), 8u),
        std::pair(LiveKitProfile({.ratchet_window_size = 3}).value(), 3u),
        std::pair(VideoSdkProfile().value(), 0u),
        std::pair(JFrameProfile().value(), 8u)}) {
    TestPair pair({.profile = profile});
    const Bytes good = SealTo(*pair.send, vp8_.frame, vp8_.info);
    const Bytes later = SealTo(*pair.send, vp8_.frame, vp8_.info);
    ASSERT_EQ(OpenFrom(*pair.receive, good, vp8_.info).status,
              FrameStatus::kOk);
    // Leaves retired keys behind.
    for (unsigned step = 0; step < window; ++step) {
      MustBeOk(pair.alice.keys().Ratchet("alice"));
    }
    OpenFrom(*pair.receive, SealTo(*pair.send, vp8_.frame, vp8_.info),
             vp8_.info);
    pair.bob.session().Poll();
    const auto keyring = pair.bob.keys().OpeningKeyringOf("alice").value();
    const uint64_t version = keyring->State().version;
    std::mt19937 random(3);
    for (int i = 0; i < 20000; ++i) {
      Bytes forged = good;
      for (size_t n = random() % 3 * 6; n > 0; --n) {
        forged[forged.size() - 3 - random() % 12] =
            static_cast<uint8_t>(random());
      }
      forged[random() % (forged.size() - 14)] ^=
          static_cast<uint8_t>(1 + random() % 255);
      const uint64_t before = FailedPasses(pair.bob.keys());
      ASSERT_FALSE(CameOut(OpenFrom(*pair.receive, forged, vp8_.info).status));
      ASSERT_LE(FailedPasses(pair.bob.keys()) - before, 2 * window + 1);
    }
    EXPECT_GT(FailedPasses(pair.bob.keys()), 10000u);
    EXPECT_EQ(keyring->State().version, version) << "no key was derived";
    EXPECT_EQ(OpenFrom(*pair.receive, good, vp8_.info).status,
              FrameStatus::kReplayed);
    EXPECT_EQ(OpenFrom(*pair.receive, later, vp8_.info).status,
              FrameStatus::kOk);
  }
}

// LiveKit senders may reorder frames, use one SSRC per layer, repeat
// timestamps, count past 65,535, and restart with the same key and SSRC.
TEST_F(RingCallTest, LegitimateSenderBehaviourIsNeverTakenForAReplay) {
  TestPair pair({.profile = vp8_.profile});
  TestEnd again({.profile = vp8_.profile});
  again.Join("alice");
  const auto restarted =
      again.session().NewSendTransform({.participant = "alice"}).value();
  std::mt19937 random(9);
  std::vector<std::pair<FrameInfo, Bytes>> on_the_way;
  FrameInfo info = vp8_.info;
  info.rtp_timestamp = 0u - 30000u * 100u;  // Wraps during the test.
  const Bytes frame = TestFrame(10);
  for (uint32_t i = 0; i < 70000; ++i) {
    info.rtp_timestamp += i % 3 == 0 ? 3000 : 0;
    info.ssrc = 1 + i % 3;
    on_the_way.emplace_back(
        info, SealTo(i < 66000 ? *pair.send : *restarted, frame, info));
    if (on_the_way.size() == 100) {
      std::shuffle(on_the_way.begin(), on_the_way.end(), random);
      for (const auto& [sent, sealed] : on_the_way) {
        ASSERT_EQ(OpenFrom(*pair.receive, sealed, sent).status,
                  FrameStatus::kOk);
      }
      for (const auto& [sent, sealed] : on_the_way) {
        ASSERT_EQ(OpenFrom(*pair.receive, sealed, sent).status,
                  FrameStatus::kReplayed);
      }
      on_the_way.clear();
    }
  }
}

TEST_F(RingCallTest, ConcurrentStreamsWithOneKeyNeverShareAnIv) {
  TestPair pair({.profile = vp8_.profile});
  constexpr size_t kThreads = 4;
  constexpr size_t kEach = 5000;
  std::vector<std::vector<Bytes>> sealed(kThreads);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      const auto send = pair.alice.session()
                            .NewSendTransform({.participant = "alice"})
                            .value();
      FrameInfo info = vp8_.info;  // The same SSRC and timestamps in all.
      for (size_t i = 0; i < kEach; ++i) {
        info.rtp_timestamp = static_cast<uint32_t>(i / 2);
        sealed[t].push_back(SealTo(*send, TestFrame(12), info));
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  std::set<Bytes> ivs;
  for (size_t i = 0; i < kEach; ++i) {
    for (const std::vector<Bytes>& of_one : sealed) {
      const Bytes& frame = of_one[i];
      ivs.insert(Bytes(frame.end() - 14, frame.end() - 2));
      ASSERT_EQ(OpenFrom(*pair.receive, frame, vp8_.info).status,
                FrameStatus::kOk);
    }
  }
  EXPECT_EQ(ivs.size(), kThreads * kEach);
}

TEST_F(RingCallTest, AFrameOpensInOneStreamOfItsParticipantOnly) {
  for (const Profile& profile :
       {vp8_.profile, NamedProfile("getstream").value()}) {
    TestPair pair({.profile = profile});
    std::vector<Bytes> sealed;
    FrameInfo info = vp8_.info;
    for (size_t i = 0; i < 300; ++i) {
      info.rtp_timestamp += 3000;
      sealed.push_back(SealTo(*pair.send, TestFrame(20), info));
      ASSERT_EQ(OpenFrom(*pair.receive, sealed.back(), info).status,
                FrameStatus::kOk);
    }
    const auto other = pair.bob.session()
                           .NewReceiveTransform({.participant = "alice",
                                                 .media = MediaKind::kAudio})
                           .value();
    pair.receive.reset();
    const auto again = pair.bob.session()
                           .NewReceiveTransform({.participant = "alice"})
                           .value();
    for (const Bytes& frame : sealed) {
      for (ReceiveTransform* const stream : {other.get(), again.get()}) {
        ASSERT_EQ(OpenFrom(*stream, frame, vp8_.info).status,
                  FrameStatus::kReplayed);
      }
    }
  }
}

// Threads open the same frames in streams of their own.
TEST_F(RingCallTest, AFrameOpensOnceOnSeveralThreads) {
  TestPair pair({.profile = vp8_.profile});
  std::vector<Bytes> sealed;
  FrameInfo info = vp8_.info;
  for (size_t i = 0; i < 3000; ++i) {
    info.rtp_timestamp += 1000;
    sealed.push_back(SealTo(*pair.send, TestFrame(20), info));
  }
  for (size_t i = 0; i < 2; ++i) {
    ASSERT_EQ(OpenFrom(*pair.receive, sealed[i], info).status,
              FrameStatus::kOk);
  }
  std::atomic<size_t> opened{2};
  std::vector<std::thread> threads;
  for (size_t t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      const auto receive = pair.bob.session()
                               .NewReceiveTransform({.participant = "alice"})
                               .value();
      for (const Bytes& frame : sealed) {
        const auto result = OpenFrom(*receive, frame, info);
        ASSERT_TRUE(result.status == FrameStatus::kOk ||
                    result.status == FrameStatus::kReplayed);
        opened += result.status == FrameStatus::kOk ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_LE(opened.load(), sealed.size());
  EXPECT_GT(opened.load(), sealed.size() / 2);
}

TEST_F(RingCallTest, RefusesAnyIvSizeButTwelve) {
  TestPair pair({.profile = vp8_.profile});
  const Bytes sealed = SealTo(*pair.send, vp8_.frame, vp8_.info);
  for (int size = 0; size < 256; ++size) {
    Bytes altered = sealed;
    altered[altered.size() - 2] = static_cast<uint8_t>(size);
    EXPECT_EQ(OpenFrom(*pair.receive, altered, vp8_.info).status,
              size == 12 ? FrameStatus::kOk : FrameStatus::kMalformed);
  }
}

// The SSRC puts an escape into the IV.
TEST_F(RingCallTest, RefusesATailThatIsNotEscapedAsASenderDoesIt) {
  const RingCase h264 = LiveKitCase("h264");
  TestPair pair({.profile = h264.profile});
  FrameInfo info = h264.info;
  info.ssrc = 0x01000001;
  const Bytes sealed = SealTo(*pair.send, h264.frame, info);
  const Bytes escape = {1, 0, 0, 3, 1};
  const auto found =
      std::find_end(sealed.begin(), sealed.end(), escape.begin(), escape.end());
  ASSERT_NE(found, sealed.end());
  Bytes bare = sealed;
  bare.erase(bare.begin() + (found - sealed.begin()) + 3);
  EXPECT_EQ(OpenFrom(*pair.receive, bare, info).status,
            FrameStatus::kMalformed);
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, info).frame, h264.opened);
}

// SSRC 1 and a timestamp that starts with a zero put a start code and a slice
// header into the IV.
TEST_F(RingCallTest, RefusesToSealAFrameThatWouldGainASlice) {
  TestPair pair({.profile = vp8_.profile});
  Bytes set = {0, 0, 0, 1, 0x67, 0x42};
  set.resize(30, 0x55);
  const FrameInfo info = {.key_frame = true, .ssrc = 1, .rtp_timestamp = 9};
  Bytes out(pair.send->MaxSealedSize(set.size()), 0xcc);
  EXPECT_EQ(pair.send->Seal(info, set, absl::MakeSpan(out)).status,
            FrameStatus::kMalformed);
  EXPECT_THAT(out, Each(0));
  FrameInfo other = info;
  other.ssrc = 0x12345678;
  EXPECT_EQ(
      OpenFrom(*pair.receive, SealTo(*pair.send, set, other), other).frame,
      set);
}

TEST_F(RingCallTest, RandomBytesNeverOpen) {
  TestPair pair({.profile = vp8_.profile});
  std::mt19937 random(1);
  for (const RingCase& one : RingCases()) {
    for (int i = 0; i < 2000; ++i) {
      Bytes bytes(1 + random() % 200);
      for (uint8_t& byte : bytes) {
        byte =
            static_cast<uint8_t>(random() % 4 == 0 ? random() : random() % 4);
      }
      if (bytes.size() > 2) {
        bytes[bytes.size() - 2] = 12;
        bytes.back() = 0;
      }
      ASSERT_FALSE(CameOut(OpenFrom(*pair.receive, bytes, one.info).status));
    }
  }
}

}  // namespace
}  // namespace sealframe
