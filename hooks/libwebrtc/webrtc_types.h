// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// WebRTC's names, in the version that the adapters are compiled with. Names
// have moved between namespaces, and views of bytes have become std::span. This
// header detects each change from WebRTC's interfaces, so that forks need no
// setting for it. The oldest version known to work is M108.
//
// Thread-safety: types and pure functions.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_WEBRTC_TYPES_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_WEBRTC_TYPES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <variant>

#include "api/crypto/frame_encryptor_interface.h"
#include "api/frame_transformer_interface.h"
#include "api/make_ref_counted.h"
#include "sealframe/hooks/c/sealframe.h"

// Some versions of WebRTC lack these.
namespace cricket {}
namespace rtc {}

namespace sealframe {

// WebRTC's names, from whichever namespace declares them.
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

// A reference to the callback for transformed frames.
using FrameCallback = RegisterSignature::Parameter<0>;
// Audio or video.
using MediaType = EncryptSignature::Parameter<0>;
// Views of bytes, to read and to write.
using ByteView = EncryptSignature::Parameter<3>;
using MutableByteView = EncryptSignature::Parameter<4>;

// The class template of a reference type. It is deduced, because some trees
// declare a template of its name in two namespaces.
template <typename Reference>
struct ReferenceTemplate;
template <template <typename> class Template, typename T>
struct ReferenceTemplate<Template<T>> {
  template <typename Other>
  using Of = Template<Other>;
};

template <typename T>
using Ref = ReferenceTemplate<FrameCallback>::Of<T>;

// CodecOf returns the codec that `frame` carries, or `otherwise` in WebRTC
// versions whose frames do not carry one.
template <typename Frame>
sealframe_codec CodecOf(const Frame& frame, sealframe_codec otherwise) {
  if constexpr (requires { frame.GetMimeType(); }) {
    const std::string type = frame.GetMimeType();
    return sealframe_codec_from_name(type.substr(type.find('/') + 1).c_str());
  } else {
    return otherwise;
  }
}

// RtpTimestampOf returns the RTP timestamp of `frame`, with the sender's random
// offset or, where WebRTC does not know that yet, without it.
template <typename Frame>
uint32_t RtpTimestampOf(const Frame& frame) {
  if constexpr (requires { frame.GetRtpTimestampInfo(); }) {
    return std::visit(
        [](auto timestamp) { return static_cast<uint32_t>(timestamp); },
        frame.GetRtpTimestampInfo());
  } else {
    return frame.GetTimestamp();
  }
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_WEBRTC_TYPES_H_
