// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The windows and archive of `IvWindows` (keyring/iv/iv_windows.h), which
// states the rule. The constructor reserves memory, which is touched as it is
// used: 23 KiB at once, and for each lane 1.1 KiB and 8 bytes for each entry of
// its log.
//
// Thread-safety: as `IvReplays`. One thread at a time makes a window, for the
// second frame of a lane or for the first after its return. If another thread
// is making one at that moment, the frame is refused.

#ifndef SEALFRAME_KEYRING_IV_IV_WINDOW_SET_H_
#define SEALFRAME_KEYRING_IV_IV_WINDOW_SET_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_lane_archive.h"
#include "sealframe/keyring/iv/iv_window.h"
#include "sealframe/keyring/iv/single_ivs.h"

namespace sealframe {

inline constexpr size_t kIvWindows = 64;

class IvWindowSet {
 public:
  // IvWindowSet reads IVs by `layout`. Windows log `log_size` frames, a power
  // of two.
  IvWindowSet(IvLayout layout, size_t log_size);

  // Accepts and Commit are those of `IvReplays`.
  bool Accepts(uint64_t key, const Nonce& iv, const Clock& clock) const;
  [[nodiscard]] bool Commit(uint64_t key, const Nonce& iv, const Clock& clock);

 private:
  // Flags a lane while its window is made or taken away.
  static constexpr uint64_t kIsChanging = 1;

  size_t Find(uint64_t lane) const;
  bool CommitTo(size_t place, const IvFrame& frame, const Clock& clock);
  size_t Open(uint64_t key, const IvFrame& frame, const Clock& clock);
  size_t OpenAlone(uint64_t key, uint64_t lane, const Clock& clock);
  size_t TakePlace(uint64_t key, uint32_t now);
  IvWindow& WindowAt(size_t place) const;

  const IvLayout layout_;
  const size_t log_size_;
  SingleIvs singles_;
  IvLaneArchive archive_;
  // The lane of each window, and the number of windows constructed.
  std::array<std::atomic<uint64_t>, kIvWindows> lanes_ = {};
  std::atomic<size_t> lanes_end_{0};
  std::array<uint64_t, kIvWindows> keys_;
  std::atomic_flag is_opening_{};
  // Not initialized, so that unused memory is never touched.
  const std::unique_ptr<std::byte[]> memory_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_IV_WINDOW_SET_H_
