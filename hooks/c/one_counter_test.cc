// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key has one counter in the process, and none in its children.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

const std::vector<uint8_t> kFrame = {'s', 'e', 'c', 'r', 'e', 't', '!', '!'};

// NewKey returns a key that no other test has.
std::vector<uint8_t> NewKey() {
  static uint8_t last = 0;
  return std::vector<uint8_t>(16, ++last);
}

// SetIn sets `key` for sealing in a new provider.
sealframe_status SetIn(const ProviderHandle& provider,
                       const std::vector<uint8_t>& key) {
  sealframe_provider_add_local_participant(provider.get(), "alice", nullptr,
                                           nullptr);
  return sealframe_provider_set_key(provider.get(), "alice", 0, 0, key.data(),
                                    key.size(), nullptr);
}

// Sender is an end that seals with `key` for participant alice.
class Sender {
 public:
  Sender(const std::vector<uint8_t>& key, const char* profile = "sframe")
      : key_(key), provider_(NewProvider(Options(profile))) {
    Join();
    session_ = NewSession(provider_.get());
    sealframe_session_set_e2ee_enabled(session_.get(), 1);
    stream_ = NewSender(session_.get());
  }

  void Join() {
    EXPECT_EQ(SetIn(provider_, key_), SEALFRAME_OK);
    EXPECT_EQ(sealframe_provider_activate(provider_.get(), "alice", 0, nullptr),
              SEALFRAME_OK);
  }
  void Leave() {
    EXPECT_EQ(sealframe_provider_remove_participant(provider_.get(), "alice",
                                                    nullptr),
              SEALFRAME_OK);
  }

  Done SealOne() {
    auto info = Defaults<sealframe_frame_info>();
    info.codec = SEALFRAME_CODEC_VP8;
    return Seal(stream_, kFrame, &info);
  }

 private:
  const std::vector<uint8_t> key_;
  ProviderHandle provider_;
  SessionHandle session_;
  SenderHandle stream_;
};

// CounterOf returns the counter of an sframe frame below 8 with KID 0, which is
// in its first byte.
int CounterOf(const Done& sealed) {
  EXPECT_EQ(sealed.status, SEALFRAME_FRAME_OK);
  return sealed.frame.empty() ? -1 : sealed.frame.front();
}

TEST(OneCounterTest, ContinuesInAProviderMadeAnew) {
  const std::vector<uint8_t> key = NewKey();
  EXPECT_EQ(CounterOf(Sender(key).SealOne()), 0);
  EXPECT_EQ(CounterOf(Sender(key).SealOne()), 1);
}

TEST(OneCounterTest, IsSharedByProvidersThatExistAtOnce) {
  const std::vector<uint8_t> key = NewKey();
  Sender camera(key);
  Sender microphone(key);
  EXPECT_EQ(CounterOf(camera.SealOne()), 0);
  EXPECT_EQ(CounterOf(microphone.SealOne()), 1);
  EXPECT_EQ(CounterOf(camera.SealOne()), 2);
}

TEST(OneCounterTest, ContinuesForAParticipantThatLeavesAndReturns) {
  Sender sender(NewKey());
  EXPECT_EQ(CounterOf(sender.SealOne()), 0);
  sender.Leave();
  EXPECT_EQ(sender.SealOne().status, SEALFRAME_FRAME_MISSING_KEY);
  sender.Join();
  EXPECT_EQ(CounterOf(sender.SealOne()), 1);
}

// Bytes of an IV are at the end of a frame, before its size and the ring index.
std::string IvOf(const Done& sealed) {
  EXPECT_EQ(sealed.status, SEALFRAME_FRAME_OK);
  return {sealed.frame.end() - 14, sealed.frame.end() - 2};
}

// Without SSRCs and timestamps, only the counter separates IVs.
TEST(OneCounterTest, KeepsIvsApartInFormatsThatSendThem) {
  for (const char* const profile : {"livekit", "videosdk", "jframe"}) {
    const std::vector<uint8_t> key = NewKey();
    std::set<std::string> ivs;
    for (int i = 0; i < 3; ++i) {
      Sender one(key, profile);
      Sender other(key, profile);
      for (int frame = 0; frame < 3; ++frame) {
        ivs.insert(IvOf(one.SealOne()));
        ivs.insert(IvOf(other.SealOne()));
      }
    }
    EXPECT_EQ(ivs.size(), 18u) << profile;
  }
}

TEST(OneCounterTest, IsNotCountedForKeysThatOpen) {
  const std::vector<uint8_t> key = NewKey();
  Sender alice(key);
  const ProviderHandle bobs = NewProvider();
  EXPECT_EQ(sealframe_provider_set_key(bobs.get(), "alice", 0, 0, key.data(),
                                       key.size(), nullptr),
            SEALFRAME_OK);
  const SessionHandle session = NewSession(bobs.get());
  sealframe_session_set_e2ee_enabled(session.get(), 1);
  const ReceiverHandle receiver = NewReceiver(session.get());
  EXPECT_EQ(Open(receiver, alice.SealOne().frame).frame, kFrame);
}

