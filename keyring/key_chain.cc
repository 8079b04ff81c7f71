// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_chain.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

using SharedMaterial = std::shared_ptr<const KeyMaterial>;

SharedMaterial Share(KeyMaterial material) {
  return std::make_shared<const KeyMaterial>(std::move(material));
}

// StepsAhead returns how many steps ahead get keys. AEAD keys do not ratchet,
// except where senders ratchet by themselves: there the AEAD key is the key of
// every step.
uint64_t StepsAhead(const KeyChainParams& params, const KeyMaterial& material) {
  const KeySchemeTraits& traits = params.scheme->traits();
  const bool is_fixed =
      material.kind() == KeyKind::kAeadKey && !traits.ratchets_by_itself;
  return (params.is_shared && !traits.shared_keys_ratchet) || is_fixed
             ? 0
             : traits.steps_ahead;
}

// CheckSalt checks material that was derived elsewhere.
absl::Status CheckSalt(const KeyMaterial& material,
                       const KeySchemeTraits& traits) {
  if (material.salt().empty()) {
    return absl::OkStatus();
  }
  if (!traits.has_salts) {
    return absl::InvalidArgumentError(
        "a salt was given with the key, but keys of this profile have none: "
        "set an AEAD key without it");
  }
  return traits.per_ssrc ? absl::InvalidArgumentError(
                               "with per_ssrc each stream derives its key from "
                               "the base key: set that, not a derived key")
                         : absl::OkStatus();
}

absl::Status CheckStep(uint64_t step, const KeyChain& chain, bool per_ssrc) {
  if (step != 0 && (per_ssrc || !chain.ratchets())) {
    return absl::InvalidArgumentError(absl::StrCat(
        "step ", step, " was given for a key that ",
        per_ssrc ? "is the source of single streams' keys" : "does not ratchet",
        ": set it at step 0"));
  }
  if (step > kMaxRatchetStep) {
    return absl::InvalidArgumentError(absl::StrCat(
        "step ", step, " is too high: the highest is ", kMaxRatchetStep));
  }
  return absl::OkStatus();
}

absl::StatusOr<KeyChange> OrError(const absl::Status& status,
                                  KeyChange change) {
  return status.ok() ? absl::StatusOr<KeyChange>(std::move(change)) : status;
}

}  // namespace

KeyChain::KeyChain(const KeyChainParams& params, const KeyMaterial& material)
    : params_(params), steps_ahead_(StepsAhead(params, material)) {}

absl::StatusOr<KeyChange> KeyChain::Start(const KeyChainParams& params,
                                          const KeyMaterial& material,
                                          uint64_t step,
                                          const std::vector<uint32_t>& ssrcs,
                                          const Materials& ahead) {
  const bool per_ssrc = params.scheme->traits().per_ssrc;
  KeyChange change = {.chain = KeyChain(params, material)};
  KeyChain& chain = change.chain;
  absl::Status status = CheckSalt(material, params.scheme->traits());
  if (status.ok()) {
    status = CheckStep(step, chain, per_ssrc);
  }
  if (status.ok()) {
    status = chain.SetStep(step);
  }
  if (!status.ok()) {
    return status;
  }
  if (!per_ssrc) {
    chain.streams_.push_back({.ssrc = std::nullopt,
                              .step = step,
                              .material = Share(material.Clone())});
    status = Derive(&chain.streams_.back(), ahead, &change);
    return OrError(status, std::move(change));
  }
  chain.root_ = Share(material.Clone());
  for (const uint32_t ssrc : ssrcs) {
    if (status = AddSsrc(ssrc, &change); !status.ok()) {
      return status;
    }
  }
  return change;
}

absl::StatusOr<KeyChange> KeyChain::At(uint64_t step) const {
  KeyChange change = {.chain = *this};
  KeyChain& chain = change.chain;
  if (absl::Status status = chain.SetStep(step); !status.ok()) {
    return status;
  }
  chain.root_ = nullptr;
  chain.sealing_.clear();
  for (Stream& stream : chain.streams_) {
    if (absl::Status status = Derive(&stream, {}, &change); !status.ok()) {
      return status;
    }
  }
  return change;
}

absl::StatusOr<KeyChange> KeyChain::WithSsrc(uint32_t ssrc) const {
  if (root_ == nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat("key ", params_.key_index,
                     " has been ratcheted: set a new key for a new stream"));
  }
  KeyChange change = {.chain = *this};
  const absl::Status status = AddSsrc(ssrc, &change);
  return OrError(status, std::move(change));
}

