// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/frame_encryptor.h"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>

#include "sealframe/hooks/libwebrtc/frame_info.h"

namespace sealframe {

Ref<FrameEncryptor> FrameEncryptor::Create(
    sealframe_session* session, const sealframe_stream_config& config,
    sealframe_codec codec, AdditionalData additional_data,
    sealframe_error* error) {
  UniquePtr<sealframe_send_transform> transform;
  if (sealframe_send_transform_create(session, &config, Out(&transform),
                                      error) != SEALFRAME_OK) {
    return nullptr;
  }
  return webrtc_names::make_ref_counted<FrameEncryptor>(std::move(transform),
                                                        codec, additional_data);
}

FrameEncryptor::FrameEncryptor(UniquePtr<sealframe_send_transform> transform,
                               sealframe_codec codec,
                               AdditionalData additional_data)
    : codec_(codec),
      additional_data_(additional_data),
      transform_(std::move(transform)) {}

sealframe_stream_stats FrameEncryptor::GetStats() const {
  sealframe_stream_stats stats;
  SEALFRAME_INIT(&stats);
  sealframe_send_transform_get_stats(transform_.get(), &stats);
  return stats;
}

int FrameEncryptor::Encrypt(MediaType, uint32_t ssrc, ByteView additional_data,
                            ByteView frame, MutableByteView encrypted_frame,
                            size_t* bytes_written) {
  sealframe_frame_info info;
  SEALFRAME_INIT(&info);
  info.codec = codec_;
  info.ssrc = ssrc;
  if (additional_data_ == AdditionalData::kAuthenticate) {
    info.metadata = additional_data.data();
    info.metadata_size = additional_data.size();
  }
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  const std::lock_guard<std::mutex> lock(mutex_);
  const sealframe_frame_status status = sealframe_send_transform_seal(
      transform_.get(), &info, frame.data(), frame.size(),
      encrypted_frame.data(), encrypted_frame.size(), &result);
  *bytes_written = result.size;
  return CameOut(status) ? 0 : status;
}

size_t FrameEncryptor::GetMaxCiphertextByteSize(MediaType, size_t frame_size) {
  return sealframe_send_transform_max_sealed_size(transform_.get(), frame_size);
}

}  // namespace sealframe
