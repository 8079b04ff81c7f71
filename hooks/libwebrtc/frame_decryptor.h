// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens the frames of an RtpReceiver through WebRTC's older interface
// (`RtpReceiverInterface::SetFrameDecryptor`). See `FrameEncryptor` for its
// use, and for the option that it needs.
//
// The interface cannot hold a frame whose key is late.
//
// Thread-safety: any thread may call any function.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_FRAME_DECRYPTOR_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_FRAME_DECRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "api/crypto/frame_decryptor_interface.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/frame_encryptor.h"
#include "sealframe/hooks/libwebrtc/webrtc_types.h"

namespace sealframe {

class FrameDecryptor : public webrtc::FrameDecryptorInterface {
 public:
  // Create returns a decryptor for a stream of a remote participant, which may
  // have no key yet. If the stream cannot be created, or `config` asks to hold
  // frames, it returns null, with the reason in `*error`, which may be null.
  static Ref<FrameDecryptor> Create(sealframe_session* session,
                                    const sealframe_stream_config& config,
                                    sealframe_codec codec,
                                    AdditionalData additional_data,
                                    sealframe_error* error);

  // GetStats returns a copy of the stream's statistics.
  sealframe_stream_stats GetStats() const;

  // Decrypt returns kRecoverable for failures that do not break the stream: its
  // key is not set yet, or the frame is a replay.
  Result Decrypt(MediaType media_type, const std::vector<uint32_t>& csrcs,
                 ByteView additional_data, ByteView encrypted_frame,
                 MutableByteView frame) override;
  size_t GetMaxPlaintextByteSize(MediaType media_type,
                                 size_t encrypted_frame_size) override;

 protected:
  FrameDecryptor(UniquePtr<sealframe_receive_transform> transform,
                 sealframe_codec codec, AdditionalData additional_data);
  ~FrameDecryptor() override = default;

 private:
  const sealframe_codec codec_;
  const AdditionalData additional_data_;
  std::mutex mutex_;  // Held while a frame is opened.
  const UniquePtr<sealframe_receive_transform> transform_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_FRAME_DECRYPTOR_H_
