// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A cipher that fails, as a device or a library might, lets no frame out.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/ring/livekit_data_packet.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/testing/chosen_keys.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::Each;

Profile WithFailingCipher(absl::string_view name) {
  return WithChosenKeys(NamedProfile(name).value(),
                        {.seal = [](absl::Span<uint8_t>) { return false; }});
}

// ExpectNothing seals `frame` with `send`, and expects no byte of it.
void ExpectNothing(SendTransform& send, const FrameInfo& info,
                   const Bytes& frame = TestFrame(100)) {
  Bytes out(send.MaxSealedSize(frame.size()), 0xcc);
  const FrameResult result = send.Seal(info, frame, absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kInternalError);
  EXPECT_EQ(result.size, 0u);
  EXPECT_THAT(out, Each(0));
}

TEST(FailingCipherTest, NoFrameComesOutInAnyProfile) {
  const Bytes slices = FromHex(
      "0000000165b84011a1a2a3a4a5a6a7a80000000165b84011a1a2a3a4a5a6a7a8");
  for (const ProfileEntry& entry : Profiles()) {
    SCOPED_TRACE(std::string(entry.name));
    const TestPair pair({.profile = WithFailingCipher(entry.name)});
    ExpectNothing(*pair.send, {.codec = Codec::kVp8});
    ExpectNothing(*pair.send, {.codec = Codec::kH264}, slices);
  }
}

TEST(FailingCipherTest, NoFrameWithMetadataComesOut) {
  const TestPair pair({.profile = WithFailingCipher("sframe")});
  const Bytes metadata = TestFrame(10);
  ExpectNothing(*pair.send, {.metadata = metadata});
}

TEST(FailingCipherTest, NoDataPacketComesOut) {
  TestPair pair({.profile = WithFailingCipher("livekit")});
  DataPacketSealer sealer(pair.alice.keys().SealingKeyringOf("alice").value());
  const Bytes packet = TestFrame(100);
  Bytes out(packet.size() + kDataPacketTagSize, 0xcc);
  DataPacketHeader header;
  const FrameResult result = sealer.Seal(packet, absl::MakeSpan(out), &header);
  EXPECT_EQ(result.status, FrameStatus::kInternalError);
  EXPECT_EQ(result.size, 0u);
  EXPECT_THAT(out, Each(0));
}

TEST(FailingCipherTest, TheStreamReportsAnInternalError) {
  TestPair pair({.profile = WithFailingCipher("sframe")});
  ExpectNothing(*pair.send, {});
  const std::vector<Event> events = pair.alice.session().Poll();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].state, StreamState::kInternalError);
}

}  // namespace
}  // namespace sealframe
