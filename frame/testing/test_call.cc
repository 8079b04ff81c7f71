// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/testing/test_call.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

template <typename T>
T MustHave(absl::StatusOr<T> value) {
  MustBeOk(value.status());
  return *std::move(value);
}

Profile ProfileFor(const TestEndOptions& options) {
  return options.profile.scheme != nullptr
             ? options.profile
             : MustHave(SFrameProfile({.suite = options.suite,
                                       .ratchet_bits = options.ratchet_bits,
                                       .per_ssrc = options.per_ssrc,
                                       .allow_short_tags = true}));
}

StreamConfig Of(const std::string& participant, StreamConfig config) {
  config.participant = participant;
  return config;
}

}  // namespace

TestEnd::TestEnd(const TestEndOptions& options)
    : options_(options),
      keys_(MustHave(KeyProvider::Create(
          ProfileFor(options), {.mode = options.key_mode,
                                .replay_window = options.replay_window,
                                .reservations = options.reservations,
                                .clock = options.clock}))) {}

Session& TestEnd::session() {
  if (session_ == nullptr) {
    session_ = MustHave(Session::Create(
        keys_, {.discard_frame_when_cryptor_not_ready =
                    options_.discard_frame_when_cryptor_not_ready,
                .wake = options_.wake,
                .e2ee_enabled = options_.enable}));
  }
  return *session_;
}

void TestEnd::Join(const std::string& id, uint64_t index) {
  MustBeOk(keys_->AddLocalParticipant(id));
  MustBeOk(keys_->SetKey(id, index, TestKey(index)));
  MustBeOk(keys_->Activate(id, index));
}

void TestEnd::Hear(const std::string& id, uint64_t index) {
  MustBeOk(keys_->SetKey(id, index, TestKey(index)));
}

TestPair::TestPair(const TestEndOptions& options, const StreamConfig& config)
    : alice(options), bob(options) {
  alice.Join("alice");
  bob.Hear("alice");
  send = alice.session().NewSendTransform(Of("alice", config)).value();
  receive = bob.session().NewReceiveTransform(Of("alice", config)).value();
}

uint64_t FailedPasses(const KeyProvider& keys) {
  uint64_t passes = 0;
  for (const OpeningEntry& entry :
       keys.OpeningKeyringOf("alice").value()->State().opening) {
    passes += entry.key->failed_openings();
  }
  return passes;
}

void MustBeOk(const absl::Status& status) {
  if (!status.ok()) {
    std::fprintf(stderr, "%s\n", status.ToString().c_str());
    std::abort();
  }
}

KeyMaterial TestKey(uint64_t number) {
  return KeyMaterial::FromKey(
      SecretBytes::CopyOf(TestFrame(16, number + 1000)));
}

Bytes TestFrame(size_t size, uint64_t seed) {
  Bytes bytes(size);
  for (uint8_t& byte : bytes) {
    seed = seed * 6364136223846793005 + 1442695040888963407;
    byte = static_cast<uint8_t>(seed >> 56);
  }
  return bytes;
}

Bytes SealTo(SendTransform& send, absl::Span<const uint8_t> frame,
             const FrameInfo& info) {
  Bytes sealed(send.MaxSealedSize(frame.size()));
  const FrameResult result = send.Seal(info, frame, absl::MakeSpan(sealed));
  if (result.status != FrameStatus::kOk) {
    MustBeOk(absl::InternalError(FrameStatusName(result.status)));
  }
  sealed.resize(result.size);
  return sealed;
}

Opened OpenFrom(ReceiveTransform& receive, absl::Span<const uint8_t> sealed,
                const FrameInfo& info) {
  Opened opened = {.status = FrameStatus::kOk,
                   .frame = Bytes(receive.MaxOpenedSize(sealed.size())),
                   .info = info};
  const FrameResult result =
      receive.Open(info, sealed, absl::MakeSpan(opened.frame));
  opened.status = result.status;
  opened.frame.resize(result.size);
  return opened;
}

Opened OpenHeldFrom(ReceiveTransform& receive, size_t room) {
  Opened opened = {
      .status = FrameStatus::kOk, .frame = Bytes(room), .info = {}};
  const FrameResult result =
      receive.OpenHeld(&opened.info, absl::MakeSpan(opened.frame));
  opened.status = result.status;
  opened.frame.resize(result.size);
  return opened;
}

}  // namespace sealframe
