// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A list of objects that have work due, so that the thread that does the work
// looks at no others. Any thread marks an object; one takes all marked ones.
//
// The list holds an object from its mark until it is taken, or until the list
// is destroyed. Objects may outlive the list.
//
// Thread-safety: all functions may be called from several threads. `MarkDue`
// never allocates, blocks or waits. `Take` allocates.

#ifndef SEALFRAME_KEYRING_DUE_LIST_H_
#define SEALFRAME_KEYRING_DUE_LIST_H_

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>
#include <vector>

namespace sealframe {

// `T` is derived from `DueList<T>::Item` and owned by shared pointers.
template <typename T>
class DueList {
 public:
  class Item : public std::enable_shared_from_this<T> {
   public:
    // Without a list, an item can be marked, and nobody takes it.
    explicit Item(std::weak_ptr<DueList> list) : list_(std::move(list)) {}

    // MarkDue marks the item. Whoever takes it afterwards sees what the calling
    // thread wrote before.
    void MarkDue() {
      if (is_due_.exchange(true, std::memory_order_acq_rel)) {
        return;
      }
      if (const std::shared_ptr<DueList> list = list_.lock()) {
        list->Add(*this);
      }
    }

    // is_due returns whether the item is marked. The answer may be old.
    bool is_due() const { return is_due_.load(std::memory_order_relaxed); }

   private:
    friend class DueList;

    const std::weak_ptr<DueList> list_;
    std::atomic<bool> is_due_{false};
    // While the item is in the list:
    std::shared_ptr<T> held_;
    Item* next_ = nullptr;
  };

  DueList() = default;
  DueList(const DueList&) = delete;
  DueList& operator=(const DueList&) = delete;
  ~DueList() { Take(); }

  // Take returns the marked items, those marked first being first, and removes
  // their marks.
  std::vector<std::shared_ptr<T>> Take() {
    std::vector<std::shared_ptr<T>> taken;
    Item* item = head_.exchange(nullptr, std::memory_order_acquire);
    while (item != nullptr) {
      Item& due = *std::exchange(item, item->next_);
      taken.push_back(std::move(due.held_));
      // From here on another thread may mark the item again.
      due.is_due_.exchange(false, std::memory_order_acq_rel);
    }
    std::reverse(taken.begin(), taken.end());
    return taken;
  }

 private:
  // Add is called by the one thread that set the mark. An item that is being
  // destroyed is not added.
  void Add(Item& item) {
    item.held_ = item.weak_from_this().lock();
    if (item.held_ == nullptr) {
      return;
    }
    item.next_ = head_.load(std::memory_order_relaxed);
    while (!head_.compare_exchange_weak(item.next_, &item,
                                        std::memory_order_release,
                                        std::memory_order_relaxed)) {
    }
  }

  std::atomic<Item*> head_{nullptr};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_DUE_LIST_H_
