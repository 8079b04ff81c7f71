// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key chain: one key that the application gave for one participant, and what
// it comes to as it is ratcheted: its material, for each stream where streams
// have their own, and the keys of the steps that are wanted.
//
// What changes a chain returns a new one and leaves the old as it was, so that
// whoever keeps chains can change several things or none.
//
// Thread-safety: like a vector. Allocates and derives; belongs where keys are
// set, not on the frame path.

#ifndef SEALFRAME_KEYRING_KEY_CHAIN_H_
#define SEALFRAME_KEYRING_KEY_CHAIN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

// KeyAtStep is key material as it is after some ratchet steps.
struct KeyAtStep {
  uint64_t key_index = 0;
  uint64_t step = 0;
  KeyMaterial material;
};

// The highest step: far over what any sender comes to, far under where steps
// would no longer fit their number.
inline constexpr uint64_t kMaxRatchetStep = uint64_t{1} << 62;

// KeyChainParams is what of a chain never changes.
struct KeyChainParams {
  std::shared_ptr<const KeyScheme> scheme;
  CounterReservations* reservations = nullptr;
  uint64_t number = 0;     // Tells a participant's chains apart.
  uint64_t key_index = 0;  // The application's name for the key.
  bool seals = false;      // If not, it opens.
  bool is_shared = false;  // Among participants, who have sender numbers.
  absl::optional<uint64_t> sender_number = absl::nullopt;
};

class KeyChain {
 public:
  // Start begins a chain with `material` as it is at `step`, for each of
  // `ssrcs` where streams have keys of their own.
  static absl::StatusOr<KeyChain> Start(const KeyChainParams& params,
                                        const KeyMaterial& material,
                                        uint64_t step,
                                        const std::vector<uint32_t>& ssrcs);

  // At returns the chain ratcheted to `step`, which is not before its own.
  absl::StatusOr<KeyChain> At(uint64_t step) const;

  // WithSsrc returns the chain with stream `ssrc` added, which is an error once
  // it has been ratcheted: what the stream's key is made from is gone.
  absl::StatusOr<KeyChain> WithSsrc(uint32_t ssrc) const;

  uint64_t number() const { return params_.number; }
  uint64_t key_index() const { return params_.key_index; }

  // ratchets returns whether the chain can go on to another step.
  bool ratchets() const { return steps_ahead_ != 0; }

  // step returns the step that the sender is known to be at, kid its KID, and
  // slot what frames tell that by (`KeyScheme::Slot`).
  uint64_t step() const { return step_; }
  uint64_t kid() const { return kid_; }
  uint64_t slot() const { return params_.scheme->Slot(kid_); }

  // sealing returns the keys that seal at this step, new_sealing those that the
  // chain which this one was made from did not have. None if the chain opens.
  const std::vector<SealingEntry>& sealing() const { return sealing_; }
  absl::Span<const SealingEntry> new_sealing() const {
    return absl::MakeConstSpan(sealing_).subspan(old_sealing_);
  }

  // new_opening returns the keys that open, those that the chain which this one
  // was made from did not have. `TakeNewOpening` hands them over.
  const std::vector<OpeningEntry>& new_opening() const { return new_opening_; }
  std::vector<OpeningEntry> TakeNewOpening() { return std::move(new_opening_); }

  // Material returns what somebody who joins now is given.
  absl::StatusOr<KeyAtStep> Material() const;

 private:
  // The material of one stream, or of all, at step `step`: of a chain that
  // opens, the one after the last whose key was derived.
  struct Stream {
    absl::optional<uint32_t> ssrc;
    uint64_t step = 0;
    KeyMaterial material;
  };

  KeyChain(const KeyChainParams& params, uint64_t steps_ahead)
      : params_(params), steps_ahead_(steps_ahead) {}

  KeyChain Copy() const;
  absl::StatusOr<uint64_t> KidAt(uint64_t step) const;
  absl::Status SetStep(uint64_t step);
  absl::Status AddSsrc(uint32_t ssrc);
  absl::Status AddStream(Stream stream);
  absl::Status Ratchet(Stream* stream) const;
  absl::Status DeriveSealing(Stream* stream);
  absl::Status DeriveOpening(Stream* stream);

  KeyChainParams params_;
  uint64_t steps_ahead_;  // That are derived. Zero: it does not ratchet.
  uint64_t step_ = 0;
  uint64_t kid_ = 0;
  KeyMaterial root_;  // Only while streams with keys of their own may come.
  std::vector<Stream> streams_;
  std::vector<SealingEntry> sealing_;
  size_t old_sealing_ = 0;  // How many of them are not new.
  std::vector<OpeningEntry> new_opening_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_CHAIN_H_
