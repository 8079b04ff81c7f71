// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_chain.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

// StepsAhead returns how many steps ahead are derived. A shared key does not
// ratchet, nor does the cipher's key itself, but where senders go on by
// themselves: there it is the key of every step.
uint64_t StepsAhead(const KeyChainParams& params, const KeyMaterial& material) {
  const bool stays = material.kind() == KeyKind::kAeadKey &&
                     !params.scheme->ratchets_by_itself();
  return params.is_shared || stays ? 0 : params.scheme->steps_ahead();
}

}  // namespace

absl::StatusOr<KeyChain> KeyChain::Start(const KeyChainParams& params,
                                         const KeyMaterial& material,
                                         uint64_t step,
                                         const std::vector<uint32_t>& ssrcs) {
  KeyChain chain(params, StepsAhead(params, material));
  const bool per_ssrc = params.scheme->per_ssrc();
  if (step != 0 && (per_ssrc || !chain.ratchets())) {
    return absl::InvalidArgumentError(
        "a key that does not ratchet, or that single streams' keys are made "
        "from, is given at step 0");
  }
  if (step > kMaxRatchetStep) {
    return absl::InvalidArgumentError(
        absl::StrCat("a step is at most ", kMaxRatchetStep, ", not ", step));
  }
  if (absl::Status status = chain.SetStep(step); !status.ok()) {
    return status;
  }
  if (!per_ssrc) {
    const absl::Status status = chain.AddStream(
        {.ssrc = absl::nullopt, .step = step, .material = material.Clone()});
    return status.ok() ? absl::StatusOr<KeyChain>(std::move(chain)) : status;
  }
  chain.root_ = material.Clone();
  for (const uint32_t ssrc : ssrcs) {
    if (absl::Status status = chain.AddSsrc(ssrc); !status.ok()) {
      return status;
    }
  }
  return chain;
}

absl::StatusOr<KeyChain> KeyChain::At(uint64_t step) const {
  KeyChain chain = Copy();
  if (absl::Status status = chain.SetStep(step); !status.ok()) {
    return status;
  }
  chain.root_ = {};
  chain.sealing_.clear();
  chain.old_sealing_ = 0;
  for (Stream& stream : chain.streams_) {
    const absl::Status status = params_.seals ? chain.DeriveSealing(&stream)
                                              : chain.DeriveOpening(&stream);
    if (!status.ok()) {
      return status;
    }
  }
  return chain;
}

absl::StatusOr<KeyChain> KeyChain::WithSsrc(uint32_t ssrc) const {
  if (root_.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("key ", params_.key_index,
                     " has been ratcheted: a new stream needs a new key"));
  }
  KeyChain chain = Copy();
  const absl::Status status = chain.AddSsrc(ssrc);
  return status.ok() ? absl::StatusOr<KeyChain>(std::move(chain)) : status;
}

absl::StatusOr<KeyAtStep> KeyChain::Material() const {
  const bool per_ssrc = params_.scheme->per_ssrc();
  if (per_ssrc && root_.empty()) {
    return absl::FailedPreconditionError(
        "keys of single streams that have been ratcheted have no key in "
        "common");
  }
  const KeyMaterial& material = per_ssrc ? root_ : streams_.front().material;
  return KeyAtStep{.key_index = params_.key_index,
                   .step = step_,
                   .material = material.Clone()};
}

KeyChain KeyChain::Copy() const {
  KeyChain chain(params_, steps_ahead_);
  chain.step_ = step_;
  chain.kid_ = kid_;
  chain.root_ = root_.Clone();
  for (const Stream& stream : streams_) {
    chain.streams_.push_back({.ssrc = stream.ssrc,
                              .step = stream.step,
                              .material = stream.material.Clone()});
  }
  chain.sealing_ = sealing_;
  chain.old_sealing_ = sealing_.size();
  return chain;
}

absl::StatusOr<uint64_t> KeyChain::KidAt(uint64_t step) const {
  return params_.is_shared ? params_.scheme->SharedKeyId(params_.key_index,
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

absl::Status KeyChain::AddSsrc(uint32_t ssrc) {
  absl::StatusOr<KeyMaterial> material =
      params_.scheme->MaterialForSsrc(root_, ssrc);
  return material.ok() ? AddStream({.ssrc = ssrc,
                                    .step = step_,
                                    .material = *std::move(material)})
                       : material.status();
}

absl::Status KeyChain::AddStream(Stream stream) {
  absl::Status status =
      params_.seals ? DeriveSealing(&stream) : DeriveOpening(&stream);
  streams_.push_back(std::move(stream));
  return status;
}

absl::Status KeyChain::Ratchet(Stream* stream) const {
  absl::StatusOr<KeyMaterial> next =
      params_.scheme->Ratchet(stream->material, stream->step);
  if (!next.ok()) {
    return next.status();
  }
  stream->material = *std::move(next);
  ++stream->step;
  return absl::OkStatus();
}

// DeriveSealing makes the key of the chain's step. The material stays at that
// step, for whoever joins now.
absl::Status KeyChain::DeriveSealing(Stream* stream) {
  while (stream->step < step_) {
    if (absl::Status status = Ratchet(stream); !status.ok()) {
      return status;
    }
  }
  absl::StatusOr<std::unique_ptr<SealingKey>> key =
      params_.scheme->NewSealingKey(kid_, stream->material,
                                    params_.reservations);
  if (!key.ok()) {
    return key.status();
  }
  sealing_.push_back({.ssrc = stream->ssrc, .key = *std::move(key)});
  return absl::OkStatus();
}

// DeriveOpening makes the keys up to the last step that is derived ahead.
// Material that ratchets no further is wiped.
absl::Status KeyChain::DeriveOpening(Stream* stream) {
  while (stream->step <= step_ + steps_ahead_) {
    const absl::StatusOr<uint64_t> kid = KidAt(stream->step);
    if (!kid.ok()) {
      return kid.status();
    }
    absl::StatusOr<std::unique_ptr<OpeningKey>> key =
        params_.scheme->NewOpeningKey(*kid, stream->material);
    if (!key.ok()) {
      return key.status();
    }
    new_opening_.push_back({.ssrc = stream->ssrc,
                            .key = *std::move(key),
                            .slot = params_.scheme->Slot(*kid),
                            .chain = params_.number,
                            .step = stream->step});
    if (!ratchets()) {
      stream->material = {};
      return absl::OkStatus();
    }
    if (absl::Status status = Ratchet(stream); !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace sealframe
