// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A value that one thread replaces while others read it. A reader pays one
// atomic load while nothing has changed, and never waits for a writer.
//
// Readers publish the value they hold (a hazard pointer). A replaced value is
// deleted once no reader holds it; an idle reader keeps at most one alive.
//
// Thread-safety: `Publish` may be called from several threads. A `Reader`
// belongs to one thread at a time; different readers are independent.

#ifndef SEALFRAME_KEYRING_HAZARD_CELL_H_
#define SEALFRAME_KEYRING_HAZARD_CELL_H_

#include <atomic>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace sealframe {

template <typename T>
class HazardCell {
 public:
  class Reader;

  // HazardCell holds `first`. Values are never null.
  explicit HazardCell(std::unique_ptr<const T> first)
      : current_(first.release()) {}

  // No reader is left: each keeps its `HazardCell` alive.
  ~HazardCell() { delete current_.load(std::memory_order_relaxed); }

  // Publish replaces the value by `next`. Readers get it from their next `Get`.
  void Publish(std::unique_ptr<const T> next) {
    const absl::MutexLock lock(&mutex_);
    retired_.emplace_back(current_.exchange(next.release()));
    DeleteUnheld();
  }

 private:
  void Register(Reader* reader) {
    const absl::MutexLock lock(&mutex_);
    readers_.push_back(reader);
  }

  void Unregister(Reader* reader) {
    const absl::MutexLock lock(&mutex_);
    std::erase(readers_, reader);
    DeleteUnheld();
  }

  void DeleteUnheld() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    std::set<const T*> held;
    for (const Reader* reader : readers_) {
      held.insert(reader->holds_.load());
    }
    std::erase_if(retired_, [&held](const auto& value) {
      return held.count(value.get()) == 0;
    });
  }

  std::atomic<const T*> current_;
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<const T>> retired_ ABSL_GUARDED_BY(mutex_);
  std::vector<Reader*> readers_ ABSL_GUARDED_BY(mutex_);
};

template <typename T>
class HazardCell<T>::Reader {
 public:
  // Reader registers with `published`. Allocates; not for the frame path.
  explicit Reader(std::shared_ptr<HazardCell> published)
      : published_(std::move(published)) {
    published_->Register(this);
  }
  ~Reader() { published_->Unregister(this); }

  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Get returns the newest value, which stays valid until the next `Get`.
  // Never allocates, blocks or waits.
  const T& Get() {
    const T* current = published_->current_.load(std::memory_order_acquire);
    if (current != held_) {
      held_ = Hold(current);
    }
    return *held_;
  }

 private:
  friend class HazardCell;

  // Hold publishes the newest value as held by this reader. It repeats until
  // the value is still the newest afterwards, so that no writer can have missed
  // it.
  const T* Hold(const T* value) {
    const T* seen;
    do {
      seen = value;
      holds_.store(seen);
      value = published_->current_.load();
    } while (value != seen);
    return seen;
  }

  const std::shared_ptr<HazardCell> published_;
  std::atomic<const T*> holds_{nullptr};
  const T* held_ = nullptr;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_HAZARD_CELL_H_
