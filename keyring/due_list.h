// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A list of objects that have work due, so that the thread that does the work
// looks at no others. Any thread marks an object; one takes all marked ones.
//
// The list holds an object from its mark until it is taken, or until the list
// is destroyed. Objects may outlive the list.
//
// While a thread is in the middle of setting a mark, no other thread can set
// that mark of the object. A thread that seals or opens a frame may stop there
// for long, or end. So an object has two marks: one for frames and one for
// calls.
//
// Thread-safety: all functions may be called from several threads. Marking
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
    void MarkDue() { Mark(by_frame_); }

    // MarkDueByCall does the same for calls that seal and open no frames.
    void MarkDueByCall() { Mark(by_call_); }

    // is_due returns whether the item is marked. The answer may be old.
    bool is_due() const {
      return by_frame_.is_set.load(std::memory_order_relaxed) ||
             by_call_.is_set.load(std::memory_order_relaxed);
    }

   private:
    friend class DueList;

    struct Link {
      std::atomic<bool> is_set{false};
      // While it is in the list:
      std::shared_ptr<T> held;
      Link* next = nullptr;
    };

    void Mark(Link& link) {
      if (link.is_set.exchange(true, std::memory_order_acq_rel)) {
        return;
      }
      if (const std::shared_ptr<DueList> list = list_.lock()) {
        list->Add(link, this->weak_from_this().lock());
      }
    }

    const std::weak_ptr<DueList> list_;
    Link by_frame_;
    Link by_call_;
  };

  DueList() = default;
  DueList(const DueList&) = delete;
  DueList& operator=(const DueList&) = delete;
  ~DueList() { Take(); }

  // Take returns the marked items in the order of their marks, and removes the
  // marks. An item with both marks is returned twice.
  std::vector<std::shared_ptr<T>> Take() {
    std::vector<std::shared_ptr<T>> taken;
    Link* link = head_.exchange(nullptr, std::memory_order_acquire);
    while (link != nullptr) {
      Link& due = *std::exchange(link, link->next);
      taken.push_back(std::move(due.held));
      // From here on another thread may set the mark again.
      due.is_set.exchange(false, std::memory_order_acq_rel);
    }
    std::reverse(taken.begin(), taken.end());
    return taken;
  }

 private:
  using Link = typename Item::Link;

  // Add is called by the one thread that set the mark. `item` is null if it is
  // being destroyed: it is not added then.
  void Add(Link& link, std::shared_ptr<T> item) {
    if (item == nullptr) {
      return;
    }
    link.held = std::move(item);
    link.next = head_.load(std::memory_order_relaxed);
    while (!head_.compare_exchange_weak(link.next, &link,
                                        std::memory_order_release,
                                        std::memory_order_relaxed)) {
    }
  }

  std::atomic<Link*> head_{nullptr};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_DUE_LIST_H_
