// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/soak/sender.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"

namespace sealframe {
namespace {

// SetMedia spreads the codecs over the streams.
void SetMedia(FrameInfo* info) {
  const Codec codecs[] = {Codec::kOpus, Codec::kVp8, Codec::kH264};
  info->codec = codecs[info->ssrc % std::size(codecs)];
  info->kind =
      info->codec == Codec::kOpus ? MediaKind::kAudio : MediaKind::kVideo;
}

}  // namespace

KeyMaterial SoakKey(const std::string& key_name, uint64_t index) {
  Bytes key(16, 0);
  std::memcpy(key.data(), &index, sizeof(index));
  for (size_t i = 0; i < key_name.size(); ++i) {
    key[8 + i % 8] = static_cast<uint8_t>(key[8 + i % 8] * 31 + key_name[i]);
  }
  return KeyMaterial::FromKey(SecretBytes::CopyOf(key));
}

std::shared_ptr<KeyProvider> NewSoakProvider(const std::string& profile,
                                             const Clock& clock,
                                             CipherSuite suite) {
  NamedProfileOptions options;
  options.sframe.suite = suite;
  options.sframe.ratchet_bits = 3;
  options.sframe.allow_short_tags = true;
  return KeyProvider::Create(NamedProfile(profile, options).value(),
                             // A rotation storm has many keys at once, each
                             // with the steps that it may ratchet to.
                             {.max_keys_per_participant = 256, .clock = &clock})
      .value();
}

std::unique_ptr<Session> NewSoakSession(std::shared_ptr<KeyProvider> keys) {
  return Session::Create(std::move(keys),
                         {.e2ee_enabled = true, .allow_no_key = true})
      .value();
}

std::unique_ptr<Sender> NewSenderWithoutStream(const std::string& profile,
                                               const std::string& name,
                                               const std::string& key_name,
                                               uint32_t ssrc,
                                               const Clock& clock,
                                               CipherSuite suite) {
  auto sender = std::make_unique<Sender>();
  sender->name = name;
  // Timestamps are close to where they wrap.
  sender->info = {.ssrc = ssrc, .rtp_timestamp = 0xffff0000};
  SetMedia(&sender->info);
  sender->keys = NewSoakProvider(profile, clock, suite);
  MustBeOk(sender->keys->AddLocalParticipant(name));
  MustBeOk(sender->keys->SetKey(name, 0, SoakKey(key_name, 0)));
  MustBeOk(sender->keys->Activate(name, 0));
  sender->session = NewSoakSession(sender->keys);
  return sender;
}

std::unique_ptr<Sender> NewSender(const std::string& profile,
                                  const std::string& name,
                                  const std::string& key_name, uint32_t ssrc,
                                  const Clock& clock, CipherSuite suite) {
  auto sender =
      NewSenderWithoutStream(profile, name, key_name, ssrc, clock, suite);
  sender->send = sender->session
                     ->NewSendTransform({.participant = name,
                                         .track = key_name,
                                         .media = sender->info.kind})
                     .value();
  return sender;
}

Bytes MediaFrame(const FrameInfo& info, size_t size, uint64_t number) {
  Bytes frame = TestFrame(size, number);
  if (info.codec == Codec::kH264) {
    // No zeros, so that there are no other start codes.
    std::replace(frame.begin(), frame.end(), uint8_t{0}, uint8_t{0x55});
    const Bytes head = {0, 0, 0, 1, 0x65, 0xb8};
    std::copy(head.begin(), head.end(), frame.begin());
  } else {
    frame[0] = 1;  // A delta frame of VP8.
  }
  return frame;
}

}  // namespace sealframe
