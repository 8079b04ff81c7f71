// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/sframe_decryptor.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace sealframe {
namespace {

using Failure = webrtc::SframeDecryptFailure;

Failure FailureOf(sealframe_frame_status status, uint64_t kid) {
  switch (status) {
    case SEALFRAME_FRAME_MISSING_KEY:
      return Failure::KeyId(kid);
    case SEALFRAME_FRAME_MALFORMED:
      return Failure::Syntax();
    default:
      return Failure::Authentication();
  }
}

}  // namespace

webrtc::scoped_refptr<SframeDecryptor> SframeDecryptor::Create(
    webrtc::SframeCipherSuite suite) {
  return webrtc::make_ref_counted<SframeDecryptor>(suite);
}

SframeDecryptor::SframeDecryptor(webrtc::SframeCipherSuite suite)
    : keys_(suite, /*local=*/false) {}

webrtc::RTCError SframeDecryptor::AddDecryptionKey(
    uint64_t key_id, std::span<const uint8_t> key_material) {
  webrtc::RTCError error = keys_.Add(key_id, key_material);
  if (!error.ok() || transform_ != nullptr) return error;
  const sealframe_stream_config config = SframeKeys::config();
  sealframe_error why;
  SEALFRAME_INIT(&why);
  const sealframe_status status = sealframe_receive_transform_create(
      keys_.session(), &config, Out(&transform_), &why);
  return ToRtcError(status, why);
}

webrtc::RTCError SframeDecryptor::RemoveDecryptionKey(uint64_t key_id) {
  return keys_.Remove(key_id);
}

webrtc::SframeDecryptResult SframeDecryptor::Decrypt(
    std::span<const uint8_t> encrypted_frame,
    std::span<const uint8_t> additional_data, std::span<uint8_t> frame) {
  sealframe_frame_info info;
  SEALFRAME_INIT(&info);
  info.metadata = additional_data.data();
  info.metadata_size = additional_data.size();
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  // Before the first key, the null transform is an invalid argument.
  const sealframe_frame_status status = sealframe_receive_transform_open(
      transform_.get(), &info, encrypted_frame.data(), encrypted_frame.size(),
      frame.data(), frame.size(), &result);
  if (status == SEALFRAME_FRAME_OK) {
    return webrtc::SframeDecryptSuccess{result.size};
  }
  std::fill(frame.begin(), frame.end(), uint8_t{0});
  return transform_ == nullptr ? Failure::KeyId(std::nullopt)
                               : FailureOf(status, result.kid);
}

size_t SframeDecryptor::GetMaxPlaintextByteSize(size_t encrypted_frame_size) {
  // Under any key, the plaintext is no larger than the ciphertext.
  return encrypted_frame_size;
}

}  // namespace sealframe
