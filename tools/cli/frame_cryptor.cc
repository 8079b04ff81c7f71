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
#include "absl/strings/str_replace.h"
#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/random.h"
#include "sealframe/frame/diagnosis/frame_opener.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"

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
  absl::StatusOr<std::shared_ptr<KeyProvider>> keys =
      NewProvider(key, cryptor->reservations_.get());
  if (!keys.ok()) {
    return keys.status();
  }
  cryptor->keys_ = *std::move(keys);
  if (absl::Status status = cryptor->MakeSealing(); !status.ok()) {
    return status;
  }
  return cryptor;
}

absl::StatusOr<std::unique_ptr<FrameCryptor>> FrameCryptor::ForOpening(
    const ProfileKey& key) {
  absl::StatusOr<std::unique_ptr<FrameOpener>> opener =
      FrameOpener::Create(key);
  if (!opener.ok()) {
    return opener.status();
  }
  auto cryptor = absl::WrapUnique(
      new FrameCryptor(CloneKey(key), *FindProfile(key.profile)));
  cryptor->opener_ = *std::move(opener);
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
  return opener_->Open(info, in, out);
}

absl::Status FrameCryptor::MakeSealing() {
  const absl::StatusOr<KeyMaterial> material =
      RatchetTo(*keys_->profile().scheme, key_.material,
                entry_.names_step ? 0 : key_.ratchet_steps);
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
  if (!status.ok()) {
    return status;
  }
  absl::StatusOr<std::unique_ptr<Session>> session =
      Session::Create(keys_, {.e2ee_enabled = true});
  if (!session.ok()) {
    return session.status();
  }
  session_ = *std::move(session);
  return absl::OkStatus();
}

// SenderOf returns the sending stream of a frame. The stream's first frame
// shows its kind.
absl::StatusOr<SendTransform*> FrameCryptor::SenderOf(const FrameInfo& info) {
  std::unique_ptr<SendTransform>& sender = senders_[info.ssrc];
  if (sender != nullptr) {
    return sender.get();
  }
  if (key_.options.sframe.per_ssrc && entry_.Has(ProfileOption::kPerSsrc)) {
    absl::Status status = keys_->AddSsrc(kParticipant, info.ssrc);
    if (!status.ok()) {
      return status;
    }
  }
  absl::StatusOr<std::unique_ptr<SendTransform>> made =
      session_->NewSendTransform(
          {.participant = kParticipant, .media = info.kind});
  if (!made.ok()) {
    return absl::Status(
        made.status().code(),
        absl::StrReplaceAll(made.status().message(),
                            {{"the option allow_short_tags",
                              "--allow-short-tags (allow_short_tags)"}}));
  }
  sender = *std::move(made);
  return sender.get();
}

}  // namespace sealframe
