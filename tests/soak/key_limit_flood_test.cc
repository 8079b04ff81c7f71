// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A relay forges frames until a key is at its limit (docs/key-limits.md). Only
// in the suites with tags of 4 bytes can it do so in seconds.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/soak/call_counts.h"
#include "sealframe/tests/soak/hostile_sender.h"
#include "sealframe/tests/soak/sender.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

constexpr uint64_t kSoftLimit = uint64_t{1} << 19;
constexpr uint64_t kHardLimit = uint64_t{1} << 20;

constexpr size_t kRate = 100;       // Hostile frames for each honest one.
constexpr size_t kPollSteps = 10;   // Honest frames.
constexpr size_t kRemembered = 64;  // Old frames, for replays.
constexpr size_t kFrameSize = 40;
constexpr uint32_t kSsrc = 1;

// Alice's frames come to two streams of hers, with a hundred hostile ones for
// each. The test counts the frames that fail to open under each key id.
class KeyLimitFloodTest : public ::testing::TestWithParam<CipherSuite> {
 protected:
  struct Stream {
    std::unique_ptr<ReceiveTransform> receive;
    CallCounts counts = {};
  };

  KeyLimitFloodTest() {
    MustBeOk(keys_->SetKey("alice", 0, SoakKey("alice", 0)));
    for (Stream& stream : streams_) {
      stream.receive =
          session_->NewReceiveTransform({.participant = "alice"}).value();
    }
    Step(0);
  }

  // Open opens a frame in one of the streams.
  FrameResult Open(const Sent& sent, Stream& stream) {
    out_.resize(stream.receive->MaxOpenedSize(sent.bytes.size()));
    const FrameResult result =
        stream.receive->Open(sent.info, sent.bytes, absl::MakeSpan(out_));
    stream.counts.Add(result, sent.bytes.size());
    if (result.status == FrameStatus::kNotAuthentic) {
      ++failed_[result.kid];
    }
    return result;
  }

  // failed returns how many frames with key id `kid` did not open.
  uint64_t failed(uint64_t kid) const {
    const auto found = failed_.find(kid);
    return found == failed_.end() ? 0 : found->second;
  }

  // Seal returns Alice's next frame, and its content in `*frame`.
  Sent Seal(Bytes* frame) {
    alice_->info.rtp_timestamp += 960;
    *frame = MediaFrame(alice_->info, kFrameSize, ++sealed_);
    return {.bytes = SealBy(*alice_, alice_->info, *frame),
            .info = alice_->info};
  }

  // Step sends an honest frame to one of the streams after `hostile` hostile
  // ones. It opens, unless its key is at its limit. The hostile frames stop
  // once `until` frames of Alice's key have failed.
  void Step(size_t hostile, uint64_t until = UINT64_MAX) {
    Bytes frame;
    const Sent sent = Seal(&frame);
    for (size_t n = 0; n < hostile && failed(kid_) < until; ++n) {
      SendHostile(n, {sent});
    }
    const FrameResult result = Open(sent, streams_[sealed_ % 2]);
    if (failed(result.kid) >= kHardLimit) {
      ASSERT_EQ(result.status, FrameStatus::kKeyExhausted);
      return;
    }
    ASSERT_EQ(result.status, FrameStatus::kOk);
    ASSERT_EQ(absl::MakeConstSpan(out_).first(result.size), frame);
    kid_ = result.kid;
    old_.push_back(sent);
    if (old_.size() > kRemembered) {
      old_.erase(old_.begin());
    }
  }

  // SendHostile sends a frame that does not open.
  void SendHostile(size_t n, const std::vector<Sent>& fresh) {
    const auto kind = n % 8 < kShortHostileKinds
                          ? static_cast<HostileKind>(n % 8)
                          : HostileKind::kForged;
    const FrameResult result =
        Open(hostile_.Make(kind, fresh, old_), streams_[random_() % 2]);
    ASSERT_FALSE(CameOut(result.status));
    // At its limit, a key tries nothing more, and no longer knows replays.
    ASSERT_LE(failed(result.kid), kHardLimit);
    if (result.status == FrameStatus::kReplayed) {
      ASSERT_LT(failed(result.kid), kHardLimit);
    } else if (result.status == FrameStatus::kKeyExhausted) {
      ASSERT_EQ(failed(result.kid), kHardLimit);
    }
  }

