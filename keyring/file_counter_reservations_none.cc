// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For systems without counter reservations in a folder: Windows and
// WebAssembly. `Open` always fails, so that the other functions are never
// called.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/file_counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {

absl::StatusOr<std::unique_ptr<FileCounterReservations>>
FileCounterReservations::Open(const std::string& folder) {
  return absl::UnimplementedError(absl::StrCat(
      folder,
      ": counters cannot be reserved in a folder on this system: reserve them "
      "in a store of your own"));
}

FileCounterReservations::~FileCounterReservations() = default;

absl::StatusOr<CounterRange> FileCounterReservations::Reserve(
    const KeyFingerprint& /*key*/, uint64_t /*count*/) {
  std::abort();
}

}  // namespace sealframe
