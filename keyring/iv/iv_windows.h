// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The replay rule of formats that send whole IVs: SSRC, RTP timestamp and a
// word, or a prefix and a counter. docs/decisions/0008 gives the reasons.
//
// Frames of one key and one SSRC (or prefix) form a lane. A lane that shows a
// second frame gets a window (keyring/iv/iv_window.h), which remembers the
// newest frames exactly and the others by their part of the range of
// timestamps. The windows of the `kIvWindows` lanes used last are kept. A lane
// that loses its window is archived (keyring/iv/iv_lane_archive.h): nothing
// that it opened opens again, and it continues in its next free bucket.
//
// Frames of lanes without a window are remembered as whole IVs, the newest
// `kSingleIvs` of the participant. So are all frames of a sender whose IVs are
// random. Frames of lanes with a window do not count.
//
// No frame opens twice within 12 hours, less the time of 15 frames of its lane
// and of a thread that sleeps in `Commit`, in any stream, order or mix of the
// participant's frames. The exceptions are frames of lanes without a window,
// after `kSingleIvs` others, and frames of constant timestamps, after as many
// others as a log holds. After that time, a frame with a timestamp can open
// again in its place in the next turn of a stream's timestamps, or once its
// SSRC was silent for 12.4 hours, or archived for 12. Counters never do.
//
// One object serves all receiving streams of a participant and lives as long as
// its keyring. `Accepts` and `Commit` are separate, because an IV read from a
// frame is only a claim until the frame has authenticated.
//
// Memory: 1.7 KiB, with the first frame 16 KiB, with each window 1.1 KiB and 8
// bytes for each entry of its log, and with the first archived lane 29 KiB.
//
// Thread-safety: may be used from several threads; never blocks or waits. Of
// several calls of `Commit` with one key and IV, at most one returns true. One
// thread at a time makes a window, for the second frame of a lane or for the
// first after its return. Meanwhile, frames of lanes that never had a window
// are remembered as whole IVs, and go into the window before it is used. Other
// frames are refused while their lane loses its window or gets one again, or
// gets none because threads are using all. `Commit` allocates when it archives
// its first lane, and if no memory is ready (keyring/iv/iv_memory.h).

#ifndef SEALFRAME_KEYRING_IV_IV_WINDOWS_H_
#define SEALFRAME_KEYRING_IV_IV_WINDOWS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_lane_archive.h"
#include "sealframe/keyring/iv/iv_memory.h"
#include "sealframe/keyring/iv/iv_window.h"
#include "sealframe/keyring/iv/single_ivs.h"
#include "sealframe/keyring/spare_arrays.h"

namespace sealframe {

inline constexpr size_t kIvWindows = 64;

class IvWindows {
 public:
  // IvWindows reads IVs by `layout`, and makes `memory` ready for its frames.
  IvWindows(IvLayout layout, std::shared_ptr<IvMemory> memory);
  IvWindows(const IvWindows&) = delete;
  IvWindows& operator=(const IvWindows&) = delete;

  // Accepts returns whether `iv` is neither recorded for the key of this
  // `OpeningKey::id` nor too old to check. It changes nothing.
  bool Accepts(uint64_t key, const Nonce& iv, const Clock& clock) const;

  // Commit records `iv`, whose frame has authenticated with `key`. It returns
  // false if `iv` is recorded already, perhaps by another thread since
  // `Accepts`, or is too old.
  [[nodiscard]] bool Commit(uint64_t key, const Nonce& iv, const Clock& clock);

 private:
  // Flags of a lane whose first window is being made. Its frames are singles.
  static constexpr uint64_t kIsNew = 1;
  // The same, and singles may have come since they were put into the window.
  static constexpr uint64_t kHasMore = 2;

  static constexpr size_t kNone = kIvWindows;      // No window.
  static constexpr size_t kShut = kIvWindows + 1;  // No first one either.

  bool IsInvalid(const IvFrame& frame) const;
  size_t Find(uint64_t lane) const;
  size_t PlaceOf(uint64_t key, uint64_t lane) const;
  static bool IsNew(uint64_t flagged, uint64_t lane);
  bool CommitTo(size_t place, const IvFrame& frame, const Clock& clock);
  bool CommitSingle(uint64_t key, const IvFrame& frame, const Clock& clock);
  bool CommitReturned(uint64_t key, const IvFrame& frame, const Clock& clock);
  bool MakeWindow(uint64_t key, uint64_t lane, const Clock& clock);
  size_t MakeWindowAlone(uint64_t key, uint64_t lane, const Clock& clock);
  void FillAndShow(size_t place, uint64_t lane, const Clock& clock);
  size_t OwnPlace(uint64_t key, uint32_t now);
  void ConstructWindow(size_t place);
  size_t LeastRecentlyUsed() const;
  IvWindow& WindowAt(size_t place) const;

  const IvLayout layout_;
  const std::shared_ptr<IvMemory> memory_;
  LateArray<SingleIvs> singles_;  // One.
  IvLaneArchive archive_;
  // The lane of each window, and the number of windows.
  std::array<std::atomic<uint64_t>, kIvWindows> lanes_ = {};
  std::atomic<size_t> lanes_end_{0};
  std::array<uint64_t, kIvWindows> keys_;
  std::atomic_flag is_making_{};
  std::atomic<uint64_t> returns_{0};  // Windows made for archived lanes.
  // Each is made before its place is in `lanes_end_`, and stays.
  std::array<std::unique_ptr<std::byte[]>, kIvWindows> windows_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_IV_WINDOWS_H_
