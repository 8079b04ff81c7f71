// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Diagnosis through the C interface.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

sealframe_diagnosis_key Key() {
  auto key = Defaults<sealframe_diagnosis_key>();
  key.participant = "alice";
  key.key = kTestKey.data();
  key.key_size = kTestKey.size();
  return key;
}

// Sealed returns a frame that Alice sealed with `kTestKey`.
Bytes Sealed(const char* profile, uint64_t key_index = 0,
             bool as_passphrase = false) {
  auto options = Options(profile);
  const ProviderHandle provider = NewProvider(options);
  sealframe_provider_add_local_participant(provider.get(), "alice", nullptr,
                                           nullptr);
  const auto set = as_passphrase ? sealframe_provider_set_passphrase
                                 : sealframe_provider_set_key;
  EXPECT_EQ(set(provider.get(), "alice", key_index, 0, kTestKey.data(),
                kTestKey.size(), nullptr),
            SEALFRAME_OK);
  sealframe_provider_activate(provider.get(), "alice", key_index, nullptr);
  const SessionHandle session = NewSession(provider.get());
  sealframe_session_set_e2ee_enabled(session.get(), 1);
  auto config = Config();
  config.media = SEALFRAME_AUDIO;
  SenderHandle sender;
  sealframe_send_transform_create(session.get(), &config, Out(&sender),
                                  nullptr);
  auto info = Defaults<sealframe_frame_info>();
  info.codec = SEALFRAME_CODEC_OPUS;
  const Bytes frame(60, 0xfc);
  Bytes sealed(200);
  auto result = Defaults<sealframe_frame_result>();
  EXPECT_EQ(sealframe_send_transform_seal(sender.get(), &info, frame.data(),
                                          frame.size(), sealed.data(),
                                          sealed.size(), &result),
            SEALFRAME_FRAME_OK);
  sealed.resize(result.size);
  return sealed;
}

sealframe_status Diagnose(const sealframe_provider_options& options,
                          const std::vector<sealframe_diagnosis_key>& keys,
                          const Bytes& frame, sealframe_diagnosis* diagnosis) {
  std::vector<const sealframe_diagnosis_key*> pointers;
  for (const sealframe_diagnosis_key& key : keys) {
    pointers.push_back(&key);
  }
  auto info = Defaults<sealframe_frame_info>();
  info.codec = SEALFRAME_CODEC_OPUS;
  return sealframe_diagnose(&options, pointers.data(), pointers.size(),
                            SEALFRAME_AUDIO, &info, frame.data(), frame.size(),
                            diagnosis, nullptr);
}

// ExpectReasons returns the explanation of a frame that does not open.
std::string ExpectReasons(
    const sealframe_provider_options& options,
    const std::vector<sealframe_diagnosis_key>& keys, const Bytes& frame,
    const std::vector<sealframe_failure_reason>& reasons) {
  auto diagnosis = Defaults<sealframe_diagnosis>();
  EXPECT_EQ(Diagnose(options, keys, frame, &diagnosis), SEALFRAME_OK);
  EXPECT_EQ(std::vector<sealframe_failure_reason>(
                diagnosis.reasons, diagnosis.reasons + diagnosis.num_reasons),
            reasons)
      << diagnosis.explanation;
  EXPECT_EQ(diagnosis.reason,
            reasons.empty() ? SEALFRAME_REASON_NONE : reasons.front());
  EXPECT_EQ(diagnosis.opened_size, reasons.empty() ? 60u : 0u);
  EXPECT_EQ(diagnosis.num_possible, 0u);
  return diagnosis.explanation;
}

TEST(DiagnoseTest, EveryReasonHasItsOwnName) {
  std::set<std::string> names;
  for (int value = 0; value <= SEALFRAME_REASON_ALTERED; ++value) {
    names.insert(sealframe_failure_reason_name(
        static_cast<sealframe_failure_reason>(value)));
  }
  EXPECT_EQ(names.size(), size_t{SEALFRAME_REASON_ALTERED} + 1);
  EXPECT_STREQ(sealframe_failure_reason_name(SEALFRAME_REASON_RED), "red");
  EXPECT_STREQ(
      sealframe_failure_reason_name(static_cast<sealframe_failure_reason>(99)),
      "unknown");
}

TEST(DiagnoseTest, AFrameThatOpensHasNoReason) {
  for (const char* profile : {"sframe", "livekit", "getstream"}) {
    EXPECT_EQ(ExpectReasons(Options(profile), {Key()}, Sealed(profile), {}),
              "it opens");
  }
}

TEST(DiagnoseTest, MistakesWithTheFrameAndTheKeyAreFound) {
  Bytes frame = Sealed("livekit", 0, /*as_passphrase=*/true);
  const auto options = Options("livekit");
  ExpectReasons(options, {Key()}, frame, {SEALFRAME_REASON_KEY_DERIVATION});
  frame.insert(frame.begin(), 8, 0x51);
  const std::string text =
      ExpectReasons(options, {Key()}, frame,
                    {SEALFRAME_REASON_KEY_DERIVATION, SEALFRAME_REASON_PREFIX});
  EXPECT_NE(text.find("without its first 8 bytes"), std::string::npos) << text;
}

