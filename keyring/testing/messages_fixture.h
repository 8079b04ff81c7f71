// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Short messages for tests of keys: sealed with one end's key and opened with
// the other's, without a header.
//
// Thread-safety: may be used from several threads. Allocates.

#ifndef SEALFRAME_KEYRING_TESTING_MESSAGES_FIXTURE_H_
#define SEALFRAME_KEYRING_TESTING_MESSAGES_FIXTURE_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/counter_nonces.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

inline constexpr uint8_t kMessageText[] = {'h', 'e', 'l', 'l', 'o'};

struct Message {
  uint64_t kid = 0;
  uint64_t counter = 0;
  std::vector<uint8_t> ciphertext;  // Empty if it could not be sealed.
};

// SealMessage seals a message. It seals nothing if `key` is null.
inline Message SealMessage(SealingKey* key) {
  if (key == nullptr) {
    return {};
  }
  SealTicket ticket = key->Take({}, sizeof(kMessageText), 0);
  Message message = {.kid = key->kid(),
                     .counter = ticket.counter(),
                     .ciphertext = std::vector<uint8_t>(sizeof(kMessageText) +
                                                        key->tag_size())};
  if (!key->Seal(std::move(ticket), {}, kMessageText,
                 absl::MakeSpan(message.ciphertext))) {
    return {};
  }
  return message;
}

// OpenMessage returns whether `key`, which may be null, opens `message` and
// gives its text.
inline bool OpenMessage(OpeningKey* key, const Message& message) {
  if (key == nullptr || message.ciphertext.empty()) {
    return false;
  }
  std::vector<uint8_t> text(sizeof(kMessageText));
  return key->Open(NonceFor(key->salt(), message.counter), {},
                   message.ciphertext, absl::MakeSpan(text)) &&
         absl::MakeConstSpan(text) == absl::MakeConstSpan(kMessageText);
}

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_TESTING_MESSAGES_FIXTURE_H_
