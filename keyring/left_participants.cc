// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/left_participants.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace sealframe {

std::optional<std::string> LeftParticipants::Add(absl::string_view id) {
  const auto [known, is_new] = numbers_.try_emplace(std::string(id));
  if (!is_new) {
    ids_.erase(known->second);
  }
  known->second = ++last_number_;
  ids_.emplace(last_number_, id);
  if (ids_.size() <= kParticipantsRemembered) {
    return std::nullopt;
  }
  std::string forgotten = std::move(ids_.begin()->second);
  ids_.erase(ids_.begin());
  numbers_.erase(forgotten);
  return forgotten;
}

}  // namespace sealframe
