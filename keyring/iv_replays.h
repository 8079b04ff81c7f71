// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The replay rule of formats whose frames carry whole IVs rather than counters.
// One object serves all receiving streams of a participant, on all threads, and
// lives as long as its keyring, so that a frame which one stream has opened
// does not open again in another, nor in a transform made anew.
//
// `Accepts` and `Commit` are separate, because an IV read from a frame is only
// a claim until the frame has authenticated.
//
// Thread-safety: may be used from several threads. The functions never
// allocate, block or wait.

#ifndef SEALFRAME_KEYRING_IV_REPLAYS_H_
#define SEALFRAME_KEYRING_IV_REPLAYS_H_

#include <cstdint>

#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"

namespace sealframe {

class IvReplays {
 public:
  virtual ~IvReplays() = default;

  // Accepts returns whether `iv` is neither recorded for the key of this
  // `OpeningKey::id` nor too old to check. It changes nothing.
  virtual bool Accepts(uint64_t key, const Nonce& iv,
                       const Clock& clock) const = 0;

  // Commit records `iv`, whose frame has authenticated with `key`. It returns
  // false if `iv` is recorded already or is too old, as another thread may have
  // committed since `Accepts`: of several calls with one key and IV, at most
  // one returns true.
  [[nodiscard]] virtual bool Commit(uint64_t key, const Nonce& iv,
                                    const Clock& clock) = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_REPLAYS_H_
