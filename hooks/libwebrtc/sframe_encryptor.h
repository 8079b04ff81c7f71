// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Replaces WebRTC's own SFrame encryptor (modules/sframe) in forks from 2026
// on: one sender's keys and cipher, behind the handle that
// `CreateSframeEncryptorOrError` returns to the application.
//
// Thread-safety: none; WebRTC uses it on its worker thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_ENCRYPTOR_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_ENCRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "api/make_ref_counted.h"
#include "api/scoped_refptr.h"
#include "modules/sframe/sframe_media_encryptor_interface.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/sframe_keys.h"

namespace sealframe {

// SframeEncryptor seals in any suite, also in that with tags of 4 bytes, which
// should seal audio only (RFC 9605, Section 7.5): WebRTC does not pass it the
// kind of media, and its application chose the suite.
class SframeEncryptor : public webrtc::SframeMediaEncryptorInterface {
 public:
  static webrtc::scoped_refptr<SframeEncryptor> Create(
      webrtc::SframeMode mode, webrtc::SframeCipherSuite suite);

  // SetEncryptionKey seals with `key_material`, the base key of `key_id`, from
  // now on. Setting a key id again returns INVALID_MODIFICATION, because its
  // counters would repeat.
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
  SframeEncryptor(webrtc::SframeMode mode, webrtc::SframeCipherSuite suite);
  ~SframeEncryptor() override = default;

 private:
  const webrtc::SframeMode mode_;
  SframeKeys keys_;
  UniquePtr<sealframe_send_transform> transform_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_ENCRYPTOR_H_
