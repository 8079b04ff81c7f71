// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sender_numbers.h"

#include <cstdint>

namespace sealframe {

uint64_t SenderNumbers::AddKey() {
  keys_.insert(++last_key_);
  return last_key_;
}

void SenderNumbers::RemoveKey(uint64_t key) {
  keys_.erase(key);
  std::erase_if(released_, [this](const auto& entry) {
    return keys_.empty() || entry.second < *keys_.begin();
  });
}

void SenderNumbers::Release(uint64_t sender_number) {
  if (!keys_.empty()) {
    released_[sender_number] = last_key_;
  }
}

bool SenderNumbers::IsUsed(uint64_t sender_number) const {
  return released_.count(sender_number) != 0;
}

}  // namespace sealframe
