// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// WebRTC's SframeMode: whether frames are sealed whole or each packet by
// itself. In some versions of WebRTC an encryptor has a mode, which its
// `Create` takes and its `mode()` returns. In others WebRTC keeps the mode
// outside the encryptor. This header detects the version by the interface.
//
// Thread-safety: types; the mode is constant.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_MODE_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_MODE_H_

#include <utility>

namespace sealframe {

// HasSframeMode is met by an encryptor interface with a mode.
template <typename Interface>
concept HasSframeMode = requires(const Interface& encryptor) {
  encryptor.mode();
};

// LacksSframeMode is met by all others.
template <typename Interface>
concept LacksSframeMode = !HasSframeMode<Interface>;

// The type of the mode.
template <HasSframeMode Interface>
using SframeModeOf = decltype(std::declval<const Interface&>().mode());

// WithSframeMode is `Interface`, with `mode()` implemented if it has one. Its
// `Mode` is then the mode's type, and empty otherwise.
template <typename Interface>
class WithSframeMode : public Interface {
 protected:
  struct Mode {};
  explicit WithSframeMode(Mode) {}
  ~WithSframeMode() override = default;
};

template <HasSframeMode Interface>
class WithSframeMode<Interface> : public Interface {
 public:
  SframeModeOf<Interface> mode() const override { return mode_; }

 protected:
  using Mode = SframeModeOf<Interface>;
  explicit WithSframeMode(Mode mode) : mode_(mode) {}
  ~WithSframeMode() override = default;

 private:
  const Mode mode_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_MODE_H_
