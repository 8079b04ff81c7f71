// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/bench/loop.h"

#include <memory>

#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_profile.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {
namespace {

constexpr char kSender[] = "sender";

// NewSession ends the program on error: a benchmark has no caller to return it
// to.
std::unique_ptr<Session> NewSession(CipherSuite suite, bool is_sender) {
  const std::shared_ptr<KeyProvider> keys =
      KeyProvider::Create(
          SFrameProfile({.suite = suite, .allow_short_tags = true}).value())
          .value();
  if (is_sender) {
    keys->AddLocalParticipant(kSender).IgnoreError();
  }
  keys->SetKey(kSender, 0, KeyMaterial::FromKey(SecretBytes(16))).IgnoreError();
  if (is_sender) {
    keys->Activate(kSender, 0).IgnoreError();
  }
  return Session::Create(keys, {.e2ee_enabled = true}).value();
}

}  // namespace

Loop::Loop(CipherSuite suite)
    : sending_(NewSession(suite, /*is_sender=*/true)),
      receiving_(NewSession(suite, /*is_sender=*/false)),
      sender_(sending_->NewSendTransform({.participant = kSender}).value()),
      receiver_(
          receiving_->NewReceiveTransform({.participant = kSender}).value()) {}

}  // namespace sealframe
