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

namespace sealframe {

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
  if (place != kIvWindows) {
    return WindowAt(place).Accepts(frame, clock);
  }
  const SingleIvs* const singles = singles_.Get();
  return (singles == nullptr || !singles->Contains(frame)) &&
         !archive_.IsClosed(key);
}

// A lane's summary is there before its window goes, and goes after its next
// window is there. So if there is no window and then no summary, the lane never
// had one, or it has just got its next. The second search finds that.
bool IvWindows::Commit(uint64_t key, const Nonce& iv, const Clock& clock) {
  const IvFrame frame = IvFrameOf(layout_, key, iv);
  if (IsInvalid(frame)) {
    return false;
  }
  size_t place = Find(frame.lane);
  if (place == kIvWindows && !archive_.Has(frame.lane) &&
      !archive_.IsClosed(key)) {
    const SingleIvs::Added added = singles_.Need()->Add(frame);
    place = Find(frame.lane);
    if (added == SingleIvs::Added::kNoAsKnown) {
      return false;
    }
    if (added == SingleIvs::Added::kYes && place == kIvWindows) {
      return true;
    }
  }
  if (place == kIvWindows) {
    place = Open(key, frame, clock);
  }
  return place != kIvWindows && CommitTo(place, frame, clock);
}

bool IvWindows::IsInvalid(const IvFrame& frame) const {
  return layout_ == IvLayout::kPrefixCounter && frame.position == 0;
}

// The second comparison fails if another thread took the window away. That
// thread changes the lane before it summarizes the window, so a frame that was
// committed before the change is in the summary.
bool IvWindows::CommitTo(size_t place, const IvFrame& frame,
                         const Clock& clock) {
  IvWindow& window = WindowAt(place);
  const uint32_t era = window.era();
  return lanes_[place].load() == frame.lane &&
         window.Commit(frame, era, clock) && lanes_[place].load() == frame.lane;
}

size_t IvWindows::Find(uint64_t lane) const {
  const size_t end = lanes_end_.load();
  for (size_t i = 0; i < end; ++i) {
    if ((lanes_[i].load() & ~kIsChanging) == lane) {
      return i;
    }
  }
  return kIvWindows;
}

size_t IvWindows::Open(uint64_t key, const IvFrame& frame, const Clock& clock) {
  if (is_opening_.test_and_set()) {
    return kIvWindows;
  }
  const size_t place = OpenAlone(key, frame.lane, clock);
  is_opening_.clear();
  return place;
}

// OpenAlone returns the place of the window of `lane`, which it makes if need
// be, or kIvWindows.
size_t IvWindows::OpenAlone(uint64_t key, uint64_t lane, const Clock& clock) {
  size_t place = Find(lane);
  if (place != kIvWindows || archive_.IsClosed(key)) {
    return place;
  }
  place = TakePlace(key, IvTimeOf(clock));
  if (place == kIvWindows) {
    return place;
  }
  IvWindow& window = WindowAt(place);
  keys_[place] = key;
  lanes_[place].store(lane | kIsChanging);
  lanes_end_.store(std::max(lanes_end_.load(), place + 1));
  window.Restore(archive_.SummaryOf(lane));
  archive_.Remove(lane);
  // A thread that adds a single frame after this finds the window.
  singles_.Need()->ForEachOf(lane, [&window, &clock](const IvFrame& single) {
    static_cast<void>(window.Commit(single, window.era(), clock));
  });
  lanes_[place].store(lane);
  return place;
}

// TakePlace returns a place with an empty window, or kIvWindows.
size_t IvWindows::TakePlace(uint64_t key, uint32_t now) {
  if (const size_t place = lanes_end_.load(); place < kIvWindows) {
    windows_[place] = memory_->windows.Take();
    auto* const slots = reinterpret_cast<OnceLog::Slot*>(windows_[place].get() +
                                                         sizeof(IvWindow));
    std::uninitialized_value_construct_n(slots, memory_->log_size);
    new (windows_[place].get())
        IvWindow(absl::MakeSpan(slots, memory_->log_size),
                 layout_ == IvLayout::kSsrcTimestampWord);
    return place;
  }
  size_t place = 0;
  for (size_t i = 1; i < kIvWindows; ++i) {
    if (WindowAt(i).LastUse() < WindowAt(place).LastUse()) {
      place = i;
    }
  }
  const uint64_t lane = lanes_[place].load();
  lanes_[place].store(lane | kIsChanging);
  if (!archive_.Add(lane, keys_[place], WindowAt(place).Summarize(), key,
                    now)) {
    lanes_[place].store(lane);
    return kIvWindows;
  }
  lanes_[place].store(0);
  WindowAt(place).Clear();
  return place;
}

IvWindow& IvWindows::WindowAt(size_t place) const {
  return *std::launder(reinterpret_cast<IvWindow*>(windows_[place].get()));
}

}  // namespace sealframe
