// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What KIDs are made of.

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/frame/formats/sframe/key_id.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe {
namespace {

// Give writes the value of `from`, or zero on error, to `*to`.
absl::Status Give(const absl::StatusOr<uint64_t>& from, uint64_t* to) {
  *to = from.ok() ? *from : 0;
  return from.status();
}

absl::Status DecodeSenderKeyIdInto(uint64_t kid, uint32_t ratchet_bits,
                                   uint64_t* generation, uint64_t* step) {
  if (ratchet_bits > kMaxRatchetBits) {
    *generation = 0;
    *step = 0;
    return absl::InvalidArgumentError("ratchet bits are at most 63");
  }
  const SenderKeyId id = DecodeSenderKeyId(kid, ratchet_bits);
  *generation = id.generation;
  *step = id.step;
  return absl::OkStatus();
}

absl::Status DecodeMlsKeyIdInto(uint64_t kid, const MlsKeyIdLayout& layout,
                                uint64_t* context, uint64_t* index,
                                uint64_t* epoch) {
  const absl::StatusOr<MlsKeyId> id = DecodeMlsKeyId(kid, layout);
  *context = id.ok() ? id->context : 0;
  *index = id.ok() ? id->index : 0;
  *epoch = id.ok() ? id->epoch : 0;
  return id.status();
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_encode_sender_key_id(uint64_t generation,
                                                uint64_t step,
                                                uint32_t ratchet_bits,
                                                uint64_t* kid,
                                                sealframe_error* error) {
  return sealframe::Call(error, {{"kid", kid}}, [&] {
    return sealframe::Give(
        sealframe::EncodeSenderKeyId({.generation = generation, .step = step},
                                     ratchet_bits),
        kid);
  });
}

sealframe_status sealframe_decode_sender_key_id(uint64_t kid,
                                                uint32_t ratchet_bits,
                                                uint64_t* generation,
                                                uint64_t* step,
                                                sealframe_error* error) {
  return sealframe::Call(error, {{"generation", generation}, {"step", step}},
                         [&] {
                           return sealframe::DecodeSenderKeyIdInto(
                               kid, ratchet_bits, generation, step);
                         });
}

sealframe_status sealframe_encode_mls_key_id(uint64_t context, uint64_t index,
                                             uint64_t epoch,
                                             uint32_t sender_bits,
                                             uint32_t epoch_bits, uint64_t* kid,
                                             sealframe_error* error) {
  return sealframe::Call(error, {{"kid", kid}}, [&] {
    return sealframe::Give(
        sealframe::EncodeMlsKeyId(
            {.context = context, .index = index, .epoch = epoch},
            {.sender_bits = sender_bits, .epoch_bits = epoch_bits}),
        kid);
  });
}

sealframe_status sealframe_decode_mls_key_id(uint64_t kid, uint32_t sender_bits,
                                             uint32_t epoch_bits,
                                             uint64_t* context, uint64_t* index,
                                             uint64_t* epoch,
                                             sealframe_error* error) {
  return sealframe::Call(
      error, {{"context", context}, {"index", index}, {"epoch", epoch}}, [&] {
        return sealframe::DecodeMlsKeyIdInto(
            kid, {.sender_bits = sender_bits, .epoch_bits = epoch_bits},
            context, index, epoch);
      });
}
