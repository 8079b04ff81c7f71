// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How many threads use an object, or that one thread owns it, which may then
// give it another meaning. A thread that uses it can sleep for any time: nobody
// else owns it meanwhile.
//
// Thread-safety: may be used from several threads. Never allocates, blocks or
// waits.

#ifndef SEALFRAME_KEYRING_IV_USE_COUNT_H_
#define SEALFRAME_KEYRING_IV_USE_COUNT_H_

#include <atomic>
#include <cstdint>

namespace sealframe {

// UseCount is of an object that is owned, by the thread that made it.
class UseCount {
 public:
  // Use is refused if the object is owned. Otherwise it lasts until it is
  // destroyed.
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

  // IsFree returns whether the object is neither used nor owned.
  bool IsFree() const { return uses_.load() == 0; }

  // Own makes the object owned, or returns false if it is not free.
  [[nodiscard]] bool Own() {
    uint32_t none = 0;
    return uses_.compare_exchange_strong(none, kOwned);
  }
  // Disown may be called by the owner only.
  void Disown() { uses_.fetch_sub(kOwned); }

 private:
  static constexpr uint32_t kOwned = uint32_t{1} << 31;

  // Refused uses count too, until they are destroyed.
  std::atomic<uint32_t> uses_{kOwned};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_USE_COUNT_H_
