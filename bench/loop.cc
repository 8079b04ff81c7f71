// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "bench/loop.h"

#include <memory>

#include "crypto/cipher_suite.h"
#include "crypto/secret_bytes.h"
#include "frame/profile.h"
#include "frame/receive_transform.h"
#include "frame/send_transform.h"
#include "frame/session.h"
#include "frame/sframe_profile.h"
#include "frame/stream_config.h"
#include "keyring/key_material.h"
#include "keyring/key_provider.h"

namespace sealframe {
namespace {

constexpr char kSender[] = "sender";

// NewSession dies if there is no session to be had: a benchmark has nobody to
// tell.
std::unique_ptr<Session> NewSession(CipherSuite suite, bool is_sender) {
  const Profile profile = SFrameProfile({.suite = suite}).value();
  const std::shared_ptr<KeyProvider> keys =
      KeyProvider::Create({.scheme = profile.scheme}).value();
  if (is_sender) {
    keys->AddLocalParticipant(kSender).IgnoreError();
  }
  keys->SetKey(kSender, 0, KeyMaterial::FromKey(SecretBytes(16))).IgnoreError();
  if (is_sender) {
    keys->Activate(kSender, 0).IgnoreError();
  }
  std::unique_ptr<Session> session = Session::Create(keys, profile).value();
  session->SetE2eeEnabled(true);
  return session;
}

}  // namespace

Loop::Loop(CipherSuite suite)
    : sending_(NewSession(suite, /*is_sender=*/true)),
      receiving_(NewSession(suite, /*is_sender=*/false)),
      sender_(sending_->NewSendTransform({.participant = kSender})),
      receiver_(receiving_->NewReceiveTransform({.participant = kSender})) {}

}  // namespace sealframe
