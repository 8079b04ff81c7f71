// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/session.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/frame/e2ee_switch.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session_streams.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_pipeline.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {
namespace {

// KindOf returns nothing for a ratchet, which is an event of streams.
std::optional<EventKind> KindOf(KeyEventKind kind) {
  switch (kind) {
    case KeyEventKind::kNearLimit:
      return EventKind::kKeyNearLimit;
    case KeyEventKind::kLimitReached:
      return EventKind::kKeyLimitReached;
    case KeyEventKind::kReservationFailed:
      return EventKind::kReservationFailed;
    case KeyEventKind::kRatcheted:
      break;
  }
  return std::nullopt;
}

E2eeState FirstState(const SessionOptions& options) {
  if (options.e2ee_enabled) {
    return E2eeState::kOn;
  }
  return options.discard_frame_when_cryptor_not_ready ? E2eeState::kNotReady
                                                      : E2eeState::kOff;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Session>> Session::Create(
    std::shared_ptr<KeyProvider> provider, const SessionOptions& options) {
  if (provider == nullptr) {
    return absl::InvalidArgumentError("a session needs a key provider");
  }
  if (!provider->profile().new_format) {
    return absl::InvalidArgumentError(
        absl::StrCat("the key provider's profile \"", provider->profile().name,
                     "\" has no frame format: make it with a profile's "
                     "factory"));
  }
  if (!provider->has_keys() && !options.allow_no_key) {
    return absl::FailedPreconditionError(
        "the key provider has no key: call `SetKey` or `SetSharedKey` first, "
        "or set the option allow_no_key if the first key comes later");
  }
  return absl::WrapUnique(new Session(std::move(provider), options));
}

Session::Session(std::shared_ptr<KeyProvider> provider,
                 const SessionOptions& options)
    : provider_(std::move(provider)),
      e2ee_(std::make_shared<E2eeSwitch>(FirstState(options))),
      streams_(options.wake) {}

absl::StatusOr<std::unique_ptr<SendTransform>> Session::NewSendTransform(
    const StreamConfig& config) {
  if (config.media == MediaKind::kVideo &&
      provider_->profile().scheme->traits().tags_too_short_for_video) {
    return absl::FailedPreconditionError(
        "the suite's tags of 4 bytes are too short for video (RFC 9605, "
        "Section 7.5): use a suite with longer tags, or set the option "
        "allow_short_tags");
  }
  absl::StatusOr<KeyProvider::SharedKeyring> keyring =
      provider_->SealingKeyringOf(config.participant);
  if (!keyring.ok()) {
    return keyring.status();
  }
  return std::make_unique<SendTransform>(NewParts(config, Direction::kSend),
                                         *std::move(keyring));
}

absl::StatusOr<std::unique_ptr<ReceiveTransform>> Session::NewReceiveTransform(
    const StreamConfig& config) {
  absl::StatusOr<KeyProvider::SharedKeyring> keyring =
      provider_->OpeningKeyringOf(config.participant);
  if (!keyring.ok()) {
    return keyring.status();
  }
  return std::make_unique<ReceiveTransform>(
      NewParts(config, Direction::kReceive), config, *std::move(keyring),
      &provider_->clock());
}

StreamParts Session::NewParts(const StreamConfig& config, Direction direction) {
  return {.e2ee = e2ee_,
          .monitor = streams_.Add({.participant = config.participant,
                                   .track = config.track,
                                   .media = config.media,
                                   .direction = direction}),
          .format = provider_->profile().new_format()};
}

std::vector<Event> Session::Poll() {
  std::vector<Event> events;
  for (KeyEvent& event : provider_->Maintain()) {
    const std::optional<EventKind> kind = KindOf(event.kind);
    if (!kind.has_value()) {
      streams_.AddRatcheted(event.participant, event.kid);
      continue;
    }
    events.push_back({.kind = *kind,
                      .participant = std::move(event.participant),
                      .kid = event.kid});
  }
  streams_.TakeEvents(provider_->clock().Now(), &events);
  return events;
}

}  // namespace sealframe
