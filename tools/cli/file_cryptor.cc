// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "tools/cli/file_cryptor.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "crypto/cipher_suite.h"
#include "crypto/random.h"
#include "crypto/secret_bytes.h"
#include "frame/frame_info.h"
#include "frame/frame_status.h"
#include "frame/profile.h"
#include "frame/receive_transform.h"
#include "frame/send_transform.h"
#include "frame/session.h"
#include "frame/sframe_format.h"
#include "frame/sframe_profile.h"
#include "keyring/counter_reservations.h"
#include "keyring/key_fingerprint.h"
#include "keyring/key_material.h"
#include "keyring/key_provider.h"
#include "tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr char kParticipant[] = "file";

// Maintenance reserves counters ahead; one call in so many frames is plenty.
constexpr size_t kFramesBetweenPolls = 1024;

// RandomCounters hands counters out one after another from a random one on.
class RandomCounters final : public CounterReservations {
 public:
  RandomCounters() {
    uint8_t bytes[8];
    RandomBytes(absl::MakeSpan(bytes));
    for (const uint8_t byte : bytes) {
      next_ = next_ << 8 | byte;
    }
    next_ >>= 1;  // 2^63 counters are left from any.
  }

  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t count) override {
    const uint64_t begin = std::exchange(next_, next_ + count);
    return CounterRange{.begin = begin, .end = begin + count};
  }

 private:
  uint64_t next_ = 0;
};

FrameInfo InfoOf(const MediaFrame& frame) {
  return {.kind = frame.audio() ? MediaKind::kAudio : MediaKind::kVideo,
          .codec = frame.codec,
          .key_frame = frame.key_frame,
          .rtp_timestamp = frame.timestamp};
}

absl::Status Refused(const MediaFrame& frame, FrameStatus status) {
  return absl::DataLossError(
      absl::StrCat("frame ", frame.index, ": ", FrameStatusName(status)));
}

}  // namespace

absl::StatusOr<std::unique_ptr<FileCryptor>> FileCryptor::ForSealing(
    CipherSuite suite, uint64_t kid, const SecretBytes& base_key) {
  auto cryptor = absl::WrapUnique(new FileCryptor(base_key.Clone()));
  cryptor->reservations_ = std::make_unique<RandomCounters>();
  absl::Status status =
      cryptor->MakeProvider(suite, cryptor->reservations_.get());
  if (status.ok()) {
    status = cryptor->keys_->AddLocalParticipant(kParticipant);
  }
  if (status.ok()) {
    status = cryptor->keys_->SetKey(kParticipant, kid,
                                    KeyMaterial::FromKey(base_key));
  }
  if (status.ok()) {
    status = cryptor->keys_->Activate(kParticipant, kid);
  }
  if (status.ok()) {
    status = cryptor->MakeSession();
  }
  if (!status.ok()) {
    return status;
  }
  cryptor->sender_ =
      cryptor->session_->NewSendTransform({.participant = kParticipant});
  return cryptor;
}

absl::StatusOr<std::unique_ptr<FileCryptor>> FileCryptor::ForOpening(
    CipherSuite suite, const SecretBytes& base_key) {
  auto cryptor = absl::WrapUnique(new FileCryptor(base_key.Clone()));
  if (absl::Status status = cryptor->MakeProvider(suite, nullptr);
      !status.ok()) {
    return status;
  }
  return cryptor;
}

absl::Status FileCryptor::Seal(const MediaFrame& frame,
                               absl::Span<const uint8_t> in,
                               std::vector<uint8_t>* out) {
  out->resize(sender_->MaxSealedSize(in.size()));
  const FrameResult result =
      sender_->Seal(InfoOf(frame), in, absl::MakeSpan(*out));
  out->resize(result.size);
  if (++frames_ % kFramesBetweenPolls == 0) {
    session_->Poll();
  }
  return result.status == FrameStatus::kOk ? absl::OkStatus()
                                           : Refused(frame, result.status);
}

absl::Status FileCryptor::Open(const MediaFrame& frame,
                               absl::Span<const uint8_t> in,
                               std::vector<uint8_t>* out) {
  if (absl::Status status = AddKeyOf(in); !status.ok()) {
    return status;
  }
  if (receiver_ == nullptr) {
    return Refused(frame, FrameStatus::kMalformed);
  }
  out->resize(receiver_->MaxOpenedSize(in.size()));
  const FrameResult result =
      receiver_->Open(InfoOf(frame), in, absl::MakeSpan(*out));
  out->resize(result.size);
  ++frames_;
  return result.status == FrameStatus::kOk ? absl::OkStatus()
                                           : Refused(frame, result.status);
}

absl::Status FileCryptor::MakeProvider(CipherSuite suite,
                                       CounterReservations* reservations) {
  absl::StatusOr<Profile> profile = SFrameProfile({.suite = suite});
  if (!profile.ok()) {
    return profile.status();
  }
  absl::StatusOr<std::shared_ptr<KeyProvider>> keys = KeyProvider::Create(
      {.scheme = profile->scheme, .reservations = reservations});
  if (!keys.ok()) {
    return keys.status();
  }
  profile_ = *std::move(profile);
  keys_ = *std::move(keys);
  return absl::OkStatus();
}

absl::Status FileCryptor::MakeSession() {
  absl::StatusOr<std::unique_ptr<Session>> session =
      Session::Create(keys_, profile_);
  if (!session.ok()) {
    return session.status();
  }
  session_ = *std::move(session);
  session_->SetE2eeEnabled(true);
  return absl::OkStatus();
}

// AddKeyOf derives the key that `frame` names, and makes the session with the
// first: a session is not made without any key.
absl::Status FileCryptor::AddKeyOf(absl::Span<const uint8_t> frame) {
  const absl::optional<uint64_t> kid = SFrameFormat().KidOf({}, frame);
  if (!kid.has_value() || !kids_.insert(*kid).second) {
    return absl::OkStatus();
  }
  absl::Status status =
      keys_->SetKey(kParticipant, *kid, KeyMaterial::FromKey(base_key_));
  if (status.ok() && session_ == nullptr) {
    status = MakeSession();
    receiver_ =
        status.ok()
            ? session_->NewReceiveTransform({.participant = kParticipant})
            : nullptr;
  }
  return status;
}

}  // namespace sealframe
