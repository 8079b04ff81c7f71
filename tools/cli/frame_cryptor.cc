// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/frame_cryptor.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/random.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/keyring/check_key_material.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

constexpr char kParticipant[] = "sender";

// Polling reserves counters ahead of use.
constexpr size_t kFramesBetweenPolls = 1024;

// RandomCounters returns consecutive counters. The first is `from` plus a
// random number of `bits` - 1 bits.
class RandomCounters final : public CounterReservations {
 public:
  RandomCounters(uint64_t from, unsigned bits) {
    uint8_t bytes[8];
    RandomBytes(absl::MakeSpan(bytes));
    next_ = from + (LoadBigEndian64(bytes) >> (65 - bits));
  }

  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t count) override {
    const uint64_t begin = std::exchange(next_, next_ + count);
    return CounterRange{.begin = begin, .end = begin + count};
  }

 private:
  uint64_t next_ = 0;
};

}  // namespace

NamedProfileOptions FileOptions() {
  NamedProfileOptions options;
  for (LiveKitOptions* const ring : {&options.livekit, &options.videosdk}) {
    ring->ratchet_window_size = 0;
    ring->keyring_size = kMaxRingSize;
  }
  return options;
}

ProfileKey CloneKey(const ProfileKey& key) {
  return {key.profile, key.options, key.material.Clone(), key.key_index,
          key.ratchet_steps};
}

absl::StatusOr<std::unique_ptr<FrameCryptor>> FrameCryptor::ForSealing(
    const ProfileKey& key) {
  const ProfileEntry* const entry = FindProfile(key.profile);
  if (entry == nullptr) {
    return UnknownProfile(key.profile);
  }
  auto cryptor = absl::WrapUnique(new FrameCryptor(CloneKey(key), *entry));
  const uint64_t first =
      entry->names_step ? key.ratchet_steps << entry->counter_bits : 0;
  cryptor->reservations_ =
      std::make_unique<RandomCounters>(first, entry->counter_bits);
  absl::Status status = cryptor->MakeProvider();
  if (status.ok()) {
    status = cryptor->MakeSealing();
  }
  if (!status.ok()) {
    return status;
  }
  return cryptor;
}

absl::StatusOr<std::unique_ptr<FrameCryptor>> FrameCryptor::ForOpening(
    const ProfileKey& key) {
  const ProfileEntry* const entry = FindProfile(key.profile);
  if (entry == nullptr) {
    return UnknownProfile(key.profile);
  }
  ProfileKey known = CloneKey(key);
  known.options.livekit.allow_av1 = true;
  known.options.videosdk.allow_av1 = true;
  auto cryptor = absl::WrapUnique(new FrameCryptor(std::move(known), *entry));
  if (absl::Status status = cryptor->MakeProvider(); !status.ok()) {
    return status;
  }
  return cryptor;
}

absl::StatusOr<FrameResult> FrameCryptor::Seal(const FrameInfo& info,
                                               absl::Span<const uint8_t> in,
                                               std::vector<uint8_t>* out) {
  const absl::StatusOr<SendTransform*> sender = SenderOf(info);
  if (!sender.ok()) {
    return sender.status();
  }
  out->resize((*sender)->MaxSealedSize(in.size()));
  const FrameResult result = (*sender)->Seal(info, in, absl::MakeSpan(*out));
  out->resize(result.size);
  if (++frames_ % kFramesBetweenPolls == 0) {
    session_->Poll();
  }
  return result;
}

absl::StatusOr<FrameResult> FrameCryptor::Open(const FrameInfo& info,
                                               absl::Span<const uint8_t> in,
                                               std::vector<uint8_t>* out) {
  const NamedKey named = KeyOf(info, in);
  if (!keys_->profile().scheme->KeyId(named.first, named.second).ok()) {
    return FrameResult{.status = FrameStatus::kMissingKey, .kid = named.first};
  }
  if (absl::Status status = AddKey(named); !status.ok()) {
    return status;
  }
  out->resize(receiver_->MaxOpenedSize(in.size()));
  const FrameResult result = receiver_->Open(info, in, absl::MakeSpan(*out));
  out->resize(result.size);
  return result;
}

