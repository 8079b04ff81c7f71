// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFrame key schedule: from a base key to the key and salt of one KID
// (RFC 9605, Section 4.4.2), the ratchet (Section 5.1) and the per-SSRC key
// (draft-ietf-avtcore-rtp-sframe-02, Section 7).
//
// Thread-safety: these are pure functions. They allocate, and belong where
// keys are set, not on the frame path.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEDULE_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEDULE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// SFrameKeys is what one (base key, KID) pair seals with. It has one sender.
struct SFrameKeys {
  SecretBytes key;   // sframe_key: Nk bytes.
  SecretBytes salt;  // sframe_salt: Nn bytes.
};

// DeriveSFrameKeys returns the key and salt of `kid`. An empty base key is an
// error.
absl::StatusOr<SFrameKeys> DeriveSFrameKeys(CipherSuite suite, uint64_t kid,
                                            const SecretBytes& base_key);

// RatchetBaseKey returns the base key of the next step: Nh bytes, whatever the
// size of `base_key`. An empty base key is an error.
absl::StatusOr<SecretBytes> RatchetBaseKey(CipherSuite suite,
                                           const SecretBytes& base_key);

// DeriveSsrcKey returns the base key that stream `ssrc` uses in place of
// `base_key`: Nh bytes. An empty base key is an error.
absl::StatusOr<SecretBytes> DeriveSsrcKey(CipherSuite suite,
                                          const SecretBytes& base_key,
                                          uint32_t ssrc);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEDULE_H_
