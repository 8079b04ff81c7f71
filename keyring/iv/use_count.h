// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A lock that never waits. Any number of threads may use an object, or one may
// own it, for instance to reuse it for something else. An object that is used
// cannot be owned, however long the thread that uses it sleeps, and a use of an
// object that is owned is refused.
//
// Thread-safety: may be used from several threads. Never allocates, blocks or
// waits.

#ifndef SEALFRAME_KEYRING_IV_USE_COUNT_H_
#define SEALFRAME_KEYRING_IV_USE_COUNT_H_

#include <atomic>
#include <cstdint>

namespace sealframe {

// UseCount starts owned, by the thread that constructs it.
class UseCount {
 public:
  // Use makes the object used for as long as it exists, unless it is refused.
  class Use {
   public:
    explicit Use(UseCount& count)
        : count_(count),
          is_refused_((count.uses_.fetch_add(1) & kOwned) != 0) {}
    ~Use() { count_.uses_.fetch_sub(1); }

    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    bool is_refused() const { return is_refused_; }

   private:
    UseCount& count_;
    const bool is_refused_;
  };

  // IsFree returns whether the object is not owned and there is no `Use`.
  bool IsFree() const { return uses_.load() == 0; }

  // Own makes the object owned, or returns false if it is not free.
  [[nodiscard]] bool Own() {
    uint32_t none = 0;
    return uses_.compare_exchange_strong(none, kOwned);
  }
  // Disown ends that. Only the owner may call it.
  void Disown() { uses_.fetch_sub(kOwned); }

 private:
  static constexpr uint32_t kOwned = uint32_t{1} << 31;

  // The number of `Use`s, also of refused ones, and whether it is owned.
  std::atomic<uint32_t> uses_{kOwned};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_USE_COUNT_H_
