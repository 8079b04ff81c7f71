// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Creates an encryptor in any version of WebRTC, for tests.
//
// Thread-safety: a pure function.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_NEWER_NEW_ENCRYPTOR_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_NEWER_NEW_ENCRYPTOR_H_

#include "api/scoped_refptr.h"
#include "api/sframe/sframe_types.h"
#include "sealframe/hooks/libwebrtc/sframe_encryptor.h"

namespace sealframe {

// NewEncryptor creates one for whole frames where the version has modes.
template <typename Encryptor = SframeEncryptor>
webrtc::scoped_refptr<Encryptor> NewEncryptor(webrtc::SframeCipherSuite suite) {
  if constexpr (requires { Encryptor::Create(suite); }) {
    return Encryptor::Create(suite);
  } else {
    return Encryptor::Create(webrtc::SframeMode::kPerFrame, suite);
  }
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_NEWER_NEW_ENCRYPTOR_H_
