// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Retired, ratcheted-past and removed keys are gone from memory after the next
// `Poll`, although one of the streams that used them is muted. Both ends of a
// call are in this process, so this holds for sealing and opening keys.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/engine/testing/key_secrets.h"
#include "sealframe/tests/engine/testing/memory_scan.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr uint64_t kKeys = 3;
constexpr uint64_t kSteps = 12;  // More than any profile derives ahead.
constexpr absl::Duration kOverlap = absl::Seconds(10);

// End is one end of a call, with two streams of alice.
template <typename Transform>
struct End {
  std::shared_ptr<KeyProvider> keys;
  std::unique_ptr<Session> session;
  std::unique_ptr<Transform> active;
  std::unique_ptr<Transform> muted;
};

class SecretsMemoryTest : public ::testing::TestWithParam<ScanProfile> {
 protected:
  SecretsMemoryTest() {
    for (uint64_t number = 0; number < kKeys; ++number) {
      secrets_.push_back(InChild([&] {
        std::vector<MaskedSecret> all;
        const uint64_t steps = GetParam().name == "getstream" ? 1 : kSteps;
        for (uint64_t step = 0; step < steps; ++step) {
          for (MaskedSecret& secret : SecretsOf(GetParam(), number, step)) {
            all.push_back(std::move(secret));
          }
        }
        return all;
      }));
    }
    alice_.keys = NewProvider();
    bob_.keys = NewProvider();
    EXPECT_TRUE(alice_.keys->AddLocalParticipant("alice").ok());
    SetKey(0);
    alice_.session = NewSession(alice_.keys);
    bob_.session = NewSession(bob_.keys);
    alice_.active = *alice_.session->NewSendTransform({.participant = "alice"});
    alice_.muted = *alice_.session->NewSendTransform({.participant = "alice"});
    bob_.active =
        bob_.session->NewReceiveTransform({.participant = "alice"}).value();
    bob_.muted =
        bob_.session->NewReceiveTransform({.participant = "alice"}).value();
    SendFrame(*alice_.active, *bob_.active);
    SendFrame(*alice_.muted, *bob_.muted);
  }

  std::shared_ptr<KeyProvider> NewProvider() {
    NamedProfileOptions options;
    options.sframe.suite = GetParam().suite;
    options.sframe.ratchet_bits = kScanRatchetBits;
    return *KeyProvider::Create(
        *NamedProfile(GetParam().name, options),
        {.ratchet_overlap = kOverlap, .clock = &clock_});
  }

  std::unique_ptr<Session> NewSession(
      const std::shared_ptr<KeyProvider>& keys) {
    return *Session::Create(keys, {.e2ee_enabled = true});
  }

  // SetKey sets key `number` at both ends, and activates it.
  void SetKey(uint64_t number) {
    const KeyMaterial material =
        KeyMaterial::FromKey(ScanKey(GetParam(), number));
    ASSERT_TRUE(bob_.keys->SetKey("alice", number, material).ok());
    ASSERT_TRUE(alice_.keys->SetKey("alice", number, material).ok());
    ASSERT_TRUE(alice_.keys->Activate("alice", number).ok());
  }

  void SendFrame(SendTransform& send, ReceiveTransform& receive) {
    const FrameInfo info = {.kind = MediaKind::kAudio,
                            .codec = Codec::kOpus,
                            .ssrc = 7,
                            .rtp_timestamp = timestamp_ += 960};
    const std::vector<uint8_t> frame(40, 5);
    std::vector<uint8_t> sealed(send.MaxSealedSize(frame.size()));
    const FrameResult result = send.Seal(info, frame, absl::MakeSpan(sealed));
    ASSERT_EQ(result.status, FrameStatus::kOk);
    sealed.resize(result.size);
    std::vector<uint8_t> out(receive.MaxOpenedSize(sealed.size()));
    ASSERT_EQ(receive.Open(info, sealed, absl::MakeSpan(out)).status,
              FrameStatus::kOk);
  }

  // PollOnce polls both ends, after every overlap has passed.
  void PollOnce() {
    clock_.Advance(kOverlap);
    alice_.session->Poll();
    bob_.session->Poll();
  }

  // Found returns where the secrets of key `number` are in memory, or only
  // those whose names contain `part`.
  std::vector<std::string> Found(size_t number, const std::string& part = "") {
    std::vector<MaskedSecret> wanted;
    for (const MaskedSecret& secret : secrets_[number]) {
      if (secret.name.find(part) != std::string::npos) {
        wanted.push_back(secret);
      }
    }
    EXPECT_THAT(wanted, Not(IsEmpty()));
    return FindInMemory(wanted);
  }

  FakeClock clock_;
  uint32_t timestamp_ = 0;
  std::vector<std::vector<MaskedSecret>> secrets_;  // By key.
  End<SendTransform> alice_;
  End<ReceiveTransform> bob_;
};

