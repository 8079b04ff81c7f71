// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Declarations of a newer WebRTC (see ref_count.h): SFrame's key handles and
// decryptors, since 2026. The parts that differ between versions are in
// sframe_with_mode.h and sframe_without_mode.h.
//
// Thread-safety: interfaces.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_NEWER_SFRAME_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_NEWER_SFRAME_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>

#include "sealframe/hooks/libwebrtc/newer/ref_count.h"
#include "sealframe/hooks/libwebrtc/newer/rtc_error.h"

namespace webrtc {

class SframeEncryptorInterface : public RefCountInterface {
 public:
  virtual RTCError SetEncryptionKey(uint64_t key_id,
                                    std::span<const uint8_t> key_material) = 0;
};

class SframeDecryptorInterface : public RefCountInterface {
 public:
  virtual RTCError AddDecryptionKey(uint64_t key_id,
                                    std::span<const uint8_t> key_material) = 0;
  virtual RTCError RemoveDecryptionKey(uint64_t key_id) = 0;
};

enum class SframeDecryptErrorType { kAuthentication, kKeyId, kSyntax };

struct SframeDecryptSuccess {
  size_t bytes_written = 0;
};

struct SframeDecryptFailure {
  static SframeDecryptFailure Authentication() {
    return {SframeDecryptErrorType::kAuthentication, std::nullopt};
  }
  static SframeDecryptFailure Syntax() {
    return {SframeDecryptErrorType::kSyntax, std::nullopt};
  }
  static SframeDecryptFailure KeyId(std::optional<uint64_t> key_id) {
    return {SframeDecryptErrorType::kKeyId, key_id};
  }
  SframeDecryptErrorType type;
  std::optional<uint64_t> key_id;
};

using SframeDecryptResult =
    std::variant<SframeDecryptSuccess, SframeDecryptFailure>;

class SframeMediaDecryptorInterface : public SframeDecryptorInterface {
 public:
  virtual SframeDecryptResult Decrypt(std::span<const uint8_t> encrypted_frame,
                                      std::span<const uint8_t> additional_data,
                                      std::span<uint8_t> frame) = 0;
  virtual size_t GetMaxPlaintextByteSize(size_t encrypted_frame_size) = 0;
};

}  // namespace webrtc

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_NEWER_SFRAME_H_
