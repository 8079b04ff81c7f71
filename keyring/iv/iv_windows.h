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
// Frames that are alone in their lane are remembered as whole IVs, the newest
// `kSingleIvs` of the participant. So are all frames of a sender whose IVs are
// random. Frames of lanes with a window do not count.
//
// No frame opens twice within 12 hours, in any stream, order or mix of the
// participant's frames. The exceptions are frames alone in their lane, after
// `kSingleIvs` others, and frames of constant timestamps, after as many others
// as a log holds. After 12 hours, a frame with a timestamp can open again in
// its place in the next turn of a stream's timestamps, or once its SSRC was
// silent for 12.4 hours, or 12 if it was archived. A frame with a counter never
// does.
//
// A participant has no memory before its first frame commits, which allocates
// it (keyring/iv/iv_window_set.h).
//
// Thread-safety: as `IvReplays`. One thread at a time makes a window, for the
// second frame of a lane or for the first after its return. If another thread
// is making one at that moment, the frame is refused. Only the first `Commit`
// allocates.

#ifndef SEALFRAME_KEYRING_IV_IV_WINDOWS_H_
#define SEALFRAME_KEYRING_IV_IV_WINDOWS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_window_set.h"
#include "sealframe/keyring/iv_replays.h"

namespace sealframe {

class IvWindows final : public IvReplays {
 public:
  // IvWindows reads IVs by `layout`. Windows log `log_size` frames, a power of
  // two.
  IvWindows(IvLayout layout, size_t log_size)
      : layout_(layout), log_size_(log_size) {}
  IvWindows(const IvWindows&) = delete;
  IvWindows& operator=(const IvWindows&) = delete;
  ~IvWindows() override { delete set_.load(std::memory_order_acquire); }

  bool Accepts(uint64_t key, const Nonce& iv,
               const Clock& clock) const override;
  [[nodiscard]] bool Commit(uint64_t key, const Nonce& iv,
                            const Clock& clock) override;

 private:
  IvWindowSet& Need();

  const IvLayout layout_;
  const size_t log_size_;
  std::atomic<IvWindowSet*> set_{nullptr};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_IV_WINDOWS_H_
