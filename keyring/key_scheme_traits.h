// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The properties of a key scheme (keyring/key_scheme.h) that the keyring
// depends on. The defaults describe a scheme without ratchet or key ring, in
// which each key has one sender.
//
// Thread-safety: plain values.

#ifndef SEALFRAME_KEYRING_KEY_SCHEME_TRAITS_H_
#define SEALFRAME_KEYRING_KEY_SCHEME_TRAITS_H_

#include <cstdint>
#include <limits>
#include <optional>

#include "sealframe/keyring/iv/iv_frame.h"

namespace sealframe {

struct KeySchemeTraits {
  // How many ratchet steps ahead of its sender a receiver derives keys. Zero
  // means that keys do not ratchet.
  uint64_t steps_ahead = 0;

  // Each stream has key material of its own.
  bool per_ssrc = false;

  // One AEAD key may both seal and open, and may have several senders. Safe
  // only in formats whose nonces contain the SSRC or a random prefix per
  // sender.
  bool senders_share_keys = false;

  // Whether shared keys ratchet as others do, for each sender alone, and have
  // the KIDs of `KeyScheme::KeyId`.
  bool shared_keys_ratchet = false;

  // When there is no room for a new key, the oldest keys make room. Lets an
  // application cycle through a key ring without retiring keys.
  bool forgets_oldest_keys = false;

  // A sender advances to its next ratchet step by itself, after a fixed number
  // of frames. The application cannot ratchet.
  bool ratchets_by_itself = false;

  // The replay rule of frames that send whole IVs. None if they send counters.
  std::optional<IvRule> iv_rule = std::nullopt;

  // Authentication tags are too short to seal video with (RFC 9605, Section
  // 7.5), and the application has not allowed it all the same.
  bool tags_too_short_for_video = false;

  // AEAD keys have a salt, and the application may supply both, derived
  // elsewhere (`KeyMaterial::FromAeadKeyAndSalt`).
  bool has_salts = false;

  // The bits of a KID that distinguish keys. Keys whose KIDs agree in these
  // bits are in conflict, and the newer one evicts the older. In a ring these
  // bits are the ring index.
  uint64_t kid_mask = std::numeric_limits<uint64_t>::max();

  // Conflict returns whether keys with these KIDs exclude each other.
  bool Conflict(uint64_t kid, uint64_t other_kid) const {
    return ((kid ^ other_kid) & kid_mask) == 0;
  }
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_SCHEME_TRAITS_H_
