// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/sframe_keys.h"

#include <cstdint>
#include <span>

namespace sealframe {
namespace {

constexpr const char* kParticipant = "participant";

sealframe_suite SuiteOf(webrtc::SframeCipherSuite suite) {
  switch (suite) {
    case webrtc::SframeCipherSuite::kAes128CtrHmacSha256_80:
      return SEALFRAME_AES_128_CTR_HMAC_SHA256_80;
    case webrtc::SframeCipherSuite::kAes128CtrHmacSha256_64:
      return SEALFRAME_AES_128_CTR_HMAC_SHA256_64;
    case webrtc::SframeCipherSuite::kAes128CtrHmacSha256_32:
      return SEALFRAME_AES_128_CTR_HMAC_SHA256_32;
    case webrtc::SframeCipherSuite::kAes128GcmSha256_128:
      return SEALFRAME_AES_128_GCM_SHA256_128;
    case webrtc::SframeCipherSuite::kAes256GcmSha512_128:
      return SEALFRAME_AES_256_GCM_SHA512_128;
  }
  return SEALFRAME_SUITE_DEFAULT;
}

webrtc::RTCErrorType TypeOf(sealframe_status status) {
  switch (status) {
    case SEALFRAME_OK:
      return webrtc::RTCErrorType::NONE;
    case SEALFRAME_INVALID_ARGUMENT:
    case SEALFRAME_NOT_FOUND:
      return webrtc::RTCErrorType::INVALID_PARAMETER;
    case SEALFRAME_ALREADY_EXISTS:
      return webrtc::RTCErrorType::INVALID_MODIFICATION;
    case SEALFRAME_FAILED_PRECONDITION:
      return webrtc::RTCErrorType::INVALID_STATE;
    case SEALFRAME_RESOURCE_EXHAUSTED:
      return webrtc::RTCErrorType::RESOURCE_EXHAUSTED;
    default:  // The C interface may grow.
      return webrtc::RTCErrorType::INTERNAL_ERROR;
  }
}

sealframe_error NoError() {
  sealframe_error error;
  SEALFRAME_INIT(&error);
  return error;
}

}  // namespace

webrtc::RTCError ToRtcError(sealframe_status status,
                            const sealframe_error& error) {
  return status == SEALFRAME_OK
             ? webrtc::RTCError::OK()
             : webrtc::RTCError(TypeOf(status), error.message);
}

// With these options, no call here can fail.
SframeKeys::SframeKeys(webrtc::SframeCipherSuite suite, bool local)
    : local_(local) {
  sealframe_provider_options options;
  SEALFRAME_INIT(&options);
  options.profile = "sframe";
  options.suite = SuiteOf(suite);
  options.allow_short_tags = 1;  // The kind of media is not known here.
  sealframe_provider_create(&options, Out(&provider_), nullptr);
  if (local) {
    sealframe_provider_add_local_participant(provider_.get(), kParticipant,
                                             nullptr, nullptr);
  }
}

webrtc::RTCError SframeKeys::Add(uint64_t key_id,
                                 std::span<const uint8_t> key) {
  sealframe_error error = NoError();
  sealframe_status status = Set(key_id, key, &error);
  if (status == SEALFRAME_ALREADY_EXISTS && !local_ && Remove(key_id).ok()) {
    status = Set(key_id, key, &error);
  }
  if (status != SEALFRAME_OK) return ToRtcError(status, error);
  return session_ == nullptr ? Begin() : webrtc::RTCError::OK();
}

sealframe_status SframeKeys::Set(uint64_t key_id, std::span<const uint8_t> key,
                                 sealframe_error* error) {
  const sealframe_status status = sealframe_provider_set_key(
      provider_.get(), kParticipant, key_id, 0, key.data(), key.size(), error);
  return status != SEALFRAME_OK || !local_
             ? status
             : sealframe_provider_activate(provider_.get(), kParticipant,
                                           key_id, error);
}

webrtc::RTCError SframeKeys::Begin() {
  sealframe_error error = NoError();
  const sealframe_status status = sealframe_session_create(
      provider_.get(), nullptr, Out(&session_), &error);
  sealframe_session_set_e2ee_enabled(session_.get(), 1);
  return ToRtcError(status, error);
}

webrtc::RTCError SframeKeys::Remove(uint64_t key_id) {
  sealframe_error error = NoError();
  const sealframe_status status = sealframe_provider_retire(
      provider_.get(), kParticipant, key_id, 0, &error);
  // This object polls for itself. It needs no events: each call returns a
  // status.
  sealframe_session_poll(session_.get(), nullptr, nullptr);
  return ToRtcError(status, error);
}

sealframe_stream_config SframeKeys::config() {
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = kParticipant;
  return config;
}

}  // namespace sealframe
