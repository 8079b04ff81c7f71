// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests the option `cisco_mls` against frames of cisco/sframe's MLSContext.

#include <cstdint>
#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/frame/formats/sframe/sframe_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

std::shared_ptr<KeyProvider> NewProvider(const SFrameKeySchemeOptions& options,
                                         KeyMode mode) {
  return KeyProvider::Create(SFrameProfile(options).value(), {.mode = mode})
      .value();
}

// OptionsOf returns the options of the vector's group.
SFrameKeySchemeOptions OptionsOf(VectorBlock& block) {
  SFrameKeySchemeOptions options = {.cisco_mls = true,
                                    .allow_short_tags = true};
  options.suite = CipherSuiteFromName(block.Text("suite_name")).value();
  EXPECT_EQ(static_cast<uint64_t>(options.suite), block.Number("suite"));
  options.shared_layout = {
      .sender_bits = static_cast<unsigned>(block.Number("sender_bits")),
      .epoch_bits = static_cast<unsigned>(block.Number("epoch_bits"))};
  options.shared_context = block.Number("context");
  return options;
}

TEST(CiscoMlsTest, MembersSealAndOpenAsCiscosContext) {
  RunVectorFile("tests/vectors/sframe_cisco_mls.txt", [](VectorBlock& block) {
    const SFrameKeySchemeOptions options = OptionsOf(block);
    const KeyMaterial secret =
        KeyMaterial::FromKey(SecretBytes::CopyOf(block.Bytes("epoch_secret")));
    const uint64_t member = block.Number("index");
    const uint64_t epoch = block.Number("epoch");
    const auto alices = NewProvider(options, KeyMode::kShared);
    const auto bobs = NewProvider(options, KeyMode::kShared);
    MustBeOk(alices->AddLocalParticipant("alice", member));
    MustBeOk(bobs->AddRemoteParticipant("alice", member));
    MustBeOk(alices->SetSharedKey(epoch, secret));
    MustBeOk(bobs->SetSharedKey(epoch, secret));
    MustBeOk(alices->Activate("alice", epoch));
    const auto alice = Session::Create(alices, {.e2ee_enabled = true}).value();
    const auto bob = Session::Create(bobs, {.e2ee_enabled = true}).value();

    const Bytes metadata = block.Bytes("metadata");
    const Bytes plaintext = block.Bytes("plaintext");
    const Bytes frame = block.Bytes("frame");
    const FrameInfo info = {.metadata = metadata};
    const auto send = alice->NewSendTransform({.participant = "alice"}).value();
    EXPECT_EQ(SealTo(*send, plaintext, info), frame);
    const auto receive =
        bob->NewReceiveTransform({.participant = "alice"}).value();
    const Opened opened = OpenFrom(*receive, frame, info);
    EXPECT_EQ(opened.status, FrameStatus::kOk);
    EXPECT_EQ(opened.frame, plaintext);
  });
}

TEST(CiscoMlsTest, TakesSharedKeysOnly) {
  const auto keys = NewProvider({.cisco_mls = true}, KeyMode::kPerParticipant);
  MustBeOk(keys->AddLocalParticipant("alice"));
  EXPECT_EQ(keys->SetKey("alice", 0, TestKey(1)).code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(CiscoMlsTest, ExcludesKeysForSingleStreams) {
  EXPECT_EQ(
      SFrameProfile({.per_ssrc = true, .cisco_mls = true}).status().code(),
      absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace sealframe
