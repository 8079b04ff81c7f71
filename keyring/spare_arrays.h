// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Arrays of one size that frames need late or never, such as the memory of a
// replay window: most keys of a large call open no frame. A few are kept ready,
// so that the frame that needs one first does not allocate it.
//
// Thread-safety: may be used from several threads. `Take` never blocks or
// waits. It allocates only if `kSpareArrays` were taken since the last `Fill`
// or `Refill`; these allocate.

#ifndef SEALFRAME_KEYRING_SPARE_ARRAYS_H_
#define SEALFRAME_KEYRING_SPARE_ARRAYS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace sealframe {

inline constexpr size_t kSpareArrays = 8;

template <typename T>
class SpareArrays {
 public:
  // SpareArrays has arrays of `size` elements.
  explicit SpareArrays(size_t size) : size_(size) {}
  SpareArrays(const SpareArrays&) = delete;
  SpareArrays& operator=(const SpareArrays&) = delete;
  ~SpareArrays() {
    for (std::atomic<T*>& spare : spares_) {
      delete[] spare.load(std::memory_order_acquire);
    }
  }

  size_t size() const { return size_; }

  // Take returns an array of value-initialized elements.
  std::unique_ptr<T[]> Take() {
    for (std::atomic<T*>& spare : spares_) {
      T* const taken = spare.exchange(nullptr, std::memory_order_acq_rel);
      if (taken != nullptr) {
        return std::unique_ptr<T[]>(taken);
      }
    }
    return std::make_unique<T[]>(size_);
  }

  // Fill makes `kSpareArrays` ready. Refill does so once `Fill` was called.
  void Fill() {
    is_used_.store(true, std::memory_order_relaxed);
    for (std::atomic<T*>& spare : spares_) {
      if (spare.load(std::memory_order_relaxed) == nullptr) {
        delete[] spare.exchange(std::make_unique<T[]>(size_).release(),
                                std::memory_order_acq_rel);
      }
    }
  }
  void Refill() {
    if (is_used_.load(std::memory_order_relaxed)) {
      Fill();
    }
  }

 private:
  const size_t size_;
  std::atomic<bool> is_used_{false};
  std::array<std::atomic<T*>, kSpareArrays> spares_ = {};
};

// LateArray is an array that is taken when it is needed first.
//
// Thread-safety: may be used from several threads.
template <typename T>
class LateArray {
 public:
  explicit LateArray(std::shared_ptr<SpareArrays<T>> spares)
      : spares_(std::move(spares)) {}
  LateArray(const LateArray&) = delete;
  LateArray& operator=(const LateArray&) = delete;
  ~LateArray() { Clear(); }

  size_t size() const { return spares_->size(); }

  // Get returns the array, or null before the first `Need`.
  T* Get() const { return array_.load(std::memory_order_acquire); }

  // Need returns the array. If several threads need it first, one gives it its
  // memory, and all use that.
  T* Need() {
    T* array = Get();
    if (array == nullptr) {
      std::unique_ptr<T[]> taken = spares_->Take();
      if (array_.compare_exchange_strong(array, taken.get(),
                                         std::memory_order_acq_rel,
                                         std::memory_order_acquire)) {
        array = taken.release();
      }
    }
    return array;
  }

  // Clear gives the array up. No other thread may use it meanwhile.
  void Clear() { delete[] array_.exchange(nullptr, std::memory_order_acq_rel); }

 private:
  const std::shared_ptr<SpareArrays<T>> spares_;
  std::atomic<T*> array_{nullptr};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SPARE_ARRAYS_H_
