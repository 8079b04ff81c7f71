// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Owning pointers to the handles of the C interface.
//
// Thread-safety: as the handles.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_HANDLES_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_HANDLES_H_

#include <memory>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe {

template <auto kDestroy>
struct Destroyer {
  template <typename Handle>
  void operator()(Handle* handle) const {
    kDestroy(handle);
  }
};

using ProviderHandle =
    std::unique_ptr<sealframe_provider, Destroyer<sealframe_provider_destroy>>;
using SessionHandle =
    std::unique_ptr<sealframe_session, Destroyer<sealframe_session_destroy>>;
using SendTransformHandle =
    std::unique_ptr<sealframe_send_transform,
                    Destroyer<sealframe_send_transform_destroy>>;
using ReceiveTransformHandle =
    std::unique_ptr<sealframe_receive_transform,
                    Destroyer<sealframe_receive_transform_destroy>>;

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_HANDLES_H_