TEST(DiagnoseTest, AnotherParticipantsKeyIsNamed) {
  const Bytes other(16, 9);
  auto first = Key();
  first.key = other.data();
  first.key_size = other.size();
  const std::string text =
      ExpectReasons(Options("sframe"), {first, Key()}, Sealed("sframe"),
                    {SEALFRAME_REASON_PARTICIPANT});
  EXPECT_NE(text.find("the key of alice"), std::string::npos) << text;
}

TEST(DiagnoseTest, AKeyUnderAnotherIndexIsNamed) {
  const Bytes third = Sealed("livekit", 3);
  auto key = Key();
  ExpectReasons(Options("livekit"), {key}, third, {SEALFRAME_REASON_KEY_INDEX});
  key.key_index = 19;  // In a ring of 16 keys.
  ExpectReasons(Options("livekit"), {key}, third, {});
  key.key_index = 0;
  key.any_key_index = 1;
  ExpectReasons(Options("livekit"), {key}, third, {});
}

TEST(DiagnoseTest, StepsThatAReceiverFollowsAreNoMistake) {
  auto options = Options("sframe");
  options.ratchet_bits = 4;
  const End alice = AlicesEnd(options);
  const SenderHandle sender = NewSender(alice.session.get());
  for (uint64_t step = 0; step < 3; ++step) {
    const Bytes frame = Seal(sender, Bytes(60, 7)).frame;
    ExpectReasons(options, {Key()}, frame, {});
    ASSERT_EQ(
        sealframe_provider_ratchet(alice.provider.get(), "alice", nullptr),
        SEALFRAME_OK);
  }
}

TEST(DiagnoseTest, AFrameBeyondTheStepsThatAReceiverFollowsDoesNotOpen) {
  auto options = Options("sframe");
  options.ratchet_bits = 4;
  const End alice = AlicesEnd(options);
  for (int step = 0; step < 9; ++step) {
    ASSERT_EQ(
        sealframe_provider_ratchet(alice.provider.get(), "alice", nullptr),
        SEALFRAME_OK);
  }
  const Bytes frame = Seal(NewSender(alice.session.get()), Bytes(60, 7)).frame;
  auto diagnosis = Defaults<sealframe_diagnosis>();
  EXPECT_EQ(Diagnose(options, {Key()}, frame, &diagnosis), SEALFRAME_OK);
  EXPECT_NE(diagnosis.status, SEALFRAME_FRAME_OK);
  EXPECT_EQ(diagnosis.opened_size, 0u);
}

TEST(DiagnoseTest, AFrameOfAMemberOfCiscosGroupOpens) {
  auto options = Options("sframe");
  options.key_mode = SEALFRAME_KEY_SHARED;
  options.cisco_mls = 1;
  options.shared_epoch_bits = 4;
  options.shared_sender_bits = 8;
  const ProviderHandle provider = NewProvider(options);
  const uint64_t member = 5;
  sealframe_provider_add_local_participant(provider.get(), "alice", &member,
                                           nullptr);
  ASSERT_EQ(sealframe_provider_set_shared_key(
                provider.get(), 2, kTestKey.data(), kTestKey.size(), nullptr),
            SEALFRAME_OK);
  sealframe_provider_activate(provider.get(), "alice", 2, nullptr);
  const SessionHandle session = NewSession(provider.get());
  sealframe_session_set_e2ee_enabled(session.get(), 1);
  const SenderHandle sender = NewSender(session.get());
  Bytes frame = Seal(sender, Bytes(60, 7)).frame;
  ExpectReasons(options, {Key()}, frame, {});
  frame.push_back(0);
  ExpectReasons(options, {Key()}, frame, {SEALFRAME_REASON_PADDING});
  auto weak = Key();
  weak.key_size = 3;
  auto diagnosis = Defaults<sealframe_diagnosis>();
  EXPECT_EQ(Diagnose(options, {weak}, frame, &diagnosis),
            SEALFRAME_INVALID_ARGUMENT);
}

TEST(DiagnoseTest, OptionsThatAProviderRefusesAreRefused) {
  const auto refuses = [](const sealframe_provider_options& options) {
    auto diagnosis = Defaults<sealframe_diagnosis>();
    return Diagnose(options, {Key()}, Bytes(40), &diagnosis) ==
           SEALFRAME_INVALID_ARGUMENT;
  };
  for (const uint32_t bits : {64u, 65u, 200u}) {
    auto options = Options("sframe");
    options.ratchet_bits = bits;
    EXPECT_TRUE(refuses(options)) << bits;
  }
  auto options = Options("livekit");
  options.key_ring_size = 257;
  EXPECT_TRUE(refuses(options));
  options = Options("videosdk");
  options.ratchet_window = 17;
  EXPECT_TRUE(refuses(options));
}

