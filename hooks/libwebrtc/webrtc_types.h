// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What WebRTC calls things, in whichever vintage of it the adapters are
// compiled with. Names have moved between namespaces, and views of bytes have
// become std::span; all of that is read off the interfaces that are there, so
// that no fork has to say which one it is. The oldest that is known to work is
// M108.
//
// Thread-safety: types and pure functions.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_WEBRTC_TYPES_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_WEBRTC_TYPES_H_

#include <cstddef>
#include <string>
#include <tuple>

#include "api/crypto/frame_encryptor_interface.h"
#include "api/frame_transformer_interface.h"
#include "api/make_ref_counted.h"
#include "sealframe/hooks/c/sealframe.h"

// Not every vintage has these.
namespace cricket {}
namespace rtc {}

namespace sealframe {

// WebRTC's names, wherever they are.
namespace webrtc_names {
using namespace ::cricket;  // NOLINT(build/namespaces)
using namespace ::rtc;      // NOLINT(build/namespaces)
using namespace ::webrtc;   // NOLINT(build/namespaces)
}  // namespace webrtc_names

template <typename Method>
struct Signature;
template <typename Result, typename Class, typename... Parameters>
struct Signature<Result (Class::*)(Parameters...)> {
  template <size_t kPlace>
  using Parameter = std::tuple_element_t<kPlace, std::tuple<Parameters...>>;
};

using RegisterSignature =
    Signature<decltype(&webrtc::FrameTransformerInterface::
                           RegisterTransformedFrameCallback)>;
using EncryptSignature =
    Signature<decltype(&webrtc::FrameEncryptorInterface::Encrypt)>;

// A reference to who takes transformed frames.
using FrameCallback = RegisterSignature::Parameter<0>;
// Audio or video.
using MediaType = EncryptSignature::Parameter<0>;
// Views of bytes, to read and to write.
using ByteView = EncryptSignature::Parameter<3>;
using MutableByteView = EncryptSignature::Parameter<4>;

template <typename T>
using Ref = webrtc_names::scoped_refptr<T>;

// CodecOf returns the codec that `frame` says it is of, or `otherwise` where
// this vintage's frames do not say.
template <typename Frame>
sealframe_codec CodecOf(const Frame& frame, sealframe_codec otherwise) {
  if constexpr (requires { frame.GetMimeType(); }) {
    const std::string type = frame.GetMimeType();
    return sealframe_codec_from_name(type.substr(type.find('/') + 1).c_str());
  } else {
    return otherwise;
  }
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_WEBRTC_TYPES_H_
