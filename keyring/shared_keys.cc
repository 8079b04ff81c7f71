// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/shared_keys.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"

namespace sealframe {

absl::Status SharedKeys::Check(uint64_t key_index,
                               const KeyMaterial& material) const {
  if (material.empty()) {
    return absl::InvalidArgumentError("the key is empty");
  }
  if (keys_.count(key_index) != 0) {
    return absl::AlreadyExistsError(
        absl::StrCat("there is a shared key ", key_index, " already"));
  }
  const auto stays = [this, key_index](const auto& key) {
    return !ShareSlot(key.first, key_index);
  };
  const auto count = std::count_if(keys_.begin(), keys_.end(), stays);
  if (!scheme_->forgets_oldest_keys() &&
      static_cast<size_t>(count) >= max_keys_) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "there are ", count,
        " shared keys, which is the most there may be: retire one"));
  }
  return scheme_->SharedKeyId(key_index, /*sender_number=*/0).status();
}

void SharedKeys::Add(uint64_t key_index, const KeyMaterial& material) {
  for (auto key = keys_.begin(); key != keys_.end();) {
    key = ShareSlot(key->first, key_index) ? keys_.erase(key) : std::next(key);
  }
  keys_.emplace(key_index, material.Clone());
}

absl::Status SharedKeys::Remove(uint64_t key_index) {
  return keys_.erase(key_index) != 0
             ? absl::OkStatus()
             : absl::NotFoundError(
                   absl::StrCat("there is no shared key ", key_index));
}

// Keys have the same KID for one sender number if they have for any.
bool SharedKeys::ShareSlot(uint64_t a, uint64_t b) const {
  const absl::StatusOr<uint64_t> kid = scheme_->SharedKeyId(a, 0);
  const absl::StatusOr<uint64_t> other = scheme_->SharedKeyId(b, 0);
  return kid.ok() && other.ok() && scheme_->Slot(*kid) == scheme_->Slot(*other);
}

}  // namespace sealframe