  // Poll expects events for the keys that came near their limits, or reached
  // them, since the last call, and no other events of keys.
  void Poll() {
    using KeyEvents = std::vector<std::pair<EventKind, uint64_t>>;
    KeyEvents expected;
    for (const auto& [kid, failed] : failed_) {
      uint64_t& before = failed_at_poll_[kid];
      if (before < kSoftLimit && failed >= kSoftLimit) {
        expected.push_back({EventKind::kKeyNearLimit, kid});
      }
      if (before < kHardLimit && failed >= kHardLimit) {
        expected.push_back({EventKind::kKeyLimitReached, kid});
      }
      before = failed;
    }
    KeyEvents events;
    for (const Event& event : session_->Poll()) {
      if (event.kind != EventKind::kStreamState) {
        EXPECT_EQ(event.participant, "alice");
        events.push_back({event.kind, event.kid});
      }
    }
    ASSERT_THAT(events, UnorderedElementsAreArray(expected));
  }

  // FloodUntil floods until `until` frames of Alice's key have failed to open.
  void FloodUntil(uint64_t until) {
    for (size_t step = 0; failed(kid_) < until && !HasFatalFailure(); ++step) {
      Step(kRate, until);
      if (step % kPollSteps == 0) {
        Poll();
      }
    }
    Poll();
  }

  // Flood sends `honest` honest frames, with the hostile ones for each.
  void Flood(size_t honest) {
    for (size_t i = 0; i < honest && !HasFatalFailure(); ++i) {
      Step(kRate);
    }
    Poll();
  }

  void ExpectCounts() {
    for (const Stream& stream : streams_) {
      EXPECT_THAT(stream.counts.Differences(stream.receive->Stats(), 0),
                  IsEmpty());
    }
  }

  FakeClock clock_;
  std::mt19937 random_{1};
  std::unique_ptr<Sender> alice_ =
      NewSender("sframe", "alice", "alice", kSsrc, clock_, GetParam());
  HostileSender hostile_{"sframe", clock_, GetParam()};
  std::shared_ptr<KeyProvider> keys_ =
      NewSoakProvider("sframe", clock_, GetParam());
  std::unique_ptr<Session> session_ = NewSoakSession(keys_);
  Stream streams_[2];
  std::vector<Sent> old_;
  std::map<uint64_t, uint64_t> failed_;  // By key id.
  std::map<uint64_t, uint64_t> failed_at_poll_;
  uint64_t kid_ = 0;  // Of Alice's last frame that opened.
  uint64_t sealed_ = 0;
  Bytes out_;
};

INSTANTIATE_TEST_SUITE_P(
    ShortTags, KeyLimitFloodTest,
    ::testing::Values(CipherSuite::kAes128CtrHmacSha256_32,
                      CipherSuite::kAes256CtrHmacSha512_32),
    [](const auto& test) {
      return std::string(GetCipherSuiteInfo(test.param).name);
    });

TEST_P(KeyLimitFloodTest, AFloodStopsAKeyAtItsLimitUntilThereIsANewOne) {
  FloodUntil(kSoftLimit - 1);
  FloodUntil(kSoftLimit);
  FloodUntil(kHardLimit - 1);
  const uint64_t first = kid_;
  const uint64_t opened = streams_[0].counts.of(FrameStatus::kOk) +
                          streams_[1].counts.of(FrameStatus::kOk);
  EXPECT_GT(opened, kHardLimit / kRate);
  EXPECT_EQ(sealed_, opened);  // All up to the limit.

  FloodUntil(kHardLimit);
  Flood(20);
  EXPECT_EQ(failed(first), kHardLimit);
  for (const Stream& stream : streams_) {
    EXPECT_GT(stream.counts.of(FrameStatus::kKeyExhausted), 100u);
  }

  // The next step of the ratchet is a new key, with its own count.
  MustBeOk(alice_->keys->Ratchet("alice"));
  hostile_.Ratchet();
  Step(0);
  Step(0);
  EXPECT_NE(kid_, first);
  const uint64_t second = kid_;
  FloodUntil(kHardLimit);
  Flood(20);

  // So is a key of another index.
  MustBeOk(alice_->keys->SetKey("alice", 1, SoakKey("alice", 1)));
  MustBeOk(alice_->keys->Activate("alice", 1));
  MustBeOk(keys_->SetKey("alice", 1, SoakKey("alice", 1)));
  hostile_.Rotate(1);
  Step(0);
  Step(0);
  EXPECT_NE(kid_, second);
  Flood(200);
  ExpectCounts();
}

}  // namespace
}  // namespace sealframe
