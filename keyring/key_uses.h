// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What keys have been used for. A key that seals owns its counters: made a
// second time, it would begin them again and repeat nonces. So a fingerprint
// that was once claimed for sealing stays claimed, also after its key is gone.
//
// Thread-safety: none; its owner locks. Allocates.

#ifndef KEYRING_KEY_USES_H_
#define KEYRING_KEY_USES_H_

#include <set>

#include "absl/status/status.h"
#include "keyring/key_fingerprint.h"

namespace sealframe {

class KeyUses {
 public:
  // ClaimForSealing is an error if the key was claimed before.
  absl::Status ClaimForSealing(const KeyFingerprint& key) {
    return sealing_.insert(key).second
               ? absl::OkStatus()
               : absl::AlreadyExistsError(
                     "this key was set for sealing before: again, it would "
                     "repeat its counters");
  }

  // CheckForOpening is an error if the key is claimed for sealing: a key has
  // one sender.
  absl::Status CheckForOpening(const KeyFingerprint& key) const {
    return sealing_.count(key) == 0
               ? absl::OkStatus()
               : absl::AlreadyExistsError(
                     "this key seals for a local participant: it cannot open "
                     "another's frames");
  }

 private:
  std::set<KeyFingerprint> sealing_;
};

}  // namespace sealframe

#endif  // KEYRING_KEY_USES_H_
