// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The key scheme of GetStream's format: keys are AES-GCM's own, of 16 or 32
// bytes. Nothing is derived from them, so `KeyMaterial::FromKey` and
// `KeyMaterial::FromAeadKey` mean the same, passphrases are refused, and there
// is no ratchet.
//
// Frames name a key by one byte: its index modulo 256. A key replaces an
// earlier one with the same byte, so key 256 takes the place of key 0. An
// application that cycles through the indexes need not retire keys: the oldest
// are evicted when room runs out.
//
// All senders that share a key seal with the same AEAD key. Only their random
// IV prefixes keep their nonces apart; sender numbers are ignored.
//
// Thread-safety and allocation: as for `KeyScheme`.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_KEY_SCHEME_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_KEY_SCHEME_H_

#include <cstdint>
#include <memory>
#include <optional>

#include "absl/status/statusor.h"
#include "sealframe/frame/formats/getstream/getstream_nonces.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

// The number of key indexes that a frame can name.
inline constexpr uint64_t kGetStreamKeyIndexes = 256;

// The frames of a sender that may come out of order: 6 seconds of them at 170
// frames a second, all tracks together.
inline constexpr size_t kGetStreamWindowedFrames = 1024;

class GetStreamKeyScheme final : public KeyScheme {
 public:
  GetStreamKeyScheme()
      : KeyScheme({.senders_share_keys = true,
                   .forgets_oldest_keys = true,
                   .iv_rule = IvRule{.layout = IvLayout::kPrefixCounter,
                                     .log_size = kGetStreamWindowedFrames}}) {}

  // KeyId returns the byte that frames name `key_index` by. There is no ratchet
  // step but 0.
  absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                 uint64_t step) const override;
  absl::StatusOr<uint64_t> SharedKeyId(
      uint64_t key_index, std::optional<uint64_t> sender_number) const override;
  // NewSealingKey draws a random IV prefix for the key. All keys of a scheme
  // share one counter. `reservations` is not used.
  absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const KeyMaterial& material,
      CounterReservations* reservations) const override;
  absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const KeyMaterial& material) const override;
  absl::StatusOr<KeyMaterial> Ratchet(const KeyMaterial& material,
                                      uint64_t step) const override;

 private:
  const std::shared_ptr<GetStreamCounter> counter_ =
      std::make_shared<GetStreamCounter>();
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_KEY_SCHEME_H_
