// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sealframe's C interface from C++17: handles that destroy themselves, and
// structs that have their size set. Functions, statuses and rules are those of
// sealframe.h.
//
//   sealframe::UniquePtr<sealframe_provider> provider;
//   auto options = sealframe::Defaults<sealframe_provider_options>();
//   auto error = sealframe::Defaults<sealframe_error>();
//   options.profile = "sframe";
//   if (sealframe_provider_create(&options, sealframe::Out(&provider),
//                                 &error) != SEALFRAME_OK) {
//     return Fail(error.message);
//   }
//
// Header only; needs neither exceptions nor RTTI. Everything here is inline and
// adds no symbol to the library.

#ifndef SEALFRAME_HOOKS_C_SEALFRAME_HPP_
#define SEALFRAME_HOOKS_C_SEALFRAME_HPP_

#include <memory>

#include "sealframe.h"

namespace sealframe {

// Destroyer calls the `_destroy` of each type of handle.
struct Destroyer {
  void operator()(sealframe_provider* handle) const {
    sealframe_provider_destroy(handle);
  }
  void operator()(sealframe_session* handle) const {
    sealframe_session_destroy(handle);
  }
  void operator()(sealframe_send_transform* handle) const {
    sealframe_send_transform_destroy(handle);
  }
  void operator()(sealframe_receive_transform* handle) const {
    sealframe_receive_transform_destroy(handle);
  }
  void operator()(sealframe_profile_detector* handle) const {
    sealframe_profile_detector_destroy(handle);
  }
  void operator()(sealframe_data_packet_sealer* handle) const {
    sealframe_data_packet_sealer_destroy(handle);
  }
  void operator()(sealframe_data_packet_opener* handle) const {
    sealframe_data_packet_opener_destroy(handle);
  }
  void operator()(sealframe_packetizer* handle) const {
    sealframe_packetizer_destroy(handle);
  }
  void operator()(sealframe_depacketizer* handle) const {
    sealframe_depacketizer_destroy(handle);
  }
  void operator()(sealframe_sdp* handle) const {
    sealframe_sdp_destroy(handle);
  }
};

// UniquePtr owns a handle, for example UniquePtr<sealframe_session>. The rules
// of sealframe.h hold: owners may be destroyed in any order.
template <typename Handle>
using UniquePtr = std::unique_ptr<Handle, Destroyer>;

// Defaults returns a struct of sealframe.h with its size set and all else zero,
// as SEALFRAME_INIT makes it.
template <typename Struct>
Struct Defaults() {
  Struct made = {};
  made.struct_size = sizeof(made);
  return made;
}

// OutPtr receives the handle that a `_create` function makes. Use it through
// `Out`.
template <typename Handle>
class OutPtr {
 public:
  explicit OutPtr(UniquePtr<Handle>* owner) : owner_(owner) {}
  ~OutPtr() { owner_->reset(made_); }

  OutPtr(const OutPtr&) = delete;
  OutPtr& operator=(const OutPtr&) = delete;

  operator Handle**() { return &made_; }

 private:
  UniquePtr<Handle>* const owner_;
  Handle* made_ = nullptr;
};

// Out passes `*owner` as a `_create` function's output. At the end of the full
// expression the owner takes the new handle, or becomes empty if the function
// failed, and destroys its old handle.
template <typename Handle>
[[nodiscard]] OutPtr<Handle> Out(UniquePtr<Handle>* owner) {
  return OutPtr<Handle>(owner);
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_SEALFRAME_HPP_
