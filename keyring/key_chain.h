// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key chain: one key that the application set for one participant, at its
// current ratchet step, with the sealing and opening keys derived from it.
//
// Chains do not change. `Start`, `At` and `WithSsrc` return a new chain with
// the keys that it adds, which the caller commits or drops.
//
// Thread-safety: as for a vector. Allocates and derives keys; call it where
// keys are set, not on the frame path.

#ifndef SEALFRAME_KEYRING_KEY_CHAIN_H_
#define SEALFRAME_KEYRING_KEY_CHAIN_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/keyring_state.h"

namespace sealframe {

// The highest step that a chain can start at. Later steps fit in 64 bits.
inline constexpr uint64_t kMaxRatchetStep = uint64_t{1} << 62;

// KeyChainParams are the properties of a chain that never change.
struct KeyChainParams {
  std::shared_ptr<const KeyScheme> scheme;
  CounterReservations* reservations = nullptr;
  uint64_t number = 0;     // Identifies the chain among the participant's.
  uint64_t key_index = 0;  // The application's number for the key.
  bool seals = false;      // Derives sealing keys rather than opening keys.
  bool is_shared = false;  // The whole meeting shares the key.
  std::optional<uint64_t> sender_number = std::nullopt;
};

struct KeyChange;

class KeyChain {
 public:
  using Materials = std::vector<std::shared_ptr<const KeyMaterial>>;

  // Start starts a chain at ratchet step `step`, whose material is `material`.
  // `ahead` holds those of the next steps, if they were derived before. If each
  // stream has its own keys, they are derived for each of `ssrcs`.
  static absl::StatusOr<KeyChange> Start(const KeyChainParams& params,
                                         const KeyMaterial& material,
                                         uint64_t step,
                                         const std::vector<uint32_t>& ssrcs,
                                         const Materials& ahead = {});

  // At ratchets the chain to `step`, which is not below its own.
  absl::StatusOr<KeyChange> At(uint64_t step) const;

  // WithSsrc adds the keys of stream `ssrc`. It fails once the chain has
  // ratcheted, as the material for new streams is then gone.
  absl::StatusOr<KeyChange> WithSsrc(uint32_t ssrc) const;

  uint64_t number() const { return params_.number; }
  uint64_t key_index() const { return params_.key_index; }
  // ratchets returns whether the chain has further steps.
  bool ratchets() const { return steps_ahead_ != 0; }
  // step returns the sender's latest known step, and kid the KID of that step.
  uint64_t step() const { return step_; }
  uint64_t kid() const { return kid_; }
  // sealing returns the keys that seal at `step()`: none if the chain opens.
  const std::vector<SealingEntry>& sealing() const { return sealing_; }

  // Material returns the key for a participant that joins. The chain must seal.
  absl::StatusOr<KeyAtStep> Material() const;

 private:
  // The material of one stream, or of all streams, at step `step`. If the chain
  // opens, that is the step after the last one with a key.
  struct Stream {
    std::optional<uint32_t> ssrc;
    uint64_t step = 0;
    std::shared_ptr<const KeyMaterial> material;
  };

  KeyChain(const KeyChainParams& params, const KeyMaterial& material);

  absl::StatusOr<uint64_t> KidAt(uint64_t step) const;
  absl::Status SetStep(uint64_t step);
  absl::Status Expand(Stream* stream) const;
  absl::Status Ratchet(Stream* stream) const;
  static absl::Status AddSsrc(uint32_t ssrc, KeyChange* change);
  static absl::Status Derive(Stream* stream, const Materials& ahead,
                             KeyChange* change);
  static absl::Status DeriveSealing(Stream* stream, KeyChange* change);
  static absl::Status DeriveOpening(Stream* stream, const Materials& ahead,
                                    KeyChange* change);

  KeyChainParams params_;
  uint64_t steps_ahead_;  // Steps with keys ahead of `step_`. Zero: no ratchet.
  uint64_t step_ = 0;
  uint64_t kid_ = 0;
  // The material for new streams. Null if none can be added.
  std::shared_ptr<const KeyMaterial> root_;
  std::vector<Stream> streams_;
  std::vector<SealingEntry> sealing_;
};

// KeyChange is a new or changed chain, and the keys that it adds.
struct KeyChange {
  KeyChain chain;
  std::vector<SealingEntry> added_sealing = {};
  std::vector<OpeningEntry> added_opening = {};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_CHAIN_H_
