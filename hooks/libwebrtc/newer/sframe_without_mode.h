// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Declarations of a newer WebRTC (see ref_count.h): SFrame's suites and
// encryptors in versions that keep the mode beside the encryptor, and have the
// suites with AES-256 in counter mode.
//
// Thread-safety: interfaces.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_NEWER_SFRAME_WITHOUT_MODE_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_NEWER_SFRAME_WITHOUT_MODE_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "sealframe/hooks/libwebrtc/newer/rtc_error.h"
#include "sealframe/hooks/libwebrtc/newer/sframe.h"

namespace webrtc {

enum class SframeMode { kPerFrame, kPerPacket };

enum class SframeCipherSuite {
  kAes128CtrHmacSha256_80,
  kAes128CtrHmacSha256_64,
  kAes128CtrHmacSha256_32,
  kAes128GcmSha256_128,
  kAes256GcmSha512_128,
  kAes256CtrHmacSha512_80,
  kAes256CtrHmacSha512_64,
  kAes256CtrHmacSha512_32
};

class SframeMediaEncryptorInterface : public SframeEncryptorInterface {
 public:
  virtual RTCErrorOr<size_t> Encrypt(std::span<const uint8_t> frame,
                                     std::span<const uint8_t> additional_data,
                                     std::span<uint8_t> encrypted_frame) = 0;
  virtual size_t GetMaxCiphertextByteSize(size_t frame_size) = 0;
};

}  // namespace webrtc

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_NEWER_SFRAME_WITHOUT_MODE_H_
