// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The participants that left a key provider last, whose replay windows are
// kept in case they return.
//
// Thread-safety: none; the key provider locks. Allocates.

#ifndef SEALFRAME_KEYRING_LEFT_PARTICIPANTS_H_
#define SEALFRAME_KEYRING_LEFT_PARTICIPANTS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace sealframe {

// The replay windows of this many participants that left are kept.
inline constexpr size_t kParticipantsRemembered = 256;

class LeftParticipants {
 public:
  // Add records that `id` left. It returns the id that is forgotten for it.
  std::optional<std::string> Add(absl::string_view id);

  // Contains returns whether `id` is among those that left last. One that has
  // returned still is.
  bool Contains(absl::string_view id) const {
    return numbers_.find(id) != numbers_.end();
  }

 private:
  uint64_t last_number_ = 0;
  std::map<uint64_t, std::string> ids_;  // In the order in which they left.
  std::map<std::string, uint64_t, std::less<>> numbers_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_LEFT_PARTICIPANTS_H_
