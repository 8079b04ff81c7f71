// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The newest frames that are alone in their lane, such as those of senders with
// random IVs.
//
// Thread-safety: may be used from several threads. Never allocates, blocks or
// waits. Of several threads with one frame, at most one adds it.

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

  enum class Added : uint8_t {
    kYes,
    kNoAsKnown,      // The frame is among them.
    kNoAsLaneKnown,  // Another frame of its lane is.
  };
  Added Add(const IvFrame& frame);

  // ForEachOf calls `visit` with the frames of `lane`, except those that
  // another thread is still adding.
  void ForEachOf(uint64_t lane,
                 absl::FunctionRef<void(const IvFrame&)> visit) const;

 private:
  std::array<OnceLog::Slot, kSingleIvs> slots_ = {};
  OnceLog log_{absl::MakeSpan(slots_)};  // Hashes of frames and their lanes.
  // The position and mark of the frame at each index of the log, which are
  // written after it. The hash shows whether they belong together.
  std::array<std::atomic<uint64_t>, kSingleIvs> frames_ = {};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_SINGLE_IVS_H_
