// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The plans of `ParticipantKeys`.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "sealframe/keyring/key_chain.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_plan.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_scheme_traits.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/participant_config.h"
#include "sealframe/keyring/participant_keys.h"

namespace sealframe {

namespace {

// WhyFixed returns why a key does not ratchet.
absl::string_view WhyFixed(const ParticipantConfig& config) {
  const KeySchemeTraits& traits = config.scheme->traits();
  if (traits.steps_ahead == 0) {
    return "keys of this profile do not, or its ratchet window or ratchet_bits "
           "is 0";
  }
  return config.options.mode == KeyMode::kShared && !traits.shared_keys_ratchet
             ? "shared keys of this profile do not"
             : "it is an AEAD key";
}

}  // namespace

absl::StatusOr<KeyPlan> ParticipantKeys::PlanKey(uint64_t key_index,
                                                 uint64_t step,
                                                 const KeyMaterial& material) {
  if (absl::Status status = CheckIndex(key_index); !status.ok()) {
    return status;
  }
  const auto copy = std::make_shared<const KeyMaterial>(material.Clone());
  return KeyPlan{
      .version = version_,
      .derive =
          [params = NewChain(key_index), copy, step, ssrcs = ssrcs_] {
            return KeyChanges{KeyChain::Start(params, *copy, step, ssrcs)};
          },
      .commit =
          [this](const KeyChanges& changes) {
            return CommitIfOk(CheckNew(changes));
          }};
}

absl::StatusOr<KeyPlan> ParticipantKeys::PlanSsrc(uint32_t ssrc) {
  if (!config_->scheme->traits().per_ssrc) {
    return absl::FailedPreconditionError(
        "this profile has no keys for single streams: do not add SSRCs");
  }
  if (std::count(ssrcs_.begin(), ssrcs_.end(), ssrc) != 0) {
    return absl::AlreadyExistsError(
        absl::StrCat("participant ", id_, " already has SSRC ", ssrc));
  }
  return KeyPlan{.version = version_,
                 .derive =
                     [chains = chains_, ssrc] {
                       KeyChanges changes;
                       for (const auto& [key_index, chain] : chains) {
                         changes.push_back(chain.WithSsrc(ssrc));
                       }
                       return changes;
                     },
                 .commit =
                     [this, ssrc](const KeyChanges& changes) {
                       absl::Status status = CommitIfOk(Check(changes));
                       if (status.ok()) {
                         ssrcs_.push_back(ssrc);
                       }
                       return status;
                     }};
}

absl::StatusOr<KeyPlan> ParticipantKeys::PlanRatchet() {
  if (!active_.has_value()) {
    return NoActiveKey();
  }
  const KeyChain& chain = chains_.at(*active_);
  if (config_->scheme->traits().ratchets_by_itself) {
    return absl::FailedPreconditionError(
        "in this profile keys ratchet by themselves: do not call `Ratchet`");
  }
  if (!chain.ratchets()) {
    return absl::FailedPreconditionError(
        absl::StrCat("key ", *active_, " does not ratchet, because ",
                     WhyFixed(*config_), ": set a new key instead"));
  }
  return KeyPlan{
      .version = version_,
      .derive = [chain] { return KeyChanges{chain.At(chain.step() + 1)}; },
      .commit =
          [this](const KeyChanges& changes) {
            absl::Status status = CommitIfOk(Check(changes));
            if (status.ok()) {
              NoteRatchet(changes.front()->chain);
            }
            return status;
          }};
}

std::optional<KeyPlan> ParticipantKeys::PlanFollow(absl::Time now) {
  std::vector<std::pair<KeyChain, uint64_t>> behind;
  const KeyringState state = keyring_->State();
  for (const auto& [key_index, chain] : chains_) {
    const uint64_t newest = state.NewestAuthenticated(chain.number());
    if (newest > chain.step()) {
      behind.emplace_back(chain, newest);
    }
  }
  if (behind.empty()) {
    return std::nullopt;
  }
  return KeyPlan{.version = version_,
                 .derive =
                     [behind] {
                       KeyChanges changes;
                       for (const auto& [chain, newest] : behind) {
                         changes.push_back(chain.At(newest));
                       }
                       return changes;
                     },
                 .commit =
                     [this, now](const KeyChanges& changes) {
                       for (const absl::StatusOr<KeyChange>& change : changes) {
                         Follow(now, change);
                       }
                       return absl::OkStatus();
                     }};
}

void ParticipantKeys::NoteRatchet(const KeyChain& chain) {
  pending_.push_back({.kind = KeyEventKind::kRatcheted,
                      .participant = id_,
                      .kid = chain.kid()});
}

// Follow replaces a chain by one at a later step, unless there is no room for
// its keys. It retires the steps before, which makes room for as many steps
// ahead.
void ParticipantKeys::Follow(absl::Time now,
                             const absl::StatusOr<KeyChange>& change) {
  if (!change.ok()) {
    return;
  }
  const KeyChain& chain = change->chain;
  keyring_->RetireOpening(chain.number(), chain.step(),
                          now + config_->options.ratchet_overlap);
  const absl::StatusOr<PreparedKeys> prepared = Check({change});
  if (prepared.ok()) {
    Publish(*prepared);
    chains_.insert_or_assign(chain.key_index(), chain);
    NoteRatchet(chain);
  }
}

}  // namespace sealframe
