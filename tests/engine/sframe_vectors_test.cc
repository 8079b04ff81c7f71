// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests SFrame's known answers through the engine's public interface: frames
// from other implementations open, and the engine produces the same bytes.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/check_key_material.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

// The engine never seals with the last counter, so that counters cannot wrap.
constexpr uint64_t kLastCounter = ~uint64_t{0};

// OneCounter gives every key a single counter.
class OneCounter final : public CounterReservations {
 public:
  explicit OneCounter(uint64_t counter) : counter_(counter) {}

  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t) override {
    return CounterRange{.begin = counter_, .end = counter_ + 1};
  }

 private:
  const uint64_t counter_;
};

CipherSuite SuiteOf(VectorBlock& block) {
  const std::optional<CipherSuite> suite =
      CipherSuiteFromName(block.Text("suite_name"));
  EXPECT_TRUE(suite.has_value());
  const CipherSuite found = suite.value_or(CipherSuite::kAes128GcmSha256_128);
  EXPECT_EQ(static_cast<uint64_t>(found), block.Number("suite"));
  return found;
}

SecretBytes SecretOf(VectorBlock& block, absl::string_view name) {
  return SecretBytes::CopyOf(block.Bytes(name));
}

void IgnoreIfThere(VectorBlock& block,
                   std::initializer_list<absl::string_view> names) {
  for (const absl::string_view name : names) {
    if (block.Has(name)) {
      block.Ignore(name);
    }
  }
}

// Ends holds a sender that starts at the vector's counter and a receiver. Both
// have the vector's base key as key `index`.
class Ends {
 public:
  Ends(TestEndOptions options, uint64_t ctr, uint64_t index,
       const SecretBytes& base_key, std::optional<uint32_t> ssrc = {})
      : counter_(ctr), alice_(WithCounter(options, &counter_)), bob_(options) {
    MustBeOk(alice_.keys().AddLocalParticipant("alice"));
    MustBeOk(bob_.keys().AddRemoteParticipant("alice"));
    if (ssrc.has_value()) {
      MustBeOk(alice_.keys().AddSsrc("alice", *ssrc));
      MustBeOk(bob_.keys().AddSsrc("alice", *ssrc));
    }
    MustBeOk(
        alice_.keys().SetKey("alice", index, KeyMaterial::FromKey(base_key)));
    MustBeOk(
        bob_.keys().SetKey("alice", index, KeyMaterial::FromKey(base_key)));
    MustBeOk(alice_.keys().Activate("alice", index));
    send_ = alice_.session().NewSendTransform({.participant = "alice"}).value();
    receive_ =
        bob_.session().NewReceiveTransform({.participant = "alice"}).value();
  }

  // Ratchet ratchets the sender once. If `send_a_frame` is true, the receiver
  // opens a frame of the new step and follows in `Poll`.
  void Ratchet(bool send_a_frame, const FrameInfo& info) {
    MustBeOk(alice_.keys().Ratchet("alice"));
    if (send_a_frame) {
      const Bytes sealed = SealTo(*send_, TestFrame(10), info);
      ASSERT_EQ(OpenFrom(*receive_, sealed, info).status, FrameStatus::kOk);
      bob_.session().Poll();
    }
  }

  SendTransform& send() { return *send_; }
  ReceiveTransform& receive() { return *receive_; }

 private:
  static TestEndOptions WithCounter(TestEndOptions options,
                                    OneCounter* counter) {
    options.reservations = counter;
    return options;
  }

  OneCounter counter_;
  TestEnd alice_;
  TestEnd bob_;
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
};

void ExpectValid(VectorBlock& block, Ends& ends, uint64_t ctr,
                 FrameInfo info = {}) {
  const Bytes metadata = block.Bytes("metadata");
  const Bytes plaintext = block.Bytes("plaintext");
  const Bytes frame = block.Bytes("frame");
  info.metadata = metadata;
  if (ctr != kLastCounter) {
    EXPECT_EQ(SealTo(ends.send(), plaintext, info), frame);
  }
  const Opened opened = OpenFrom(ends.receive(), frame, info);
  EXPECT_EQ(opened.status, FrameStatus::kOk) << FrameStatusName(opened.status);
  EXPECT_EQ(opened.frame, plaintext);
  EXPECT_EQ(OpenFrom(ends.receive(), frame, info).status,
            FrameStatus::kReplayed);
}

void ExpectInvalid(VectorBlock& block, Ends& ends, uint64_t kid) {
  const std::string reason = block.Text("reason");
  const Bytes metadata = block.Bytes("metadata");
  const Bytes frame = block.Bytes("frame");
  const ParsedSFrameHeader parsed = ParseSFrameHeader(frame);
  FrameStatus want = FrameStatus::kMalformed;
  if (frame.empty()) {
    want = FrameStatus::kPassedThrough;
  } else if (parsed.error == SFrameHeaderError::kNone &&
             parsed.header.kid != kid) {
    want = FrameStatus::kMissingKey;
  } else if (reason == "not_authentic") {
    want = FrameStatus::kNotAuthentic;
  }
  const Opened opened = OpenFrom(ends.receive(), frame, {.metadata = metadata});
  EXPECT_EQ(opened.status, want) << FrameStatusName(opened.status);
  EXPECT_EQ(opened.frame, Bytes());
}

