// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The memory that `IvWindows` of one provider take as frames come: most
// participants of a large call open no frame.
//
// Thread-safety: as `SpareArrays`.

#ifndef SEALFRAME_KEYRING_IV_IV_MEMORY_H_
#define SEALFRAME_KEYRING_IV_IV_MEMORY_H_

#include <cstddef>
#include <memory>
#include <new>
#include <optional>
#include <type_traits>

#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_window.h"
#include "sealframe/keyring/iv/once_log.h"
#include "sealframe/keyring/iv/single_ivs.h"
#include "sealframe/keyring/spare_arrays.h"

namespace sealframe {

// Windows are never destroyed, only their memory is freed.
static_assert(std::is_trivially_destructible_v<IvWindow>);
static_assert(std::is_trivially_destructible_v<OnceLog::Slot>);
static_assert(alignof(IvWindow) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
static_assert(sizeof(IvWindow) % alignof(OnceLog::Slot) == 0);

struct IvMemory {
  // IvMemory is for windows that log `frames` frames, a power of two.
  explicit IvMemory(size_t frames)
      : log_size(frames),
        windows(sizeof(IvWindow) + frames * sizeof(OnceLog::Slot)) {}

  void Fill() {
    windows.Fill();
    singles.Fill();
  }
  void Refill() {
    windows.Refill();
    singles.Refill();
  }

  const size_t log_size;
  SpareArrays<std::byte> windows;  // Each for one window and its log.
  SpareArrays<SingleIvs> singles{1};
};

// NewIvMemory returns memory for `rule`, or null if there is none.
inline std::shared_ptr<IvMemory> NewIvMemory(
    const std::optional<IvRule>& rule) {
  return rule.has_value() ? std::make_shared<IvMemory>(rule->log_size)
                          : nullptr;
}

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_IV_MEMORY_H_
