// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Replaces WebRTC's own SFrame encryptor (modules/sframe) in forks from 2026
// on: one sender's key and cipher, behind the handle that
// `CreateSframeEncryptorOrError` returns to the application.
//
// Thread-safety: none; WebRTC uses it on its worker thread. Different
// encryptors need no synchronisation, also if they have the same key.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_ENCRYPTOR_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_ENCRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "api/make_ref_counted.h"
#include "api/scoped_refptr.h"
#include "modules/sframe/sframe_media_encryptor_interface.h"
#include "sealframe/hooks/c/sealframe.hpp"

namespace sealframe {

// SframeEncryptor seals in any suite, also in that with tags of 4 bytes, which
// should seal audio only (RFC 9605, Section 7.5): WebRTC does not pass it the
// kind of media, and its application chose the suite.
class SframeEncryptor : public webrtc::SframeMediaEncryptorInterface {
 public:
  static webrtc::scoped_refptr<SframeEncryptor> Create(
      webrtc::SframeMode mode, webrtc::SframeCipherSuite suite);

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

  webrtc::SframeMode mode() const override { return mode_; }

  // Encrypt returns the number of bytes written, or zeroes `encrypted_frame`
  // and returns an error that names the frame's status.
  webrtc::RTCErrorOr<size_t> Encrypt(
      std::span<const uint8_t> frame, std::span<const uint8_t> additional_data,
      std::span<uint8_t> encrypted_frame) override;

  // GetMaxCiphertextByteSize returns 0 before the first key.
  size_t GetMaxCiphertextByteSize(size_t frame_size) override;

 protected:
  SframeEncryptor(webrtc::SframeMode mode, webrtc::SframeCipherSuite suite)
      : mode_(mode), suite_(suite) {}
  ~SframeEncryptor() override = default;

 private:
  const webrtc::SframeMode mode_;
  const webrtc::SframeCipherSuite suite_;
  // The only owner of the current key.
  UniquePtr<sealframe_send_transform> transform_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_ENCRYPTOR_H_