// SkipIfRefused skips a block whose base key is too short for a provider. Known
// answers of such keys are those of the key schedule and the command line.
bool SkipIfRefused(VectorBlock& block) {
  const SecretBytes base_key = SecretOf(block, "base_key");
  if (CheckKeyMaterial(KeyMaterial::FromKey(base_key)).ok()) {
    return false;
  }
  block.Skip();
  return true;
}

void TestFrameVector(VectorBlock& block) {
  if (SkipIfRefused(block)) {
    return;
  }
  const TestEndOptions options = {.suite = SuiteOf(block)};
  const uint64_t kid = block.Number("kid");
  const uint64_t ctr = block.Has("ctr") ? block.Number("ctr") : 0;
  Ends ends(options, ctr == kLastCounter ? 0 : ctr, kid,
            SecretOf(block, "base_key"));
  IgnoreIfThere(block,
                {"sframe_key_label", "sframe_salt_label", "sframe_secret",
                 "sframe_key", "sframe_salt", "nonce", "aad"});
  if (block.Has("result") && block.Text("result") == "invalid") {
    ExpectInvalid(block, ends, kid);
  } else {
    ExpectValid(block, ends, ctr);
  }
}

TEST(SFrameVectorsTest, PublishedFramesSealAndOpen) {
  RunVectorFile("tests/vectors/sframe_frame.txt", TestFrameVector);
}

// As where the base key stays in other software.
TEST(SFrameVectorsTest, PublishedFramesOpenWithTheirDerivedKeys) {
  RunVectorFile("tests/vectors/sframe_frame.txt", [](VectorBlock& block) {
    TestEnd end({.suite = SuiteOf(block)});
    MustBeOk(end.keys().SetKey(
        "alice", block.Number("kid"),
        KeyMaterial::FromAeadKeyAndSalt(SecretOf(block, "sframe_key"),
                                        SecretOf(block, "sframe_salt"))));
    const auto receive =
        end.session().NewReceiveTransform({.participant = "alice"}).value();
    const Bytes metadata = block.Bytes("metadata");
    const Bytes frame = block.Bytes("frame");
    const FrameInfo info = {.metadata = metadata};
    const Opened opened = OpenFrom(*receive, frame, info);
    EXPECT_EQ(opened.status, FrameStatus::kOk);
    EXPECT_EQ(opened.frame, block.Bytes("plaintext"));
    EXPECT_EQ(OpenFrom(*receive, frame, info).status, FrameStatus::kReplayed);
    IgnoreIfThere(block,
                  {"ctr", "base_key", "sframe_key_label", "sframe_salt_label",
                   "sframe_secret", "nonce", "aad"});
  });
}

TEST(SFrameVectorsTest, IndependentFramesSealAndOpenOrAreRefused) {
  RunVectorFile("tests/vectors/sframe_independent.txt", TestFrameVector);
}

// Ratchets a sender step by step from the vector's base key while its receiver
// follows. Without step bits in the KID, a key cannot ratchet in place, so the
// ratcheted key is set as a new base key.
void TestRatchetVector(VectorBlock& block) {
  if (SkipIfRefused(block)) {
    return;
  }
  TestEndOptions options = {
      .suite = SuiteOf(block),
      .ratchet_bits = static_cast<unsigned>(block.Number("ratchet_bits")),
      .per_ssrc = block.Has("ssrc")};
  const auto ssrc =
      static_cast<uint32_t>(options.per_ssrc ? block.Number("ssrc") : 0);
  uint64_t steps = block.Number("ratchet_step");
  SecretBytes base_key = SecretOf(block, "base_key");
  if (options.ratchet_bits == 0 && steps != 0) {
    base_key = SecretOf(block, "ratcheted_key");
    options.per_ssrc = false;
    steps = 0;
  }
  const uint64_t ctr = block.Number("ctr");
  Ends ends(options, ctr, block.Number("key_generation"), base_key,
            options.per_ssrc ? std::make_optional(ssrc) : std::nullopt);
  const FrameInfo info = {.ssrc = ssrc};
  for (uint64_t step = 1; step <= steps; ++step) {
    ends.Ratchet(/*send_a_frame=*/step != steps, info);
  }
  EXPECT_EQ(ParseSFrameHeader(block.Bytes("frame")).header.kid,
            block.Number("kid"));
  IgnoreIfThere(block, {"ratcheted_key", "ssrc_key", "ssrc_key_0", "ssrc_key_1",
                        "ssrc_key_2", "ssrc_key_3"});
  ExpectValid(block, ends, ctr, info);
}

TEST(SFrameVectorsTest, FramesWithRatchetedSenderKeysSealAndOpen) {
  RunVectorFile("tests/vectors/sframe_independent_ratchet.txt",
                TestRatchetVector);
}

TEST(SFrameVectorsTest, FramesWithPerSsrcKeysSealAndOpen) {
  RunVectorFile("tests/vectors/sframe_per_ssrc.txt", TestRatchetVector);
}

TEST(SFrameVectorsTest, FramesOfCamerasSealAndOpen) {
  RunVectorFile("tests/vectors/sframe_cameras.txt", TestRatchetVector);
}

TEST(SFrameVectorsTest, FramesWithRatchetedPerSsrcKeysSealAndOpen) {
  RunVectorFile("tests/vectors/sframe_independent_per_ssrc.txt",
                TestRatchetVector);
}

}  // namespace
}  // namespace sealframe
