// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The layouts of KIDs: sender keys (RFC 9605, Section 5.1) and MLS (Section
// 5.2). Both pack several numbers into the 64 bits of a KID, the fastest
// changing ones lowest, so that common KIDs stay short on the wire.
//
// Thread-safety: pure functions. They allocate only for an error.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_KEY_ID_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_KEY_ID_H_

#include <cstdint>

#include "absl/status/statusor.h"

namespace sealframe {

// The widest ratchet step field. It leaves one bit for the generation.
inline constexpr unsigned kMaxRatchetBits = 63;

// SenderKeyId identifies one ratchet step of one generation of a sender's key.
struct SenderKeyId {
  uint64_t generation = 0;  // Counts fresh base keys.
  uint64_t step = 0;        // Counts ratchets of that base key, modulo 2^R.
};

// EncodeSenderKeyId returns generation << R | step mod 2^R, where R is
// `ratchet_bits`. It fails if the generation does not fit in 64 - R bits or R
// is above `kMaxRatchetBits`.
absl::StatusOr<uint64_t> EncodeSenderKeyId(const SenderKeyId& id,
                                           unsigned ratchet_bits);

// DecodeSenderKeyId splits `kid`. `ratchet_bits` must be at most
// `kMaxRatchetBits`.
SenderKeyId DecodeSenderKeyId(uint64_t kid, unsigned ratchet_bits);

// MlsKeyIdLayout holds the widths of the fields of a KID, in bits. The context
// takes the rest of the 64 bits, if any.
struct MlsKeyIdLayout {
  unsigned sender_bits = 0;  // S.
  unsigned epoch_bits = 0;   // E.
};

// MlsKeyId identifies the key of one member in one epoch. The context
// distinguishes several uses by one member, such as two encoders.
struct MlsKeyId {
  uint64_t context = 0;
  uint64_t index = 0;  // The member's leaf index.
  uint64_t epoch = 0;  // The KID holds its low E bits.
};

// EncodeMlsKeyId returns context << (S + E) | index << E | epoch mod 2^E. It
// fails if S + E is above 64, or if the index or the context does not fit.
absl::StatusOr<uint64_t> EncodeMlsKeyId(const MlsKeyId& id,
                                        const MlsKeyIdLayout& layout);

// DecodeMlsKeyId splits `kid`. It fails if S + E is above 64.
absl::StatusOr<MlsKeyId> DecodeMlsKeyId(uint64_t kid,
                                        const MlsKeyIdLayout& layout);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_KEY_ID_H_