// Without this, a search for the wrong bytes would pass the tests below.
TEST_P(SecretsMemoryTest, KeysInUseAreFound) {
  const std::string key =
      GetParam().name == "getstream" ? "step 0 material" : "step 0 AEAD key";
  EXPECT_THAT(Found(0, key), Not(IsEmpty()));
  if (GetParam().name == "sframe") {
    EXPECT_THAT(Found(0, "step 0 salt"), Not(IsEmpty()));
    if (GetCipherSuiteInfo(GetParam().suite).aead == AeadKind::kAesCtrHmac) {
      EXPECT_THAT(Found(0, "step 0 HMAC state"), Not(IsEmpty()));
    }
  }
}

TEST_P(SecretsMemoryTest, AStepThatWasRatchetedPastIsGone) {
  if (!GetParam().ratchets) {
    GTEST_SKIP() << "the application cannot ratchet";
  }
  ASSERT_TRUE(alice_.keys->Ratchet("alice").ok());
  SendFrame(*alice_.active, *bob_.active);
  bob_.session->Poll();
  PollOnce();
  // LiveKit's AEAD key is the front of the next step's material.
  const bool is_livekit = GetParam().name == "livekit";
  EXPECT_THAT(Found(0, is_livekit ? "step 0 material" : "step 0 "), IsEmpty());
}

TEST_P(SecretsMemoryTest, ARetiredKeyIsGoneAfterItsOverlap) {
  SetKey(1);
  SendFrame(*alice_.active, *bob_.active);
  ASSERT_TRUE(alice_.keys->Retire("alice", 0, kOverlap).ok());
  ASSERT_TRUE(bob_.keys->Retire("alice", 0, kOverlap).ok());
  PollOnce();
  EXPECT_THAT(Found(0), IsEmpty());
  SendFrame(*alice_.active, *bob_.active);
}

TEST_P(SecretsMemoryTest, AKeyThatAnotherReplacedIsGone) {
  ASSERT_TRUE(alice_.keys->Retire("alice", 0, {}).ok());
  ASSERT_TRUE(bob_.keys->Retire("alice", 0, kOverlap).ok());
  SetKey(1);
  SendFrame(*alice_.active, *bob_.active);
  PollOnce();
  EXPECT_THAT(Found(0), IsEmpty());
}

TEST_P(SecretsMemoryTest, TheKeysOfARemovedParticipantAreGone) {
  ASSERT_TRUE(alice_.keys->RemoveParticipant("alice").ok());
  ASSERT_TRUE(bob_.keys->RemoveParticipant("alice").ok());
  PollOnce();
  EXPECT_THAT(Found(0), IsEmpty());
}

TEST_P(SecretsMemoryTest, NothingIsLeftOfAnEndedCall) {
  SetKey(1);
  SendFrame(*alice_.active, *bob_.active);
  alice_.session.reset();
  bob_.session.reset();
  alice_ = {};
  bob_ = {};
  EXPECT_THAT(Found(0), IsEmpty());
  EXPECT_THAT(Found(1), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Profiles, SecretsMemoryTest,
    ::testing::Values(ScanProfile{.name = "sframe", .ratchets = true},
                      ScanProfile{.name = "sframe",
                                  .suite = CipherSuite::kAes256GcmSha512_128,
                                  .ratchets = true},
                      ScanProfile{.name = "sframe",
                                  .suite = CipherSuite::kAes128CtrHmacSha256_80,
                                  .ratchets = true},
                      ScanProfile{.name = "sframe",
                                  .suite = CipherSuite::kAes256CtrHmacSha512_80,
                                  .ratchets = true},
                      ScanProfile{.name = "livekit", .ratchets = true},
                      ScanProfile{.name = "videosdk"},
                      ScanProfile{.name = "jframe", .ratchets = true},
                      ScanProfile{.name = "dave", .key_size = 16},
                      ScanProfile{.name = "getstream"}),
    [](const ::testing::TestParamInfo<ScanProfile>& each) {
      return absl::StrCat(each.param.name, each.index);
    });

TEST(MemoryScanTest, FindsAPlantedSecret) {
  const ScanProfile profile;
  const std::vector<MaskedSecret> secrets = InChild([&] {
    return std::vector<MaskedSecret>{
        Mask("planted", ScanKey(profile, 99).Reveal())};
  });
  EXPECT_THAT(FindInMemory(secrets), IsEmpty());
  {
    const SecretBytes planted = ScanKey(profile, 99);
    EXPECT_THAT(FindInMemory(secrets),
                ::testing::ElementsAre(HasSubstr("planted: ")));
  }
  EXPECT_THAT(FindInMemory(secrets), IsEmpty());
}

}  // namespace
}  // namespace sealframe
