// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Owners of the C interface's handles, and its errors as `absl::Status`.
//
// Thread-safety: as that of the handles.

#ifndef SEALFRAME_HOOKS_GSTREAMER_HANDLES_H_
#define SEALFRAME_HOOKS_GSTREAMER_HANDLES_H_

#include <memory>

#include "absl/status/status.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {

// Destroy calls the handle's own `_destroy`.
template <auto kDestroy>
struct Destroy {
  template <typename Handle>
  void operator()(Handle* handle) const {
    kDestroy(handle);
  }
};

using ProviderPtr =
    std::unique_ptr<sealframe_provider, Destroy<sealframe_provider_destroy>>;
using SessionPtr =
    std::unique_ptr<sealframe_session, Destroy<sealframe_session_destroy>>;
using SendTransformPtr =
    std::unique_ptr<sealframe_send_transform,
                    Destroy<sealframe_send_transform_destroy>>;
using ReceiveTransformPtr =
    std::unique_ptr<sealframe_receive_transform,
                    Destroy<sealframe_receive_transform_destroy>>;
using PacketizerPtr = std::unique_ptr<sealframe_packetizer,
                                      Destroy<sealframe_packetizer_destroy>>;
using DepacketizerPtr =
    std::unique_ptr<sealframe_depacketizer,
                    Destroy<sealframe_depacketizer_destroy>>;

// ToStatus returns what a function returned, in words.
absl::Status ToStatus(sealframe_status status, const sealframe_error& error);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_HANDLES_H_
