// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/frame_decryptor.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <utility>
#include <vector>

namespace sealframe {
namespace {

using Status = webrtc::FrameDecryptorInterface::Status;

Status StatusOf(sealframe_frame_status status) {
  switch (status) {
    case SEALFRAME_FRAME_OK:
    case SEALFRAME_FRAME_PASSED_THROUGH:
      return Status::kOk;
    case SEALFRAME_FRAME_NOT_READY:
    case SEALFRAME_FRAME_MISSING_KEY:
    case SEALFRAME_FRAME_REPLAYED:
      return Status::kRecoverable;
    default:  // The C interface may grow.
      return Status::kFailedToDecrypt;
  }
}

void Refuse(const char* why, sealframe_error* error) {
  if (error == nullptr) return;
  std::snprintf(error->message, sizeof(error->message), "%s", why);
}

}  // namespace

Ref<FrameDecryptor> FrameDecryptor::Create(
    sealframe_session* session, const sealframe_stream_config& config,
    sealframe_codec codec, AdditionalData additional_data,
    sealframe_error* error) {
  if (config.hold_max_frames != 0) {
    Refuse("a frame decryptor cannot hold frames: set hold_max_frames to 0",
           error);
    return nullptr;
  }
  UniquePtr<sealframe_receive_transform> transform;
  if (sealframe_receive_transform_create(session, &config, Out(&transform),
                                         error) != SEALFRAME_OK) {
    return nullptr;
  }
  return webrtc_names::make_ref_counted<FrameDecryptor>(std::move(transform),
                                                        codec, additional_data);
}

FrameDecryptor::FrameDecryptor(UniquePtr<sealframe_receive_transform> transform,
                               sealframe_codec codec,
                               AdditionalData additional_data)
    : codec_(codec),
      additional_data_(additional_data),
      transform_(std::move(transform)) {}

sealframe_stream_stats FrameDecryptor::GetStats() const {
  sealframe_stream_stats stats;
  SEALFRAME_INIT(&stats);
  sealframe_receive_transform_get_stats(transform_.get(), &stats);
  return stats;
}

FrameDecryptor::Result FrameDecryptor::Decrypt(MediaType,
                                               const std::vector<uint32_t>&,
                                               ByteView additional_data,
                                               ByteView encrypted_frame,
                                               MutableByteView frame) {
  sealframe_frame_info info;
  SEALFRAME_INIT(&info);
  info.codec = codec_;
  if (additional_data_ == AdditionalData::kAuthenticate) {
    info.metadata = additional_data.data();
    info.metadata_size = additional_data.size();
  }
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  const std::lock_guard<std::mutex> lock(mutex_);
  const sealframe_frame_status status = sealframe_receive_transform_open(
      transform_.get(), &info, encrypted_frame.data(), encrypted_frame.size(),
      frame.data(), frame.size(), &result);
  return Result(StatusOf(status), result.size);
}

size_t FrameDecryptor::GetMaxPlaintextByteSize(MediaType,
                                               size_t encrypted_frame_size) {
  return sealframe_receive_transform_max_opened_size(transform_.get(),
                                                     encrypted_frame_size);
}

}  // namespace sealframe
