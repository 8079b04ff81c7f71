// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals what an RtpSender sends, by WebRTC's older interface
// (`RtpSenderInterface::SetFrameEncryptor`).
//
// It knows less of a frame than a `SenderTransformer` does: neither the codec,
// unless it is told, nor key frames. So it is for the profiles that seal whole
// frames, and for audio. Set `CryptoOptions::sframe.require_frame_encryption`,
// or WebRTC sends frames that it has no encryptor for yet in the clear, and
// never calls a video decryptor.
//
// Thread-safety: all of it may be called from any thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_FRAME_ENCRYPTOR_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_FRAME_ENCRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <mutex>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/webrtc_types.h"

namespace sealframe {

// What becomes of what WebRTC wants authenticated with a video frame, its
// generic descriptor. Only the profile sframe can carry any. Both ends decide
// alike.
enum class AdditionalData {
  // It is authenticated. That needs the descriptor to be negotiated, and to
  // arrive as it was sent.
  kAuthenticate,
  // It is not: for SFUs that take the descriptor away or write it anew.
  kIgnore,
};

class FrameEncryptor : public webrtc::FrameEncryptorInterface {
 public:
  // Create makes one for a stream of a local participant. It returns null, and
  // says why in `*error`, which may be null, if the stream cannot be made.
  static Ref<FrameEncryptor> Create(sealframe_session* session,
                                    const sealframe_stream_config& config,
                                    sealframe_codec codec,
                                    AdditionalData additional_data,
                                    sealframe_error* error);

  // GetStats returns a copy of the stream's numbers.
  sealframe_stream_stats GetStats() const;

  // Encrypt returns 0, or how the frame ended (`sealframe_frame_status`).
  int Encrypt(MediaType media_type, uint32_t ssrc, ByteView additional_data,
              ByteView frame, MutableByteView encrypted_frame,
              size_t* bytes_written) override;
  size_t GetMaxCiphertextByteSize(MediaType media_type,
                                  size_t frame_size) override;

 protected:
  FrameEncryptor(UniquePtr<sealframe_send_transform> transform,
                 sealframe_codec codec, AdditionalData additional_data);
  ~FrameEncryptor() override = default;

 private:
  const sealframe_codec codec_;
  const AdditionalData additional_data_;
  std::mutex mutex_;  // Held while a frame is sealed.
  const UniquePtr<sealframe_send_transform> transform_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_FRAME_ENCRYPTOR_H_