absl::StatusOr<KeyAtStep> KeyChain::Material() const {
  const bool per_ssrc = params_.scheme->traits().per_ssrc;
  if (per_ssrc && root_ == nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat("key ", params_.key_index,
                     " has been ratcheted, and its streams have no key in "
                     "common any more: set a new key"));
  }
  const SharedMaterial& material = per_ssrc ? root_ : streams_.front().material;
  return KeyAtStep{.key_index = params_.key_index,
                   .step = step_,
                   .material = material->Clone()};
}

absl::StatusOr<uint64_t> KeyChain::KidAt(uint64_t step) const {
  return params_.is_shared && !params_.scheme->traits().shared_keys_ratchet
             ? params_.scheme->SharedKeyId(params_.key_index,
                                           params_.sender_number)
             : params_.scheme->KeyId(params_.key_index, step);
}

absl::Status KeyChain::SetStep(uint64_t step) {
  const absl::StatusOr<uint64_t> kid = KidAt(step);
  if (!kid.ok()) {
    return kid.status();
  }
  step_ = step;
  kid_ = *kid;
  return absl::OkStatus();
}

// Expand does the slow part of the derivation once for a key and for the
// ratchet step after it.
absl::Status KeyChain::Expand(Stream* stream) const {
  absl::StatusOr<KeyMaterial> expanded =
      params_.scheme->Expand(*stream->material);
  if (!expanded.ok()) {
    return expanded.status();
  }
  stream->material = Share(*std::move(expanded));
  return absl::OkStatus();
}

absl::Status KeyChain::Ratchet(Stream* stream) const {
  absl::StatusOr<KeyMaterial> next =
      params_.scheme->Ratchet(*stream->material, stream->step);
  if (!next.ok()) {
    return next.status();
  }
  stream->material = Share(*std::move(next));
  ++stream->step;
  return absl::OkStatus();
}

absl::Status KeyChain::AddSsrc(uint32_t ssrc, KeyChange* change) {
  KeyChain& chain = change->chain;
  absl::StatusOr<KeyMaterial> material =
      chain.params_.scheme->MaterialForSsrc(*chain.root_, ssrc);
  if (!material.ok()) {
    return material.status();
  }
  chain.streams_.push_back({.ssrc = ssrc,
                            .step = chain.step_,
                            .material = Share(*std::move(material))});
  return Derive(&chain.streams_.back(), {}, change);
}

absl::Status KeyChain::Derive(Stream* stream, const Materials& ahead,
                              KeyChange* change) {
  return change->chain.params_.seals ? DeriveSealing(stream, change)
                                     : DeriveOpening(stream, ahead, change);
}

// DeriveSealing derives the key of the chain's step. The stream's material
// stays at that step, for participants that join now.
absl::Status KeyChain::DeriveSealing(Stream* stream, KeyChange* change) {
  KeyChain& chain = change->chain;
  while (stream->step < chain.step_) {
    if (absl::Status status = chain.Ratchet(stream); !status.ok()) {
      return status;
    }
  }
  if (absl::Status status = chain.Expand(stream); !status.ok()) {
    return status;
  }
  absl::StatusOr<std::unique_ptr<SealingKey>> key =
      chain.params_.scheme->NewSealingKey(chain.kid_, *stream->material,
                                          chain.params_.reservations);
  if (!key.ok()) {
    return key.status();
  }
  const SealingEntry entry = {.ssrc = stream->ssrc, .key = *std::move(key)};
  chain.sealing_.push_back(entry);
  change->added_sealing.push_back(entry);
  return absl::OkStatus();
}

// DeriveOpening derives the missing keys up to the last step ahead. It drops
// material that ratchets no further.
absl::Status KeyChain::DeriveOpening(Stream* stream, const Materials& ahead,
                                     KeyChange* change) {
  const KeyChain& chain = change->chain;
  size_t used = 0;
  while (stream->step <= chain.step_ + chain.steps_ahead_) {
    const absl::StatusOr<uint64_t> kid = chain.KidAt(stream->step);
    if (!kid.ok()) {
      return kid.status();
    }
    if (absl::Status status = chain.Expand(stream); !status.ok()) {
      return status;
    }
    absl::StatusOr<std::unique_ptr<OpeningKey>> key =
        chain.params_.scheme->NewOpeningKey(*kid, *stream->material);
    if (!key.ok()) {
      return key.status();
    }
    change->added_opening.push_back({.ssrc = stream->ssrc,
                                     .key = *std::move(key),
                                     .chain = chain.params_.number,
                                     .step = stream->step});
    if (!chain.ratchets()) {
      stream->material = nullptr;
      return absl::OkStatus();
    }
    if (used < ahead.size()) {
      stream->material = ahead[used++];
      ++stream->step;
    } else if (absl::Status status = chain.Ratchet(stream); !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace sealframe
