// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/sframe_provider.h"

#include <array>
#include <cstdint>
#include <span>

namespace sealframe {
namespace {

// Not zero, which would select a suite by default.
constexpr auto kUnknownSuite = static_cast<sealframe_suite>(UINT16_MAX);

template <typename Suite>
struct SuitePair {
  Suite webrtc;
  sealframe_suite ours;
};

// kNewerSuites holds the suites that only newer versions of WebRTC have.
template <typename Suite>
constexpr std::array<SuitePair<Suite>, 0> kNewerSuites = {};
template <typename Suite>
requires requires { Suite::kAes256CtrHmacSha512_80; }
constexpr std::array<SuitePair<Suite>, 3> kNewerSuites<Suite> = {{
    {Suite::kAes256CtrHmacSha512_80, SEALFRAME_AES_256_CTR_HMAC_SHA512_80},
    {Suite::kAes256CtrHmacSha512_64, SEALFRAME_AES_256_CTR_HMAC_SHA512_64},
    {Suite::kAes256CtrHmacSha512_32, SEALFRAME_AES_256_CTR_HMAC_SHA512_32},
}};

// A search, because a `switch` would lack the values of a newer WebRTC, of
// which compilers warn.
sealframe_suite SuiteOf(webrtc::SframeCipherSuite suite) {
  using Suite = webrtc::SframeCipherSuite;
  constexpr SuitePair<Suite> kSuites[] = {
      {Suite::kAes128CtrHmacSha256_80, SEALFRAME_AES_128_CTR_HMAC_SHA256_80},
      {Suite::kAes128CtrHmacSha256_64, SEALFRAME_AES_128_CTR_HMAC_SHA256_64},
      {Suite::kAes128CtrHmacSha256_32, SEALFRAME_AES_128_CTR_HMAC_SHA256_32},
      {Suite::kAes128GcmSha256_128, SEALFRAME_AES_128_GCM_SHA256_128},
      {Suite::kAes256GcmSha512_128, SEALFRAME_AES_256_GCM_SHA512_128},
  };
  for (const auto& pair : kSuites) {
    if (pair.webrtc == suite) return pair.ours;
  }
  for (const auto& pair : kNewerSuites<Suite>) {
    if (pair.webrtc == suite) return pair.ours;
  }
  return kUnknownSuite;
}

webrtc::RTCErrorType TypeOf(sealframe_status status) {
  switch (status) {
    case SEALFRAME_OK:
      return webrtc::RTCErrorType::NONE;
    case SEALFRAME_INVALID_ARGUMENT:
    case SEALFRAME_NOT_FOUND:
      return webrtc::RTCErrorType::INVALID_PARAMETER;
    case SEALFRAME_FAILED_PRECONDITION:
      return webrtc::RTCErrorType::INVALID_STATE;
    case SEALFRAME_RESOURCE_EXHAUSTED:
      return webrtc::RTCErrorType::RESOURCE_EXHAUSTED;
    default:  // The C interface may grow.
      return webrtc::RTCErrorType::INTERNAL_ERROR;
  }
}

}  // namespace

sealframe_status NewSframeProvider(webrtc::SframeCipherSuite suite,
                                   UniquePtr<sealframe_provider>* provider,
                                   sealframe_error* error) {
  auto options = Defaults<sealframe_provider_options>();
  options.profile = "sframe";
  options.suite = SuiteOf(suite);
  options.allow_short_tags = 1;  // The kind of media is not known here.
  options.max_keys_per_participant = kMaxSframeKeys;
  return sealframe_provider_create(&options, Out(provider), error);
}

sealframe_status SetSframeKey(sealframe_provider* provider, uint64_t key_id,
                              std::span<const uint8_t> key,
                              sealframe_error* error) {
  return sealframe_provider_set_key(provider, kSframeParticipant, key_id,
                                    /*step=*/0, key.data(), key.size(), error);
}

sealframe_status NewSframeSession(sealframe_provider* provider,
                                  UniquePtr<sealframe_session>* session,
                                  sealframe_error* error) {
  const sealframe_status status =
      sealframe_session_create(provider, nullptr, Out(session), error);
  if (status == SEALFRAME_OK) {
    sealframe_session_set_e2ee_enabled(session->get(), 1);
  }
  return status;
}

sealframe_stream_config SframeStream() {
  auto config = Defaults<sealframe_stream_config>();
  config.participant = kSframeParticipant;
  return config;
}

webrtc::RTCError ToRtcError(sealframe_status status,
                            const sealframe_error& error) {
  return status == SEALFRAME_OK
             ? webrtc::RTCError::OK()
             : webrtc::RTCError(TypeOf(status), error.message);
}

}  // namespace sealframe
