// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals the frames of an RtpSender through WebRTC's older interface
// (`RtpSenderInterface::SetFrameEncryptor`).
//
// The interface passes less about a frame than a `SenderTransformer` gets: no
// codec and no key frame flag. Use it for profiles that seal whole frames, and
// for audio. Set `CryptoOptions::sframe.require_frame_encryption`; otherwise
// WebRTC sends frames in the clear until it has an encryptor, and never calls a
// video decryptor.
//
// Thread-safety: any thread may call any function.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_FRAME_ENCRYPTOR_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_FRAME_ENCRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <mutex>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/webrtc_types.h"

namespace sealframe {

// Whether to authenticate the additional data that WebRTC passes with a video
// frame, its generic descriptor. Only the profile sframe can. Both ends must
// make the same choice.
enum class AdditionalData {
  // Authenticate it. The descriptor must be negotiated, and arrive unchanged.
  kAuthenticate,
  // Ignore it, for SFUs that remove or rewrite the descriptor.
  kIgnore,
};

class FrameEncryptor : public webrtc::FrameEncryptorInterface {
 public:
  // Create returns an encryptor for a stream of a local participant. If the
  // stream cannot be created, it returns null, with the reason in `*error`,
  // which may be null.
  static Ref<FrameEncryptor> Create(sealframe_session* session,
                                    const sealframe_stream_config& config,
                                    sealframe_codec codec,
                                    AdditionalData additional_data,
                                    sealframe_error* error);

  // GetStats returns a copy of the stream's statistics.
  sealframe_stream_stats GetStats() const;

  // Encrypt returns 0, or the frame's `sealframe_frame_status`.
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