// InChild returns whether `check` holds in a forked child.
template <typename Check>
bool InChild(Check check) {
  const pid_t child = fork();
  if (child == 0) {
    _exit(check() ? 0 : 1);
  }
  int status = -1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(OneCounterTest, AForkedChildSealsOnlyWithNewKeys) {
  for (const char* const profile :
       {"sframe", "livekit", "videosdk", "jframe", "dave", "getstream"}) {
    const std::vector<uint8_t> key = NewKey();
    const std::vector<uint8_t> child_key = NewKey();
    Sender sender(key, profile);
    EXPECT_EQ(sender.SealOne().status, SEALFRAME_FRAME_OK);
    EXPECT_TRUE(InChild([&] {
      const Done sealed = sender.SealOne();
      return sealed.status == SEALFRAME_FRAME_KEY_FORKED &&
             sealed.frame.empty();
    })) << profile;
    EXPECT_TRUE(InChild([&] {
      return SetIn(NewProvider(Options(profile)), key) ==
                 SEALFRAME_FAILED_PRECONDITION &&
             Sender(child_key, profile).SealOne().status == SEALFRAME_FRAME_OK;
    })) << profile;
    EXPECT_EQ(sender.SealOne().status, SEALFRAME_FRAME_OK) << profile;
  }
}

// Parent and child could both derive the same key.
TEST(OneCounterTest, AForkedChildDerivesNoSealingKeysFromItsParents) {
  for (const char* const profile : {"sframe", "livekit", "jframe"}) {
    auto options = Options(profile);
    options.ratchet_bits = profile == std::string("sframe") ? 4 : 0;
    const End alice = AlicesEnd(options);
    sealframe_provider* const provider = alice.provider.get();
    EXPECT_TRUE(InChild([&] {
      return sealframe_provider_ratchet(provider, "alice", nullptr) ==
             SEALFRAME_FAILED_PRECONDITION;
    })) << profile;
    EXPECT_EQ(sealframe_provider_ratchet(provider, "alice", nullptr),
              SEALFRAME_OK)
        << profile;
  }
}

TEST(OneCounterTest, AForkedChildTakesNoSsrcAndNoPlaceUnderASharedKey) {
  auto options = Options();
  options.per_ssrc = 1;
  const End alice = AlicesEnd(options);
  EXPECT_TRUE(InChild([&] {
    return sealframe_provider_add_ssrc(alice.provider.get(), "alice", 7,
                                       nullptr) ==
           SEALFRAME_FAILED_PRECONDITION;
  }));
  options = Options();
  options.key_mode = SEALFRAME_KEY_SHARED;
  const ProviderHandle shared = NewProvider(options);
  const std::vector<uint8_t> key = NewKey();
  ASSERT_EQ(sealframe_provider_set_shared_key(shared.get(), 0, key.data(),
                                              key.size(), nullptr),
            SEALFRAME_OK);
  const uint64_t number = 1;
  EXPECT_TRUE(InChild([&] {
    return sealframe_provider_add_local_participant(shared.get(), "alice",
                                                    &number, nullptr) ==
           SEALFRAME_FAILED_PRECONDITION;
  }));
  EXPECT_EQ(sealframe_provider_add_local_participant(shared.get(), "alice",
                                                     &number, nullptr),
            SEALFRAME_OK);
}

TEST(OneCounterTest, AForkedChildStillOpens) {
  const std::vector<uint8_t> key = NewKey();
  Sender alice(key);
  const ProviderHandle bobs = NewProvider();
  sealframe_provider_set_key(bobs.get(), "alice", 0, 0, key.data(), key.size(),
                             nullptr);
  const SessionHandle session = NewSession(bobs.get());
  sealframe_session_set_e2ee_enabled(session.get(), 1);
  const ReceiverHandle receiver = NewReceiver(session.get());
  const std::vector<uint8_t> sealed = alice.SealOne().frame;
  EXPECT_TRUE(InChild([&] { return Open(receiver, sealed).frame == kFrame; }));
}

// The places in a sorted list of names change when somebody joins.
TEST(OneCounterTest, PlacesInASortedListAreRefusedAsSenderNumbers) {
  auto options = Options();
  options.key_mode = SEALFRAME_KEY_SHARED;
  const ProviderHandle provider = NewProvider(options);
  const std::vector<uint8_t> key = NewKey();
  ASSERT_EQ(sealframe_provider_set_shared_key(provider.get(), 0, key.data(),
                                              key.size(), nullptr),
            SEALFRAME_OK);
  const auto add = [&](const char* name, uint64_t number) {
    return sealframe_provider_add_remote_participant(provider.get(), name,
                                                     &number, nullptr);
  };
  EXPECT_EQ(add("alice", 0), SEALFRAME_OK);
  EXPECT_EQ(add("carol", 1), SEALFRAME_OK);
  EXPECT_EQ(add("bob", 1), SEALFRAME_ALREADY_EXISTS);
  ASSERT_EQ(
      sealframe_provider_remove_participant(provider.get(), "carol", nullptr),
      SEALFRAME_OK);
  EXPECT_EQ(add("bob", 1), SEALFRAME_ALREADY_EXISTS) << "carol had it";
  EXPECT_EQ(add("bob", 2), SEALFRAME_OK);
}

}  // namespace
}  // namespace sealframe
