// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/sframe_decryptor.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sealframe/hooks/libwebrtc/sframe_provider.h"

namespace sealframe {
namespace {

using Failure = webrtc::SframeDecryptFailure;

Failure FailureOf(sealframe_frame_status status, uint64_t kid) {
  switch (status) {
    case SEALFRAME_FRAME_MISSING_KEY:
      return Failure::KeyId(kid);
    case SEALFRAME_FRAME_PASSED_THROUGH:  // A frame without bytes.
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
    : suite_(suite) {
  NewSframeProvider(suite, &provider_, nullptr);
}

webrtc::RTCError SframeDecryptor::AddDecryptionKey(
    uint64_t key_id, std::span<const uint8_t> key_material) {
  auto error = Defaults<sealframe_error>();
  // A good key is found by setting it elsewhere, before another has to go.
  UniquePtr<sealframe_provider> other;
  sealframe_status status = NewSframeProvider(suite_, &other, &error);
  if (status == SEALFRAME_OK) {
    status = SetSframeKey(other.get(), key_id, key_material, &error);
  }
  if (status == SEALFRAME_OK) {
    MakeRoomFor(key_id);
    status = SetSframeKey(provider_.get(), key_id, key_material, &error);
  }
  if (status == SEALFRAME_OK) {
    key_ids_.push_back(key_id);
    if (transform_ == nullptr) status = Begin(&error);
  }
  return ToRtcError(status, error);
}

void SframeDecryptor::MakeRoomFor(uint64_t key_id) {
  auto gone = std::find(key_ids_.begin(), key_ids_.end(), key_id);
  if (gone == key_ids_.end()) {
    if (key_ids_.size() < kMaxSframeKeys) return;
    gone = key_ids_.begin() + (key_ids_.front() == last_opened_ ? 1 : 0);
  }
  RemoveDecryptionKey(*gone);
}

sealframe_status SframeDecryptor::Begin(sealframe_error* error) {
  const sealframe_status status =
      NewSframeSession(provider_.get(), &session_, error);
  if (status != SEALFRAME_OK) return status;
  const sealframe_stream_config config = SframeStream();
  return sealframe_receive_transform_create(session_.get(), &config,
                                            Out(&transform_), error);
}

webrtc::RTCError SframeDecryptor::RemoveDecryptionKey(uint64_t key_id) {
  auto error = Defaults<sealframe_error>();
  const sealframe_status status =
      sealframe_provider_retire(provider_.get(), kSframeParticipant, key_id,
                                /*overlap_ms=*/0, &error);
  if (status == SEALFRAME_OK) {
    std::erase(key_ids_, key_id);
    // This object polls for itself, to wipe the key. It needs no events: each
    // call returns a status.
    sealframe_session_poll(session_.get(), nullptr, nullptr);
  }
  return ToRtcError(status, error);
}

webrtc::SframeDecryptResult SframeDecryptor::Decrypt(
    std::span<const uint8_t> encrypted_frame,
    std::span<const uint8_t> additional_data, std::span<uint8_t> frame) {
  auto info = Defaults<sealframe_frame_info>();
  info.metadata = additional_data.data();
  info.metadata_size = additional_data.size();
  auto result = Defaults<sealframe_frame_result>();
  // Before the first key, the null transform is an invalid argument.
  const sealframe_frame_status status = sealframe_receive_transform_open(
      transform_.get(), &info, encrypted_frame.data(), encrypted_frame.size(),
      frame.data(), frame.size(), &result);
  if (status == SEALFRAME_FRAME_OK) {
    last_opened_ = result.kid;
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
