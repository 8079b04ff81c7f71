// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// KIDs of RFC 9605, Section 5.

#include <cstdint>
#include <initializer_list>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/frame/formats/sframe/key_id.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe {
namespace {

// Clear zeros those of `outputs` that are not null.
void Clear(std::initializer_list<uint64_t*> outputs) {
  for (uint64_t* const output : outputs) {
    if (output != nullptr) {
      *output = 0;
    }
  }
}

absl::Status Store(const absl::StatusOr<uint64_t>& from, uint64_t* to) {
  if (from.ok()) {
    *to = *from;
  }
  return from.status();
}

absl::Status DecodeSenderKeyIdInto(uint64_t kid, uint32_t ratchet_bits,
                                   uint64_t* generation, uint64_t* step) {
  if (ratchet_bits > kMaxRatchetBits) {
    return absl::InvalidArgumentError(absl::StrCat(
        "ratchet_bits is ", ratchet_bits, ": use at most ", kMaxRatchetBits));
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
  if (id.ok()) {
    *context = id->context;
    *index = id->index;
    *epoch = id->epoch;
  }
  return id.status();
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_encode_sender_key_id(uint64_t generation,
                                                uint64_t step,
                                                uint32_t ratchet_bits,
                                                uint64_t* kid,
                                                sealframe_error* error) {
  sealframe::Clear({kid});
  return sealframe::Call(error, {{"kid", kid}}, [&] {
    return sealframe::Store(
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
  sealframe::Clear({generation, step});
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
  sealframe::Clear({kid});
  return sealframe::Call(error, {{"kid", kid}}, [&] {
    return sealframe::Store(
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
  sealframe::Clear({context, index, epoch});
  return sealframe::Call(
      error, {{"context", context}, {"index", index}, {"epoch", epoch}}, [&] {
        return sealframe::DecodeMlsKeyIdInto(
            kid, {.sender_bits = sender_bits, .epoch_bits = epoch_bits},
            context, index, epoch);
      });
}
