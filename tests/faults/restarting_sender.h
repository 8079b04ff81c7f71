// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A sender of a process that may end at any moment, and start again with the
// same keys and the same folder of counter reservations. It uses the C
// interface.
//
// Thread-safety: one thread may seal while another calls the other functions.

#ifndef SEALFRAME_TESTS_FAULTS_RESTARTING_SENDER_H_
#define SEALFRAME_TESTS_FAULTS_RESTARTING_SENDER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/keyring/file_counter_reservations.h"

namespace sealframe {

// How the C interface gets its counters.
enum class CounterStore {
  kFolder,    // `counter_reservations_folder`.
  kCallback,  // `reserve_counters`, with a store of the application's.
};

// UsedCounter is a counter of a sealed frame, and its key.
struct UsedCounter {
  uint64_t key = 0;
  uint64_t counter = 0;
};

class RestartingSender final {
 public:
  static constexpr uint64_t kNumKeys = 4;

  // The keys of different `sender`s differ. `error` returns what failed last.
  RestartingSender(uint8_t sender, const std::string& folder,
                   CounterStore store, const std::string& profile = "sframe");

  // Rotate seals with `key`, below `kNumKeys`, from now on. It sets the key if
  // it is not set. In dave all of them are one: its frames do not name keys.
  bool Rotate(uint64_t key);
  bool Retire(uint64_t key);
  bool Poll();

  // Seal seals a frame on the first or second stream. The status may be
  // COUNTER_NOT_RESERVED, or MISSING_KEY while no key is active.
  sealframe_frame_status Seal(size_t stream, UsedCounter* used);

  const std::string& error() const { return error_; }
  // The number of events that counters could not be reserved.
  int failed_reservations() const { return failed_reservations_; }

 private:
  // Check returns whether `status` is OK, and otherwise keeps the error.
  bool Check(sealframe_status status, const sealframe_error& error);

  const uint8_t sender_;
  const std::string profile_;
  const uint64_t num_keys_;
  std::unique_ptr<FileCounterReservations> store_;  // With kCallback.
  std::string error_;
  int failed_reservations_ = 0;
  ProviderHandle provider_;
  SessionHandle session_;
  SenderHandle streams_[2];
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FAULTS_RESTARTING_SENDER_H_
