// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Each step of a key derivation fails once, in each call that derives keys. The
// call returns the error and changes nothing: the media goes on, and the same
// call works the next time.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/sframe/sframe_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

constexpr uint32_t kSsrc = 7;

// Faults decides which step of a derivation fails.
class Faults {
 public:
  void FailStep(int number) { steps_left_ = number; }
  // Happened returns whether a step has failed since `FailStep`.
  bool Happened() const { return steps_left_ <= 0; }

  // Step returns what `derive` returns, unless this step fails.
  template <typename Derive>
  auto Step(const Derive& derive) -> decltype(derive()) {
    if (--steps_left_ == 0) {
      return absl::UnavailableError("this step fails");
    }
    return derive();
  }

 private:
  int steps_left_ = 0;
};

class FaultyScheme final : public KeyScheme {
 public:
  FaultyScheme(std::shared_ptr<const KeyScheme> scheme, Faults* faults)
      : KeyScheme(scheme->traits()),
        scheme_(std::move(scheme)),
        faults_(*faults) {}

  absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                 uint64_t step) const override {
    return faults_.Step([&] { return scheme_->KeyId(key_index, step); });
  }
  absl::StatusOr<uint64_t> SharedKeyId(
      uint64_t key_index,
      std::optional<uint64_t> sender_number) const override {
    return scheme_->SharedKeyId(key_index, sender_number);
  }
  absl::StatusOr<KeyMaterial> Expand(
      const KeyMaterial& material) const override {
    return faults_.Step([&] { return scheme_->Expand(material); });
  }
  absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const KeyMaterial& material,
      CounterReservations* reservations) const override {
    return faults_.Step(
        [&] { return scheme_->NewSealingKey(kid, material, reservations); });
  }
  absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const KeyMaterial& material) const override {
    return faults_.Step([&] { return scheme_->NewOpeningKey(kid, material); });
  }
  absl::StatusOr<KeyMaterial> Ratchet(const KeyMaterial& material,
                                      uint64_t step) const override {
    return faults_.Step([&] { return scheme_->Ratchet(material, step); });
  }
  absl::StatusOr<KeyMaterial> MaterialForSsrc(const KeyMaterial& material,
                                              uint32_t ssrc) const override {
    return faults_.Step(
        [&] { return scheme_->MaterialForSsrc(material, ssrc); });
  }

 private:
  const std::shared_ptr<const KeyScheme> scheme_;
  Faults& faults_;
};

// FaultyCall is a call in which "alice" sends one stream to "bob".
class FaultyCall {
 public:
  FaultyCall(const Profile& profile, KeyMode mode)
      : alice_(Options(profile, mode)), bob_(Options(profile, mode)) {
    MustBeOk(alice().AddLocalParticipant("alice"));
    MustBeOk(bob().AddRemoteParticipant("alice"));
  }

  KeyProvider& alice() { return alice_.keys(); }
  KeyProvider& bob() { return bob_.keys(); }

  // Try makes one step of `change` fail after the other, until none is left.
  void Try(const std::string& name,
           const std::function<absl::Status()>& change) {
    SCOPED_TRACE(name);
    for (int step = 1; step < 1000; ++step) {
      faults_.FailStep(step);
      const absl::Status status = change();
      if (!faults_.Happened()) {
        EXPECT_TRUE(status.ok()) << status;
        EXPECT_GT(step, 1) << "nothing was derived";
        return;
      }
      EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << step;
      ExpectMediaAsBefore();
    }
    ADD_FAILURE() << "the derivation never ended";
  }

  // BeginMedia makes the streams. From here on each frame must open.
  void BeginMedia() {
    MustBeOk(alice().Activate("alice", 0));
    send_ = alice_.session().NewSendTransform({.participant = "alice"}).value();
    receive_ =
        bob_.session().NewReceiveTransform({.participant = "alice"}).value();
    ExpectMediaAsBefore();
  }

