// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A value, never null, that one thread replaces while others use it. Readers
// never wait for a writer, and hold a value during a use, for a frame or a few.
//
// A reader announces its value (a hazard pointer), then checks that the value
// is still current. A replaced value is deleted once no reader announces it:
// when it is replaced, or else by the next `Collect`.
//
// Thread-safety: `Publish` and `Collect` may be called from several threads. A
// `Reader` belongs to one thread at a time; different readers are independent.

#ifndef SEALFRAME_KEYRING_HAZARD_CELL_H_
#define SEALFRAME_KEYRING_HAZARD_CELL_H_

#include <atomic>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "sealframe/crypto/mutex_lock.h"
#include "sealframe/keyring/asymmetric_fence.h"

namespace sealframe {

// Tests use a `Fence` of their own.
template <typename T, typename Fence = AsymmetricFence>
class HazardCell {
 public:
  class Reader;
  explicit HazardCell(std::unique_ptr<const T> first)
      : current_(first.release()) {}

  // Each reader keeps its `HazardCell` alive, so none is left.
  ~HazardCell() { delete current_.load(std::memory_order_relaxed); }

  // Publish replaces the value for uses that begin from now on, and collects.
  void Publish(std::unique_ptr<const T> next) {
    {
      const MutexLock lock(mutex_);
      retired_.emplace_back(current_.exchange(next.release()));
    }
    Collect();
  }

  // Collect deletes the replaced values that no reader uses at this moment. It
  // returns whether none is left.
  bool Collect() {
    const MutexLock lock(mutex_);
    // After the fence, a reader either has its announcement visible here, or
    // will see that its value is not current.
    if (retired_.empty() || (!readers_.empty() && !fence_.Heavy())) {
      return retired_.empty();
    }
    std::set<const T*> used;
    for (const Reader* reader : readers_) {
      used.insert(reader->used_.load(std::memory_order_acquire));
    }
    std::erase_if(retired_, [&](auto& v) { return used.count(v.get()) == 0; });
    return retired_.empty();
  }

 private:
  const Fence fence_{};
  std::atomic<const T*> current_;
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<const T>> retired_ ABSL_GUARDED_BY(mutex_);
  std::vector<Reader*> readers_ ABSL_GUARDED_BY(mutex_);
};

template <typename T, typename Fence>
class HazardCell<T, Fence>::Reader {
 public:
  // Reader registers with `cell`. Allocates; not for the frame path.
  explicit Reader(std::shared_ptr<HazardCell> cell) : cell_(std::move(cell)) {
    const MutexLock lock(cell_->mutex_);
    cell_->readers_.push_back(this);
  }
  ~Reader() {
    const MutexLock lock(cell_->mutex_);
    std::erase(cell_->readers_, this);
  }

  // Use holds the newest value, or that of a use around it, which ends later.
  class Use {
   public:
    // Repeats until the announced value is still the newest after it was
    // announced, so that no writer can have missed it.
    explicit Use(Reader& reader)
        : reader_(reader), outer_(reader.used_), value_(outer_) {
      while (outer_ == nullptr && reader.cell_->current_ != value_) {
        value_ = reader.cell_->current_.load(std::memory_order_acquire);
        reader.used_.store(value_, std::memory_order_release);
        reader.cell_->fence_.Light();
      }
    }
    ~Use() { reader_.used_.store(outer_, std::memory_order_release); }
    Use(const Use&) = delete;

    const T* operator->() const { return value_; }

   private:
    Reader& reader_;
    const T* const outer_;
    const T* value_;
  };

 private:
  friend class HazardCell;
  const std::shared_ptr<HazardCell> cell_;
  std::atomic<const T*> used_{nullptr};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_HAZARD_CELL_H_
