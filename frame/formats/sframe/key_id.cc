// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/key_id.h"

#include <cstdint>
#include <limits>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace sealframe {
namespace {

constexpr unsigned kKidBits = 64;

// ShiftLeft, ShiftRight and LowBits are defined for 64 bits, too, unlike the
// operators.
uint64_t ShiftLeft(uint64_t value, unsigned bits) {
  return bits >= kKidBits ? 0 : value << bits;
}

uint64_t LowBits(uint64_t value, unsigned bits) {
  return bits >= kKidBits ? value : value & ((uint64_t{1} << bits) - 1);
}

uint64_t ShiftRight(uint64_t value, unsigned bits) {
  return bits >= kKidBits ? 0 : value >> bits;
}

bool Fits(uint64_t value, unsigned bits) {
  return LowBits(value, bits) == value;
}

absl::Status DoesNotFit(const char* field, uint64_t value, unsigned bits) {
  return absl::InvalidArgumentError(absl::StrCat(
      "the ", field, " ", value, " does not fit in ", bits, " bits: use 0 to ",
      LowBits(std::numeric_limits<uint64_t>::max(), bits)));
}

absl::Status Check(const MlsKeyIdLayout& layout) {
  if (layout.sender_bits > kKidBits ||
      layout.epoch_bits > kKidBits - layout.sender_bits) {
    return absl::InvalidArgumentError(
        absl::StrCat(layout.sender_bits, " sender bits and ", layout.epoch_bits,
                     " epoch bits do not fit in a KID: use 64 at most"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<uint64_t> EncodeSenderKeyId(const SenderKeyId& id,
                                           unsigned ratchet_bits) {
  if (ratchet_bits > kMaxRatchetBits) {
    return absl::InvalidArgumentError(absl::StrCat(
        ratchet_bits, " ratchet bits: use ", kMaxRatchetBits, " at most"));
  }
  if (!Fits(id.generation, kKidBits - ratchet_bits)) {
    return DoesNotFit("generation", id.generation, kKidBits - ratchet_bits);
  }
  return ShiftLeft(id.generation, ratchet_bits) |
         LowBits(id.step, ratchet_bits);
}

SenderKeyId DecodeSenderKeyId(uint64_t kid, unsigned ratchet_bits) {
  return {.generation = kid >> ratchet_bits,
          .step = LowBits(kid, ratchet_bits)};
}

absl::StatusOr<uint64_t> EncodeMlsKeyId(const MlsKeyId& id,
                                        const MlsKeyIdLayout& layout) {
  if (absl::Status status = Check(layout); !status.ok()) {
    return status;
  }
  const unsigned low_bits = layout.sender_bits + layout.epoch_bits;
  if (!Fits(id.index, layout.sender_bits)) {
    return DoesNotFit("index", id.index, layout.sender_bits);
  }
  if (!Fits(id.context, kKidBits - low_bits)) {
    return DoesNotFit("context", id.context, kKidBits - low_bits);
  }
  return ShiftLeft(id.context, low_bits) |
         ShiftLeft(id.index, layout.epoch_bits) |
         LowBits(id.epoch, layout.epoch_bits);
}

absl::StatusOr<MlsKeyId> DecodeMlsKeyId(uint64_t kid,
                                        const MlsKeyIdLayout& layout) {
  if (absl::Status status = Check(layout); !status.ok()) {
    return status;
  }
  return MlsKeyId{
      .context = ShiftRight(kid, layout.sender_bits + layout.epoch_bits),
      .index = LowBits(ShiftRight(kid, layout.epoch_bits), layout.sender_bits),
      .epoch = LowBits(kid, layout.epoch_bits)};
}

}  // namespace sealframe
