// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key at its limit seals and opens nothing more, in all profiles, and the
// application hears of it before and then.

#include "sealframe/keyring/key_limits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/ring/livekit_data_packet.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/testing/chosen_keys.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

using ::testing::Each;

constexpr FrameInfo kInfo = {.codec = Codec::kVp8, .ssrc = 5};
constexpr KeyLimits kLimits = {.soft_sealed_units = 10,
                               .max_sealed_units = 40,
                               .soft_failed_openings = 2,
                               .max_failed_openings = 4};
// No key takes longer to reach its limit.
constexpr int kMaxFrames = 100;

Profile WithLimits(absl::string_view name) {
  const auto seal = [](absl::Span<uint8_t> out) {
    std::fill(out.begin(), out.end(), uint8_t{0xaa});
    return true;
  };
  return WithChosenKeys(NamedProfile(name).value(),
                        {.seal = seal, .limits = kLimits});
}

// CountEvents returns how many events of `kind` the session has for alice.
size_t CountEvents(Session& session, EventKind kind) {
  const auto events = session.Poll();
  return static_cast<size_t>(
      std::count_if(events.begin(), events.end(), [&](const Event& event) {
        return event.kind == kind && event.participant == "alice";
      }));
}

TEST(KeyLimitsTest, AKeyThatSealedItsShareSealsNoMore) {
  for (const ProfileEntry& entry : Profiles()) {
    SCOPED_TRACE(std::string(entry.name));
    TestPair pair({.profile = WithLimits(entry.name)});
    const Bytes frame = TestFrame(100);
    Bytes out(pair.send->MaxSealedSize(frame.size()));
    FrameStatus status = FrameStatus::kOk;
    int sealed = -1;
    for (; status == FrameStatus::kOk && sealed < kMaxFrames; ++sealed) {
      std::fill(out.begin(), out.end(), uint8_t{0xcc});
      status = pair.send->Seal(kInfo, frame, absl::MakeSpan(out)).status;
    }
    EXPECT_EQ(status, FrameStatus::kKeyExhausted);
    EXPECT_GT(sealed, 0);
    EXPECT_THAT(out, Each(0));
    EXPECT_EQ(CountEvents(pair.alice.session(), EventKind::kKeyLimitReached),
              1u);
  }
}

TEST(KeyLimitsTest, AKeyThatOpenedTooManyForgedFramesOpensNoMore) {
  for (const ProfileEntry& entry : Profiles()) {
    SCOPED_TRACE(std::string(entry.name));
    TestPair real({.profile = NamedProfile(entry.name).value()});
    const Bytes sealed = SealTo(*real.send, TestFrame(100), kInfo);
    TestPair pair({.profile = WithLimits(entry.name)});
    Opened opened = {};
    int failed = -1;
    do {
      opened = OpenFrom(*pair.receive, sealed, kInfo);
      ++failed;
    } while (opened.status == FrameStatus::kNotAuthentic &&
             failed < kMaxFrames);
    EXPECT_EQ(opened.status, FrameStatus::kKeyExhausted);
    EXPECT_GT(failed, 0);
    EXPECT_TRUE(opened.frame.empty());
    EXPECT_GE(CountEvents(pair.bob.session(), EventKind::kKeyLimitReached), 1u);
  }
}

TEST(KeyLimitsTest, AnEventPrecedesTheLimit) {
  TestPair pair({.profile = WithLimits("sframe")});
  for (const size_t size : {1u, 200u}) {
    EXPECT_EQ(CountEvents(pair.alice.session(), EventKind::kKeyNearLimit), 0u);
    SealTo(*pair.send, TestFrame(size), kInfo);
  }
  EXPECT_EQ(CountEvents(pair.alice.session(), EventKind::kKeyNearLimit), 1u);
}

TEST(KeyLimitsTest, DataPacketsCount) {
  TestPair pair({.profile = WithLimits("livekit")});
  pair.bob.session();
  DataPacketSealer sealer(pair.alice.keys().SealingKeyringOf("alice").value());
  DataPacketOpener opener(pair.bob.keys().OpeningKeyringOf("alice").value(),
                          /*ratchet_window=*/0);
  const Bytes packet = TestFrame(100);
  Bytes sealed(packet.size() + kDataPacketTagSize);
  DataPacketHeader header;
  ASSERT_EQ(sealer.Seal(packet, absl::MakeSpan(sealed), &header).status,
            FrameStatus::kOk);
  Bytes out(packet.size());
  for (uint64_t i = 0; i < kLimits.max_failed_openings; ++i) {
    EXPECT_EQ(opener.Open(header, sealed, absl::MakeSpan(out)).status,
              FrameStatus::kNotAuthentic);
  }
  EXPECT_EQ(opener.Open(header, sealed, absl::MakeSpan(out)).status,
            FrameStatus::kKeyExhausted);
  FrameStatus status = FrameStatus::kOk;
  for (int i = 0; status == FrameStatus::kOk && i < kMaxFrames; ++i) {
    std::fill(sealed.begin(), sealed.end(), uint8_t{0xcc});
    status = sealer.Seal(packet, absl::MakeSpan(sealed), &header).status;
  }
  EXPECT_EQ(status, FrameStatus::kKeyExhausted);
  EXPECT_THAT(sealed, Each(0));
}

}  // namespace
}  // namespace sealframe
