// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Takes the place of WebRTC's own SFrame encryptor (modules/sframe) in forks
// from 2026 on: one sender's key and cipher. An application of WebRTC gets the
// handle from `CreateSframeEncryptorOrError`, and the sender gets the encryptor
// behind it. There are versions of WebRTC in which that call returns
// UNSUPPORTED_OPERATION, and no sender has an encryptor.
//
// Thread-safety: none; WebRTC uses it on its worker thread. Different
// encryptors need no synchronisation, also if they have the same key.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_ENCRYPTOR_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_ENCRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "api/rtc_error.h"
#include "api/scoped_refptr.h"
#include "api/sframe/sframe_types.h"
#include "modules/sframe/sframe_media_encryptor_interface.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/sframe_mode.h"

namespace sealframe {

// SframeEncryptor seals in any suite, also in that with tags of 4 bytes, which
// should seal audio only (RFC 9605, Section 7.5): WebRTC does not pass it the
// kind of media, and its application chose the suite.
class SframeEncryptor
    : public WithSframeMode<webrtc::SframeMediaEncryptorInterface> {
 public:
  // Create never fails; an unknown suite makes `SetEncryptionKey` fail. There
  // is one Create: with the arguments that WebRTC's own has in this version.
  template <HasSframeMode Interface = webrtc::SframeMediaEncryptorInterface>
  static webrtc::scoped_refptr<SframeEncryptor> Create(
      SframeModeOf<Interface> mode, webrtc::SframeCipherSuite suite) {
    return New(mode, suite);
  }
  template <LacksSframeMode Interface = webrtc::SframeMediaEncryptorInterface>
  static webrtc::scoped_refptr<SframeEncryptor> Create(
      webrtc::SframeCipherSuite suite) {
    return New({}, suite);
  }

  // SetEncryptionKey seals with `key_material`, the base key of `key_id`, from
  // now on, and forgets the key before. On failure that key stays.
  //
  // Any number of keys can be set one after another, and any key again, with
  // the same key id or another. A sender's encryptors (camera, screen and
  // microphone) can have one key: all encryptors of the process with the same
  // key id and key continue one counter, which outlives them. No other process
  // may seal with that key id and key, nor may this one after a restart.
  webrtc::RTCError SetEncryptionKey(
      uint64_t key_id, std::span<const uint8_t> key_material) override;

  // Encrypt returns the number of bytes written, or zeroes `encrypted_frame`
  // and returns an error that names the frame's status.
  webrtc::RTCErrorOr<size_t> Encrypt(
      std::span<const uint8_t> frame, std::span<const uint8_t> additional_data,
      std::span<uint8_t> encrypted_frame) override;

  // GetMaxCiphertextByteSize returns an upper bound under any key, with or
  // without one set: `frame_size` and `kMaxSframeOverhead`, or SIZE_MAX.
  size_t GetMaxCiphertextByteSize(size_t frame_size) override;

 protected:
  SframeEncryptor(Mode mode, webrtc::SframeCipherSuite suite)
      : WithSframeMode(mode), suite_(suite) {}
  ~SframeEncryptor() override = default;

 private:
  static webrtc::scoped_refptr<SframeEncryptor> New(
      Mode mode, webrtc::SframeCipherSuite suite);

  const webrtc::SframeCipherSuite suite_;
  // The only owner of the current key.
  UniquePtr<sealframe_send_transform> transform_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_ENCRYPTOR_H_
