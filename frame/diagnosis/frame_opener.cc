// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/frame_opener.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_scheme.h"

namespace sealframe {
namespace {

constexpr char kParticipant[] = "sender";

// A frame can name any key. Keyrings are copied when they change, so small ones
// are fast.
constexpr size_t kMaxKeys = 16;

}  // namespace

absl::StatusOr<std::unique_ptr<FrameOpener>> FrameOpener::Create(
    const ProfileKey& key) {
  const ProfileEntry* const entry = FindProfile(key.profile);
  if (entry == nullptr) {
    return UnknownProfile(key.profile);
  }
  ProfileKey known = CloneKey(key);
  known.options.livekit.allow_av1 = true;
  known.options.videosdk.allow_av1 = true;
  auto opener = absl::WrapUnique(new FrameOpener(std::move(known), *entry));
  if (absl::Status status = opener->MakeProvider(); !status.ok()) {
    return status;
  }
  const KeyScheme& scheme = *opener->keys_->profile().scheme;
  absl::StatusOr<KeyMaterial> material = RatchetTo(
      scheme, key.material, entry->names_step ? 0 : key.ratchet_steps);
  if (material.ok()) {
    material = scheme.Expand(*material);
  }
  if (!material.ok()) {
    return material.status();
  }
  opener->key_.material = *std::move(material);
  return opener;
}

absl::StatusOr<FrameResult> FrameOpener::Open(const FrameInfo& info,
                                              absl::Span<const uint8_t> frame,
                                              std::vector<uint8_t>* out) {
  const NamedKey named = KeyOf(info, frame);
  if (!keys_->profile().scheme->KeyId(named.first, named.second).ok()) {
    return FrameResult{.status = FrameStatus::kMissingKey, .kid = named.first};
  }
  if (absl::Status status = AddKey(named, info.ssrc); !status.ok()) {
    return status;
  }
  out->resize(receiver_->MaxOpenedSize(frame.size()));
  const FrameResult result = receiver_->Open(info, frame, absl::MakeSpan(*out));
  out->resize(result.size);
  return result;
}

absl::Status FrameOpener::MakeProvider() {
  absl::StatusOr<std::shared_ptr<KeyProvider>> keys =
      NewProvider(key_, /*reservations=*/nullptr);
  if (!keys.ok()) {
    return keys.status();
  }
  receiver_ = nullptr;
  session_ = nullptr;
  added_.clear();
  ssrcs_.clear();
  keys_ = *std::move(keys);
  return absl::OkStatus();
}

// A frame that names no key may be one that passes without a key.
FrameOpener::NamedKey FrameOpener::KeyOf(
    const FrameInfo& info, absl::Span<const uint8_t> frame) const {
  const std::optional<FrameInspection> inspection =
      InspectFrameAs(entry_.name, info, frame);
  if (!inspection.has_value()) {
    return {key_.key_index, 0};
  }
  return {inspection->kid, entry_.names_step ? inspection->kid : 0};
}

// AddKey derives the key that a frame names, in a new provider if this one has
// many.
absl::Status FrameOpener::AddKey(const NamedKey& named, uint32_t ssrc) {
  absl::Status status;
  if (added_.size() == kMaxKeys && added_.count(named) == 0) {
    status = MakeProvider();
  }
  if (status.ok() && added_.count(named) == 0) {
    const auto [index, step] = named;
    const absl::StatusOr<KeyMaterial> material = RatchetTo(
        *keys_->profile().scheme, key_.material, entry_.names_step ? step : 0);
    status = material.ok() ? keys_->SetKey(kParticipant, index, *material, step)
                           : material.status();
    if (status.ok()) {
      added_.insert(named);
    }
  }
  if (status.ok() && key_.options.sframe.per_ssrc &&
      entry_.Has(ProfileOption::kPerSsrc) && ssrcs_.insert(ssrc).second) {
    status = keys_->AddSsrc(kParticipant, ssrc);
  }
  return status.ok() && receiver_ == nullptr ? MakeReceiver() : status;
}

// MakeReceiver makes the session, which needs a key, and its stream.
absl::Status FrameOpener::MakeReceiver() {
  absl::StatusOr<std::unique_ptr<Session>> session =
      Session::Create(keys_, {.e2ee_enabled = true});
  if (!session.ok()) {
    return session.status();
  }
  session_ = *std::move(session);
  absl::StatusOr<std::unique_ptr<ReceiveTransform>> receiver =
      session_->NewReceiveTransform({.participant = kParticipant});
  if (!receiver.ok()) {
    return receiver.status();
  }
  receiver_ = *std::move(receiver);
  return absl::OkStatus();
}

}  // namespace sealframe
