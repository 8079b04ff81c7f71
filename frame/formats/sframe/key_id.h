// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How a KID names a key: sender keys (RFC 9605, Section 5.1) and MLS
// (Section 5.2). Both pack several numbers into the 64 bits of a KID, the
// ones that change fastest lowest, so that common KIDs stay short on the wire.
//
// Thread-safety: these are pure functions. They allocate only for an error.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_KEY_ID_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_KEY_ID_H_

#include <cstdint>

#include "absl/status/statusor.h"

namespace sealframe {

// The widest ratchet step field. One bit at least is left for the generation.
inline constexpr unsigned kMaxRatchetBits = 63;

// SenderKeyId names one ratchet step of one generation of a sender's key.
struct SenderKeyId {
  uint64_t generation = 0;  // Counts fresh base keys.
  uint64_t step = 0;        // Counts ratchets of that base key, modulo 2^R.
};

// EncodeSenderKeyId returns generation << R | step mod 2^R, where R is
// `ratchet_bits`. It is an error if the generation does not fit 64 - R bits or
// R is over `kMaxRatchetBits`.
absl::StatusOr<uint64_t> EncodeSenderKeyId(const SenderKeyId& id,
                                           unsigned ratchet_bits);

// DecodeSenderKeyId takes `kid` apart. `ratchet_bits` is at most
// `kMaxRatchetBits`.
SenderKeyId DecodeSenderKeyId(uint64_t kid, unsigned ratchet_bits);

// MlsKeyIdLayout says how many bits of a KID the fields take. The context
// takes what is left of the 64, which may be nothing.
struct MlsKeyIdLayout {
  unsigned sender_bits = 0;  // S.
  unsigned epoch_bits = 0;   // E.
};

// MlsKeyId names the key of one member in one epoch. The context tells apart
// several uses by one member, such as two devices' encoders.
struct MlsKeyId {
  uint64_t context = 0;
  uint64_t index = 0;  // The member's leaf index.
  uint64_t epoch = 0;  // Only its low E bits travel.
};

// EncodeMlsKeyId returns context << (S + E) | index << E | epoch mod 2^E. It is
// an error if S + E is over 64 or if the index or the context does not fit.
absl::StatusOr<uint64_t> EncodeMlsKeyId(const MlsKeyId& id,
                                        const MlsKeyIdLayout& layout);

// DecodeMlsKeyId takes `kid` apart. It is an error if S + E is over 64.
absl::StatusOr<MlsKeyId> DecodeMlsKeyId(uint64_t kid,
                                        const MlsKeyIdLayout& layout);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_KEY_ID_H_