absl::Status FrameCryptor::MakeProvider() {
  // Ratcheting would make a long key of a short one.
  if (absl::Status status = CheckKeyMaterial(key_.material); !status.ok()) {
    return status;
  }
  absl::StatusOr<Profile> profile = entry_.make(key_.options);
  if (!profile.ok()) {
    return profile.status();
  }
  absl::StatusOr<std::shared_ptr<KeyProvider>> keys = KeyProvider::Create(
      *std::move(profile), {.max_keys_per_participant = kMaxKeysLimit,
                            .reservations = reservations_.get()});
  if (!keys.ok()) {
    return keys.status();
  }
  keys_ = *std::move(keys);
  return absl::OkStatus();
}

absl::Status FrameCryptor::MakeSealing() {
  const absl::StatusOr<KeyMaterial> material =
      MaterialAt(entry_.names_step ? 0 : key_.ratchet_steps);
  if (!material.ok()) {
    return material.status();
  }
  absl::Status status = keys_->AddLocalParticipant(kParticipant);
  if (status.ok()) {
    status = keys_->SetKey(kParticipant, key_.key_index, *material);
  }
  if (status.ok()) {
    status = keys_->Activate(kParticipant, key_.key_index);
  }
  return status.ok() ? MakeSession() : status;
}

// SenderOf returns the sending stream of a frame. The stream's first frame
// shows its kind.
absl::StatusOr<SendTransform*> FrameCryptor::SenderOf(const FrameInfo& info) {
  std::unique_ptr<SendTransform>& sender = senders_[info.ssrc];
  if (sender == nullptr) {
    absl::StatusOr<std::unique_ptr<SendTransform>> made =
        session_->NewSendTransform(
            {.participant = kParticipant, .media = info.kind});
    if (!made.ok()) {
      return made.status();
    }
    sender = *std::move(made);
  }
  return sender.get();
}

absl::Status FrameCryptor::MakeSession() {
  absl::StatusOr<std::unique_ptr<Session>> session =
      Session::Create(keys_, {.e2ee_enabled = true});
  if (!session.ok()) {
    return session.status();
  }
  session_ = *std::move(session);
  return absl::OkStatus();
}

absl::StatusOr<KeyMaterial> FrameCryptor::MaterialAt(uint64_t step) const {
  KeyMaterial material = key_.material.Clone();
  for (uint64_t i = 0; i < step; ++i) {
    absl::StatusOr<KeyMaterial> next =
        keys_->profile().scheme->Ratchet(material, i);
    if (!next.ok()) {
      return next.status();
    }
    material = *std::move(next);
  }
  return material;
}

// A frame that names no key may be one that passes without a key.
FrameCryptor::NamedKey FrameCryptor::KeyOf(
    const FrameInfo& info, absl::Span<const uint8_t> frame) const {
  const absl::optional<FrameInspection> inspection =
      InspectFrameAs(entry_.name, info, frame);
  if (!inspection.has_value()) {
    return {key_.key_index, 0};
  }
  return {inspection->kid, entry_.names_step ? inspection->kid : 0};
}

// AddKey derives the key that a frame names. The first key also makes the
// session, which needs one.
absl::Status FrameCryptor::AddKey(const NamedKey& named) {
  if (added_.count(named) != 0) {
    return absl::OkStatus();
  }
  const auto [index, step] = named;
  const absl::StatusOr<KeyMaterial> material =
      MaterialAt(entry_.names_step ? step : key_.ratchet_steps);
  if (!material.ok()) {
    return material.status();
  }
  absl::Status status = keys_->SetKey(kParticipant, index, *material, step);
  if (status.ok() && session_ == nullptr) {
    status = MakeSession();
    receiver_ =
        status.ok()
            ? session_->NewReceiveTransform({.participant = kParticipant})
            : nullptr;
  }
  if (status.ok()) {
    added_.insert(named);
  }
  return status;
}

}  // namespace sealframe
