// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Declarations of a newer WebRTC (see ref_count.h): frames, transformers,
// encryptors and decryptors.
//
// Thread-safety: interfaces.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_NEWER_FRAMES_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_NEWER_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sealframe/hooks/libwebrtc/newer/ref_count.h"

namespace webrtc {

enum class MediaType { AUDIO, VIDEO };

class TransformableFrameInterface {
 public:
  enum class Direction { kUnknown, kReceiver, kSender };
  virtual ~TransformableFrameInterface() = default;
  virtual std::span<const uint8_t> GetData() const = 0;
  virtual void SetData(std::span<const uint8_t> data) = 0;
  virtual uint32_t GetSsrc() const = 0;
  virtual uint32_t GetTimestamp() const = 0;
  virtual Direction GetDirection() const = 0;
  virtual std::string GetMimeType() const = 0;
};

class TransformableVideoFrameInterface : public TransformableFrameInterface {
 public:
  virtual bool IsKeyFrame() const = 0;
};

class TransformedFrameCallback : public RefCountInterface {
 public:
  virtual void OnTransformedFrame(
      std::unique_ptr<TransformableFrameInterface> frame) = 0;
};

class FrameTransformerInterface : public RefCountInterface {
 public:
  virtual void Transform(
      std::unique_ptr<TransformableFrameInterface> frame) = 0;
  virtual void RegisterTransformedFrameCallback(
      scoped_refptr<TransformedFrameCallback>) {}
  virtual void RegisterTransformedFrameSinkCallback(
      scoped_refptr<TransformedFrameCallback>, uint32_t) {}
  virtual void UnregisterTransformedFrameCallback() {}
  virtual void UnregisterTransformedFrameSinkCallback(uint32_t) {}
};

class FrameEncryptorInterface : public RefCountInterface {
 public:
  virtual int Encrypt(MediaType media_type, uint32_t ssrc,
                      std::span<const uint8_t> additional_data,
                      std::span<const uint8_t> frame,
                      std::span<uint8_t> encrypted_frame,
                      size_t* bytes_written) = 0;
  virtual size_t GetMaxCiphertextByteSize(MediaType media_type,
                                          size_t frame_size) = 0;
};

class FrameDecryptorInterface : public RefCountInterface {
 public:
  enum class Status { kOk, kRecoverable, kFailedToDecrypt, kUnknown };
  struct Result {
    Result(Status s, size_t size) : status(s), bytes_written(size) {}
    const Status status;
    const size_t bytes_written;
  };
  virtual Result Decrypt(MediaType media_type,
                         const std::vector<uint32_t>& csrcs,
                         std::span<const uint8_t> additional_data,
                         std::span<const uint8_t> encrypted_frame,
                         std::span<uint8_t> frame) = 0;
  virtual size_t GetMaxPlaintextByteSize(MediaType media_type,
                                         size_t encrypted_frame_size) = 0;
};

}  // namespace webrtc

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_NEWER_FRAMES_H_
