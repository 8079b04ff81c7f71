// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The newest frames that were opened before their lane had a window, such as
// those of senders with random IVs, which are alone in their lanes.
//
// Thread-safety: may be used from several threads. Never allocates, blocks or
// waits. While a frame is among the newest `kSingleIvs`, at most one thread
// adds it, and at most one takes it.

#ifndef SEALFRAME_KEYRING_IV_SINGLE_IVS_H_
#define SEALFRAME_KEYRING_IV_SINGLE_IVS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/functional/function_ref.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/once_log.h"

namespace sealframe {

inline constexpr size_t kSingleIvs = 1024;

class SingleIvs {
 public:
  bool Contains(const IvFrame& frame) const;

  struct Added {
    bool is_new = false;         // The frame was not among them.
    bool is_lane_known = false;  // Another frame of its lane is.
    uint64_t number = 0;         // How many were added before, if it is new.
  };
  Added Add(const IvFrame& frame);

  // Take marks the frame that was added as `number` as taken. It returns false
  // if `TakeAllOf` has taken it.
  bool Take(const IvFrame& frame, uint64_t number);

  // TakeAllOf takes the frames of `lane` and calls `visit` with each, the
  // oldest first, except those that were taken, or that another thread is still
  // adding.
  void TakeAllOf(uint64_t lane, absl::FunctionRef<void(const IvFrame&)> visit);

 private:
  void Write(const IvFrame& frame, uint64_t number);

  std::array<OnceLog::Slot, kSingleIvs> slots_ = {};
  OnceLog log_{absl::MakeSpan(slots_)};  // Hashes of frames and their lanes.
  // The frame at each index of the log, which is written after it. The hash
  // shows whether they belong together.
  std::array<std::atomic<uint64_t>, kSingleIvs> frames_ = {};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_SINGLE_IVS_H_
