// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFrame key schedule: the key and salt of a KID (RFC 9605, Section 4.4.2),
// the ratchet (Section 5.1) and the base key of an SSRC
// (draft-ietf-avtcore-rtp-sframe-02, Section 7), and the base keys that
// cisco/sframe derives from MLS.
//
// Thread-safety: pure functions. They allocate, and are not for the frame path.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEDULE_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEDULE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// SFrameKeys is the key and salt of one base key and KID. They have one sender.
struct SFrameKeys {
  SecretBytes key;   // sframe_key: Nk bytes.
  SecretBytes salt;  // sframe_salt: Nn bytes.
};

// DeriveSFrameKeys returns the key and salt of `kid`. It fails if the base key
// is empty, as do the functions below.
absl::StatusOr<SFrameKeys> DeriveSFrameKeys(CipherSuite suite, uint64_t kid,
                                            const SecretBytes& base_key);

// RatchetBaseKey returns the base key of the next ratchet step: Nh bytes for a
// `base_key` of any size.
absl::StatusOr<SecretBytes> RatchetBaseKey(CipherSuite suite,
                                           const SecretBytes& base_key);

// DeriveSsrcKey returns the base key that stream `ssrc` uses in place of
// `base_key`: Nh bytes.
absl::StatusOr<SecretBytes> DeriveSsrcKey(CipherSuite suite,
                                          const SecretBytes& base_key,
                                          uint32_t ssrc);

// DeriveCiscoMlsKey returns the base key of one sender, Nh bytes, as
// cisco/sframe's MLSContext derives it from `epoch_secret`. `sender` is the KID
// without the bits of the epoch: the member index and, above it, the context.
absl::StatusOr<SecretBytes> DeriveCiscoMlsKey(CipherSuite suite,
                                              const SecretBytes& epoch_secret,
                                              uint64_t sender);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEDULE_H_
