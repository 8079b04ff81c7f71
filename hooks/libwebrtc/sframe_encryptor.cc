// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/sframe_encryptor.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "api/make_ref_counted.h"
#include "sealframe/hooks/libwebrtc/sframe_provider.h"

namespace sealframe {

webrtc::scoped_refptr<SframeEncryptor> SframeEncryptor::New(
    Mode mode, webrtc::SframeCipherSuite suite) {
  return webrtc::make_ref_counted<SframeEncryptor>(mode, suite);
}

// Each key has a provider of its own, which only the transform keeps alive. So
// a key that fails changes nothing, and the key before is wiped at once.
webrtc::RTCError SframeEncryptor::SetEncryptionKey(
    uint64_t key_id, std::span<const uint8_t> key_material) {
  UniquePtr<sealframe_provider> provider;
  UniquePtr<sealframe_session> session;
  UniquePtr<sealframe_send_transform> transform;
  auto error = Defaults<sealframe_error>();
  sealframe_status status = NewSframeProvider(suite_, &provider, &error);
  if (status == SEALFRAME_OK) {
    status = sealframe_provider_add_local_participant(
        provider.get(), kSframeParticipant, nullptr, &error);
  }
  if (status == SEALFRAME_OK) {
    status = SetSframeKey(provider.get(), key_id, key_material, &error);
  }
  if (status == SEALFRAME_OK) {
    status = sealframe_provider_activate(provider.get(), kSframeParticipant,
                                         key_id, &error);
  }
  if (status == SEALFRAME_OK) {
    status = NewSframeSession(provider.get(), &session, &error);
  }
  if (status == SEALFRAME_OK) {
    const sealframe_stream_config config = SframeStream();
    status = sealframe_send_transform_create(session.get(), &config,
                                             Out(&transform), &error);
  }
  if (status == SEALFRAME_OK) transform_ = std::move(transform);
  return ToRtcError(status, error);
}

webrtc::RTCErrorOr<size_t> SframeEncryptor::Encrypt(
    std::span<const uint8_t> frame, std::span<const uint8_t> additional_data,
    std::span<uint8_t> encrypted_frame) {
  auto info = Defaults<sealframe_frame_info>();
  info.metadata = additional_data.data();
  info.metadata_size = additional_data.size();
  auto result = Defaults<sealframe_frame_result>();
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
  return std::min(frame_size, SIZE_MAX - kMaxSframeOverhead) +
         kMaxSframeOverhead;
}

}  // namespace sealframe