TEST(DiagnoseTest, AnUnexplainedFrameHasPossibilities) {
  Bytes frame = Sealed("livekit");
  frame[20] ^= 1;
  auto diagnosis = Defaults<sealframe_diagnosis>();
  ASSERT_EQ(Diagnose(Options("livekit"), {Key()}, frame, &diagnosis),
            SEALFRAME_OK);
  EXPECT_EQ(diagnosis.reason, SEALFRAME_REASON_UNKNOWN);
  EXPECT_EQ(diagnosis.status, SEALFRAME_FRAME_NOT_AUTHENTIC);
  EXPECT_EQ(diagnosis.num_reasons, 0u);
  ASSERT_GE(diagnosis.num_possible, 2u);
  EXPECT_EQ(diagnosis.possible[0], SEALFRAME_REASON_KEY);
  EXPECT_LT(std::strlen(diagnosis.explanation), sizeof(diagnosis.explanation));
}

TEST(DiagnoseTest, InvalidArgumentsAreRefusedAndTheOutputIsCleared) {
  const auto options = Options("sframe");
  const Bytes frame(40);
  auto diagnosis = Defaults<sealframe_diagnosis>();
  const auto refuses = [&](sealframe_status status) {
    const bool cleared =
        diagnosis.num_reasons == 0 && diagnosis.explanation[0] == '\0';
    diagnosis.explanation[0] = 'x';
    return status != SEALFRAME_OK && cleared;
  };
  EXPECT_TRUE(refuses(Diagnose(options, {}, frame, &diagnosis)));
  auto key = Key();
  key.key = nullptr;
  EXPECT_TRUE(refuses(Diagnose(options, {key}, frame, &diagnosis)));
  key = Key();
  key.key_size = 3;
  EXPECT_TRUE(refuses(Diagnose(options, {key}, frame, &diagnosis)));
  key = Key();
  key.kind = static_cast<sealframe_key_kind>(9);
  EXPECT_TRUE(refuses(Diagnose(options, {key}, frame, &diagnosis)));
  key = Key();
  key.struct_size = 0;
  EXPECT_TRUE(refuses(Diagnose(options, {key}, frame, &diagnosis)));
  EXPECT_TRUE(refuses(Diagnose(Options("rot13"), {Key()}, frame, &diagnosis)));
  auto salted = Options("sframe");
  salted.key_bits = 128;
  EXPECT_TRUE(refuses(Diagnose(salted, {Key()}, frame, &diagnosis)));
  auto nameless = Options(nullptr);
  EXPECT_TRUE(refuses(Diagnose(nameless, {Key()}, frame, &diagnosis)));
  const auto good = Key();
  const sealframe_diagnosis_key* keys[] = {&good, nullptr};
  EXPECT_TRUE(refuses(sealframe_diagnose(nullptr, keys, 1, SEALFRAME_AUDIO,
                                         nullptr, frame.data(), frame.size(),
                                         &diagnosis, nullptr)));
  EXPECT_TRUE(refuses(sealframe_diagnose(&options, nullptr, 1, SEALFRAME_AUDIO,
                                         nullptr, frame.data(), frame.size(),
                                         &diagnosis, nullptr)));
  EXPECT_TRUE(refuses(sealframe_diagnose(&options, keys, 2, SEALFRAME_AUDIO,
                                         nullptr, frame.data(), frame.size(),
                                         &diagnosis, nullptr)));
  EXPECT_TRUE(refuses(sealframe_diagnose(
      &options, keys, 1, static_cast<sealframe_media>(7), nullptr, frame.data(),
      frame.size(), &diagnosis, nullptr)));
  EXPECT_TRUE(
      refuses(sealframe_diagnose(&options, keys, 1, SEALFRAME_AUDIO, nullptr,
                                 nullptr, 4, &diagnosis, nullptr)));
  EXPECT_EQ(sealframe_diagnose(&options, keys, 1, SEALFRAME_AUDIO, nullptr,
                               frame.data(), frame.size(), nullptr, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
}

TEST(DiagnoseTest, AnErrorNamesTheKeyThatIsInvalid) {
  const auto options = Options("sframe");
  const Bytes frame(40);
  auto diagnosis = Defaults<sealframe_diagnosis>();
  auto error = Defaults<sealframe_error>();
  const auto good = Key();
  auto without_bytes = Key();
  without_bytes.key = nullptr;
  const sealframe_diagnosis_key* keys[] = {&good, &without_bytes, nullptr};
  EXPECT_EQ(sealframe_diagnose(&options, keys, 2, SEALFRAME_AUDIO, nullptr,
                               frame.data(), frame.size(), &diagnosis, &error),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_STREQ(error.message, "keys[1]->key is NULL");
  without_bytes.key = good.key;
  EXPECT_EQ(sealframe_diagnose(&options, keys, 3, SEALFRAME_AUDIO, nullptr,
                               frame.data(), frame.size(), &diagnosis, &error),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(std::string(error.message).rfind("keys[2] is invalid", 0), 0u)
      << error.message;
}

}  // namespace
}  // namespace sealframe
