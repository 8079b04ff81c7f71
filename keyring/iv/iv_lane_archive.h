// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Summaries of lanes that lost their replay window, so that their frames do not
// open again.
//
// When the archive is full and positions wrap, a summary makes room for a new
// one once it is half a day old. Otherwise the key of the oldest summary is
// closed: its lanes without a window stay shut. If all summaries are of the key
// that needs room, there is none, and a new lane cannot open. Nothing else is
// forgotten, except the key that was closed first once `kClosedIvKeys` others
// are, more keys than a keyring holds.
//
// Thread-safety: `Has` and `IsClosed` may be called at any time. The others
// must not run at the same time as each other. Only the first `MakeRoom`
// allocates.

#ifndef SEALFRAME_KEYRING_IV_IV_LANE_ARCHIVE_H_
#define SEALFRAME_KEYRING_IV_IV_LANE_ARCHIVE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "sealframe/keyring/iv/iv_window.h"

namespace sealframe {

inline constexpr size_t kArchivedIvLanes = 512;
inline constexpr size_t kClosedIvKeys = 256;

class IvLaneArchive {
 public:
  // `wraps` is whether positions wrap.
  explicit IvLaneArchive(bool wraps);

  bool Has(uint64_t lane) const { return IndexOf(lane) != kArchivedIvLanes; }

  // IsClosed returns whether no lane of `key` without a window may open.
  bool IsClosed(uint64_t key) const;

  // MakeRoom makes room for a lane of `key`, at the time `now`. It returns
  // false, and drops nothing, if it would have to close `kept_key`.
  [[nodiscard]] bool MakeRoom(uint64_t key, uint64_t kept_key, uint32_t now);

  // Add keeps the summary of `lane`, a lane of `key`, unless that is closed.
  // The last call of `MakeRoom` must have been for this lane, and returned
  // true.
  void Add(uint64_t lane, uint64_t key, const IvWindow::Summary& summary);

  // SummaryOf returns that of `lane`, or an empty one.
  IvWindow::Summary SummaryOf(uint64_t lane) const;
  void Remove(uint64_t lane);

 private:
  struct Entry {
    uint64_t key;
    IvWindow::Summary summary;
  };

  size_t IndexOf(uint64_t lane) const;
  size_t FreePlace() const;
  void Close(uint64_t key);

  // Memory is what most participants never need.
  struct Memory {
    std::array<std::atomic<uint64_t>, kArchivedIvLanes> lanes = {};  // Or zero.
    std::array<std::atomic<uint64_t>, kClosedIvKeys> closed = {};
    std::array<Entry, kArchivedIvLanes> entries;
  };

  const bool wraps_;
  std::atomic<size_t> lanes_end_{0};  // All places from here on are free.
  std::atomic<size_t> closings_{0};
  // Made before the numbers above exceed zero, and stays.
  std::unique_ptr<Memory> memory_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_IV_LANE_ARCHIVE_H_
