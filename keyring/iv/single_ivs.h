// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The newest frames that were opened before their lane had a window, such as
// those of senders with random IVs, which are alone in their lanes.
//
// Thread-safety: may be used from several threads. Never allocates, blocks or
// waits. Of several threads with one frame, at most one adds it, and at most
// one takes it.

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
    bool is_new = false;         // It was not among them.
    bool is_lane_known = false;  // Another frame of its lane is.
    size_t index = 0;            // Its place, if it is new.
  };
  Added Add(const IvFrame& frame);

  // Take takes the frame that was added at `index`, which stays among the
  // others. It returns false if `TakeAllOf` has taken it.
  bool Take(const IvFrame& frame, size_t index);

  // TakeAllOf takes the frames of `lane` and calls `visit` with each, except
  // those that were taken, or that another thread is still adding.
  void TakeAllOf(uint64_t lane, absl::FunctionRef<void(const IvFrame&)> visit);

 private:
  std::array<OnceLog::Slot, kSingleIvs> slots_ = {};
  OnceLog log_{absl::MakeSpan(slots_)};  // Hashes of frames and their lanes.
  // The position and mark of the frame at each index of the log, which are
  // written after it, and whether it was taken. The hash shows whether they
  // belong together.
  std::array<std::atomic<uint64_t>, kSingleIvs> frames_ = {};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_SINGLE_IVS_H_
