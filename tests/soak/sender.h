// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The sending end of one stream, for soaks and floods. Its keys follow from
// their names and indices, and its frames from their numbers.
//
// Thread-safety: none.

#ifndef SEALFRAME_TESTS_SOAK_SENDER_H_
#define SEALFRAME_TESTS_SOAK_SENDER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {

struct Sender {
  std::string name;
  FrameInfo info;  // For the next frame.
  std::shared_ptr<KeyProvider> keys;
  std::unique_ptr<Session> session;
  std::unique_ptr<SendTransform> send;
  uint64_t key_index = 0;
};

// SoakKey returns the key of index `index` among those named `key_name`.
KeyMaterial SoakKey(const std::string& key_name, uint64_t index);

// NewSoakProvider returns a provider of the named profile. SFrame uses `suite`,
// also for video if its tags are short.
std::shared_ptr<KeyProvider> NewSoakProvider(
    const std::string& profile, const Clock& clock,
    CipherSuite suite = CipherSuite::kAes128GcmSha256_128);

std::unique_ptr<Session> NewSoakSession(std::shared_ptr<KeyProvider> keys);

// NewSender returns a sender whose key 0 is active at its own end. The receiver
// does not have the key or a stream yet. NewSenderWithoutStream leaves `send`
// null.
std::unique_ptr<Sender> NewSenderWithoutStream(
    const std::string& profile, const std::string& name,
    const std::string& key_name, uint32_t ssrc, const Clock& clock,
    CipherSuite suite = CipherSuite::kAes128GcmSha256_128);
std::unique_ptr<Sender> NewSender(
    const std::string& profile, const std::string& name,
    const std::string& key_name, uint32_t ssrc, const Clock& clock,
    CipherSuite suite = CipherSuite::kAes128GcmSha256_128);

// MediaFrame returns a frame of `size` bytes, at least 24, of the codec of
// `info`. It differs for different numbers.
Bytes MediaFrame(const FrameInfo& info, size_t size, uint64_t number);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_SOAK_SENDER_H_
