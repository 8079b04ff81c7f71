// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/iv_windows.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_lane_archive.h"
#include "sealframe/keyring/iv/iv_memory.h"
#include "sealframe/keyring/iv/iv_window.h"
#include "sealframe/keyring/iv/once_log.h"
#include "sealframe/keyring/iv/single_ivs.h"
#include "sealframe/keyring/iv/use_count.h"

namespace sealframe {
namespace {

// The bits of a lane that are free for flags.
constexpr uint64_t kFlags = 3;

}  // namespace

IvWindows::IvWindows(IvLayout layout, std::shared_ptr<IvMemory> memory)
    : layout_(layout),
      memory_(std::move(memory)),
      singles_({memory_, &memory_->singles}),
      archive_(layout == IvLayout::kSsrcTimestampWord) {
  memory_->Fill();
}

bool IvWindows::Accepts(uint64_t key, const Nonce& iv,
                        const Clock& clock) const {
  const IvFrame frame = IvFrameOf(layout_, key, iv);
  if (IsInvalid(frame)) {
    return false;
  }
  const size_t place = Find(frame.lane);
  if (place != kNone && !IsNew(lanes_[place].load(), frame.lane)) {
    return WindowAt(place).Accepts(frame, clock);
  }
  const SingleIvs* const singles = singles_.Get();
  return (singles == nullptr || !singles->Contains(frame)) &&
         !archive_.IsClosed(key);
}

bool IvWindows::Commit(uint64_t key, const Nonce& iv, const Clock& clock) {
  const IvFrame frame = IvFrameOf(layout_, key, iv);
  if (IsInvalid(frame)) {
    return false;
  }
  const size_t place = PlaceOf(key, frame.lane);
  if (place == kShut) {
    return CommitReturned(key, frame, clock);
  }
  return place == kNone || IsNew(lanes_[place].load(), frame.lane)
             ? CommitSingle(key, frame, clock)
             : CommitTo(place, frame, clock);
}

bool IvWindows::IsInvalid(const IvFrame& frame) const {
  return layout_ == IvLayout::kPrefixCounter && frame.position == 0;
}

// CommitTo commits a frame to the window at `place`, unless the frame's lane
// has lost that or is about to.
bool IvWindows::CommitTo(size_t place, const IvFrame& frame,
                         const Clock& clock) {
  IvWindow& window = WindowAt(place);
  const UseCount::Use use(window.uses());
  return !use.is_refused() && lanes_[place].load() == frame.lane &&
         window.Commit(frame, clock);
}

// CommitSingle commits a frame of a lane that has no window yet: it becomes a
// single, and makes the window if there are others. The singles go into the
// window before that is shown. So if it is not shown yet, the frame counts as
// committed once the thread that makes the window knows of it. Otherwise either
// that thread has put it there, or this one does.
bool IvWindows::CommitSingle(uint64_t key, const IvFrame& frame,
                             const Clock& clock) {
  SingleIvs* const singles = singles_.Need();
  const SingleIvs::Added added = singles->Add(frame);
  if (!added.is_new ||
      (added.is_lane_known && !MakeWindow(key, frame.lane, clock))) {
    return false;
  }
  for (;;) {
    const size_t place = PlaceOf(key, frame.lane);
    if (place == kNone || place == kShut) {
      return place == kNone;
    }
    uint64_t seen = lanes_[place].load();
    if (!IsNew(seen, frame.lane)) {
      return !singles->Take(frame, added.number) ||
             CommitTo(place, frame, clock);
    }
    if (lanes_[place].compare_exchange_strong(seen, frame.lane | kHasMore)) {
      return true;
    }
  }
}

bool IvWindows::CommitReturned(uint64_t key, const IvFrame& frame,
                               const Clock& clock) {
  if (!MakeWindow(key, frame.lane, clock)) {
    return false;
  }
  const size_t place = Find(frame.lane);
  return place != kNone && CommitTo(place, frame, clock);
}

size_t IvWindows::Find(uint64_t lane) const {
  const size_t end = lanes_end_.load();
  for (size_t i = 0; i < end; ++i) {
    if ((lanes_[i].load() & ~kFlags) == lane) {
      return i;
    }
  }
  return kNone;
}

// PlaceOf returns the place of the window of `lane`, a lane of `key`, kShut if
// the lane is archived or the key closed, or else kNone. A lane is archived
// before it loses its window, until its next one is there. So a lane that is
// neither found nor archived had no window, or got it back in between.
size_t IvWindows::PlaceOf(uint64_t key, uint64_t lane) const {
  for (;;) {
    const uint64_t returns = returns_.load();
    if (const size_t place = Find(lane); place != kNone) {
      return place;
    }
    if (archive_.Has(lane) || archive_.IsClosed(key)) {
      return kShut;
    }
    if (returns_.load() == returns) {
      return kNone;
    }
  }
}

bool IvWindows::IsNew(uint64_t flagged, uint64_t lane) {
  return flagged == (lane | kIsNew) || flagged == (lane | kHasMore);
}

// MakeWindow makes the window of `lane`, unless it is there or another thread
// is making one. It returns false if there is no room for it, or the key is
// closed.
bool IvWindows::MakeWindow(uint64_t key, uint64_t lane, const Clock& clock) {
  if (is_making_.test_and_set()) {
    return true;
  }
  const size_t place = MakeWindowAlone(key, lane, clock);
  is_making_.clear();
  return place != kNone;
}

// MakeWindowAlone returns the place of the window of `lane`, which it makes if
// need be, or kNone.
size_t IvWindows::MakeWindowAlone(uint64_t key, uint64_t lane,
                                  const Clock& clock) {
  size_t place = Find(lane);
  if (place != kNone || archive_.IsClosed(key)) {
    return place;
  }
  place = OwnPlace(key, IvTimeOf(clock));
  if (place == kNone) {
    return place;
  }
  const bool is_first = !archive_.Has(lane);
  WindowAt(place).Restore(archive_.SummaryOf(lane));
  keys_[place] = key;
  lanes_[place].store(lane | (is_first ? kIsNew : 0));
  lanes_end_.store(std::max(lanes_end_.load(), place + 1));
  WindowAt(place).uses().Disown();
  if (is_first) {
    FillAndShow(place, lane, clock);
  } else {
    ++returns_;
    archive_.Remove(lane);
  }
  return place;
}

// FillAndShow puts the singles of `lane` into its first window, until no more
// have come, and then shows it.
void IvWindows::FillAndShow(size_t place, uint64_t lane, const Clock& clock) {
  IvWindow& window = WindowAt(place);
  for (;;) {
    singles_.Need()->TakeAllOf(lane, [&window, &clock](const IvFrame& single) {
      static_cast<void>(window.Commit(single, clock));
    });
    uint64_t seen = lane | kIsNew;
    if (lanes_[place].compare_exchange_strong(seen, lane)) {
      return;
    }
    lanes_[place].store(lane | kIsNew);
  }
}

// OwnPlace returns a place with an empty window, which this thread owns, or
// kNone. The lane that loses its window is archived first.
size_t IvWindows::OwnPlace(uint64_t key, uint32_t now) {
  if (const size_t place = lanes_end_.load(); place < kIvWindows) {
    ConstructWindow(place);
    return place;
  }
  size_t place = kNone;
  do {
    place = LeastRecentlyUsed();
    if (place == kNone || !archive_.MakeRoom(keys_[place], key, now)) {
      return kNone;
    }
  } while (!WindowAt(place).uses().Own());
  IvWindow& window = WindowAt(place);
  IvWindow::Summary summary = window.Summarize();
  summary.last = now;  // Its times are not of each frame.
  archive_.Add(lanes_[place].load(), keys_[place], summary);
  lanes_[place].store(0);
  window.Clear();
  return place;
}

void IvWindows::ConstructWindow(size_t place) {
  windows_[place] = memory_->windows.Take();
  auto* const slots = reinterpret_cast<OnceLog::Slot*>(windows_[place].get() +
                                                       sizeof(IvWindow));
  std::uninitialized_value_construct_n(slots, memory_->log_size);
  new (windows_[place].get()) IvWindow(absl::MakeSpan(slots, memory_->log_size),
                                       layout_ == IvLayout::kSsrcTimestampWord);
}

// LeastRecentlyUsed returns the place of the window whose last frame is the
// oldest, of those that no thread is using, or kNone.
size_t IvWindows::LeastRecentlyUsed() const {
  size_t place = kNone;
  for (size_t i = 0; i < kIvWindows; ++i) {
    if (WindowAt(i).uses().IsFree() &&
        (place == kNone || WindowAt(i).LastUse() < WindowAt(place).LastUse())) {
      place = i;
    }
  }
  return place;
}

IvWindow& IvWindows::WindowAt(size_t place) const {
  return *std::launder(reinterpret_cast<IvWindow*>(windows_[place].get()));
}

}  // namespace sealframe
