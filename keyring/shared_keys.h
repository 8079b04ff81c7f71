// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The keys of a meeting that has one key for everybody, as the application gave
// them: what participants who come later are given, too.
//
// Thread-safety: none; its owner locks. Allocates.

#ifndef SEALFRAME_KEYRING_SHARED_KEYS_H_
#define SEALFRAME_KEYRING_SHARED_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"

namespace sealframe {

class SharedKeys {
 public:
  SharedKeys(std::shared_ptr<const KeyScheme> scheme, size_t max_keys)
      : scheme_(std::move(scheme)), max_keys_(max_keys) {}

  // Check returns why `Add` must not be called: the key is empty, there is one
  // of its number or no room for it, or the scheme has no KID for it.
  absl::Status Check(uint64_t key_index, const KeyMaterial& material) const;

  // Add adds a key. Others of its slot (`KeyScheme::Slot`), as MLS epochs are
  // whose low bits are the same (RFC 9605, Section 5.2), are evicted.
  void Add(uint64_t key_index, const KeyMaterial& material);

  // Remove is an error if there is no such key.
  absl::Status Remove(uint64_t key_index);

  bool empty() const { return keys_.empty(); }
  const std::map<uint64_t, KeyMaterial>& keys() const { return keys_; }

 private:
  bool ShareSlot(uint64_t a, uint64_t b) const;

  const std::shared_ptr<const KeyScheme> scheme_;
  const size_t max_keys_;
  std::map<uint64_t, KeyMaterial> keys_;  // By key index.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SHARED_KEYS_H_
