// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/sframe_encryptor.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sealframe {

webrtc::scoped_refptr<SframeEncryptor> SframeEncryptor::Create(
    webrtc::SframeMode mode, webrtc::SframeCipherSuite suite) {
  return webrtc::make_ref_counted<SframeEncryptor>(mode, suite);
}

SframeEncryptor::SframeEncryptor(webrtc::SframeMode mode,
                                 webrtc::SframeCipherSuite suite)
    : mode_(mode), keys_(suite, /*local=*/true) {}

webrtc::RTCError SframeEncryptor::SetEncryptionKey(
    uint64_t key_id, std::span<const uint8_t> key_material) {
  webrtc::RTCError error = keys_.Add(key_id, key_material);
  if (!error.ok() || transform_ != nullptr) return error;
  const sealframe_stream_config config = SframeKeys::config();
  sealframe_error why;
  SEALFRAME_INIT(&why);
  const sealframe_status status = sealframe_send_transform_create(
      keys_.session(), &config, Out(&transform_), &why);
  return ToRtcError(status, why);
}

webrtc::RTCErrorOr<size_t> SframeEncryptor::Encrypt(
    std::span<const uint8_t> frame, std::span<const uint8_t> additional_data,
    std::span<uint8_t> encrypted_frame) {
  sealframe_frame_info info;
  SEALFRAME_INIT(&info);
  info.metadata = additional_data.data();
  info.metadata_size = additional_data.size();
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  // Before the first key, the null transform is an invalid argument.
  const sealframe_frame_status status = sealframe_send_transform_seal(
      transform_.get(), &info, frame.data(), frame.size(),
      encrypted_frame.data(), encrypted_frame.size(), &result);
  if (status == SEALFRAME_FRAME_OK) return result.size;
  std::fill(encrypted_frame.begin(), encrypted_frame.end(), uint8_t{0});
  return webrtc::RTCError(webrtc::RTCErrorType::INVALID_STATE,
                          sealframe_frame_status_name(status));
}

size_t SframeEncryptor::GetMaxCiphertextByteSize(size_t frame_size) {
  return sealframe_send_transform_max_sealed_size(transform_.get(), frame_size);
}

}  // namespace sealframe