  void ExpectMediaAsBefore() {
    if (send_ != nullptr) {
      info_.rtp_timestamp += 3000;
      const Bytes frame = TestFrame(50);
      EXPECT_EQ(OpenFrom(*receive_, SealTo(*send_, frame, info_), info_).frame,
                frame);
    }
  }

  // BobFollows is bob's maintenance, which follows alice's ratchet. Nobody
  // waits for its result.
  void BobFollows() {
    for (int step = 1; step < 1000; ++step) {
      ExpectMediaAsBefore();
      faults_.FailStep(step);
      bob_.session().Poll();
      if (!faults_.Happened()) {
        return;
      }
    }
  }

 private:
  TestEndOptions Options(const Profile& profile, KeyMode mode) {
    Profile faulty = profile;
    faulty.scheme = std::make_shared<FaultyScheme>(profile.scheme, &faults_);
    return {.profile = std::move(faulty), .key_mode = mode};
  }

  Faults faults_;
  TestEnd alice_;
  TestEnd bob_;
  FrameInfo info_ = {.ssrc = kSsrc};
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
};

TEST(KeyDerivationFailureTest, KeysOfParticipants) {
  FaultyCall call(SFrameProfile({.ratchet_bits = 2}).value(),
                  KeyMode::kPerParticipant);
  for (const uint64_t index : {0u, 1u}) {
    call.Try("sealing", [&] {
      return call.alice().SetKey("alice", index, TestKey(index));
    });
    call.Try("opening",
             [&] { return call.bob().SetKey("alice", index, TestKey(index)); });
    if (index == 0) {
      call.BeginMedia();
    }
  }
}

TEST(KeyDerivationFailureTest, Ratchets) {
  FaultyCall call(SFrameProfile({.ratchet_bits = 2}).value(),
                  KeyMode::kPerParticipant);
  MustBeOk(call.alice().SetKey("alice", 0, TestKey(0)));
  MustBeOk(call.bob().SetKey("alice", 0, TestKey(0)));
  call.BeginMedia();
  for (int step = 1; step < 6; ++step) {
    call.Try("ratchet", [&] { return call.alice().Ratchet("alice"); });
    call.BobFollows();
  }
}

TEST(KeyDerivationFailureTest, KeysOfSingleStreams) {
  FaultyCall call(SFrameProfile({.ratchet_bits = 2, .per_ssrc = true}).value(),
                  KeyMode::kPerParticipant);
  MustBeOk(call.alice().AddSsrc("alice", kSsrc));
  MustBeOk(call.bob().AddSsrc("alice", kSsrc));
  call.Try("sealing",
           [&] { return call.alice().SetKey("alice", 0, TestKey(0)); });
  call.Try("opening",
           [&] { return call.bob().SetKey("alice", 0, TestKey(0)); });
  call.BeginMedia();
  call.Try("sealing", [&] { return call.alice().AddSsrc("alice", 8); });
  call.Try("opening", [&] { return call.bob().AddSsrc("alice", 8); });
  call.Try("ratchet", [&] { return call.alice().Ratchet("alice"); });
  call.BobFollows();
}

TEST(KeyDerivationFailureTest, SharedKeys) {
  FaultyCall call(LiveKitProfile().value(), KeyMode::kShared);
  MustBeOk(call.alice().AddRemoteParticipant("bob"));
  MustBeOk(call.bob().AddLocalParticipant("bob"));
  for (const uint64_t index : {0u, 1u}) {
    call.Try("alice's",
             [&] { return call.alice().SetSharedKey(index, TestKey(index)); });
    call.Try("bob's",
             [&] { return call.bob().SetSharedKey(index, TestKey(index)); });
    if (index == 0) {
      call.BeginMedia();
    }
  }
  call.Try("ratchet", [&] { return call.alice().Ratchet("alice"); });
  call.BobFollows();
  call.Try("a newcomer's",
           [&] { return call.bob().AddRemoteParticipant("carol"); });
}

}  // namespace
}  // namespace sealframe
