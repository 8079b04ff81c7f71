// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The parts that SframeEncryptor and SframeDecryptor share: providers for
// WebRTC's cipher suites, with one participant.
//
// Thread-safety: these functions are stateless.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_PROVIDER_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_PROVIDER_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "api/rtc_error.h"
#include "api/sframe/sframe_types.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"

namespace sealframe {

inline constexpr const char* kSframeParticipant = "participant";

// The most keys that the participant may have.
inline constexpr size_t kMaxSframeKeys = 32;

// The most bytes that sealing adds, in any suite and for any key id: a header
// of 17 bytes and a tag of 16 (RFC 9605, Sections 4.3 and 4.5).
inline constexpr size_t kMaxSframeOverhead = 17 + 16;

// NewSframeProvider creates a provider without keys. It refuses a suite that a
// newer WebRTC has and Sealframe does not map, and never takes another instead.
sealframe_status NewSframeProvider(webrtc::SframeCipherSuite suite,
                                   UniquePtr<sealframe_provider>* provider,
                                   sealframe_error* error);

// SetSframeKey sets the base key of `key_id` in a provider.
sealframe_status SetSframeKey(sealframe_provider* provider, uint64_t key_id,
                              std::span<const uint8_t> key,
                              sealframe_error* error);

// NewSframeSession creates a session, switched on, over a provider with a key.
sealframe_status NewSframeSession(sealframe_provider* provider,
                                  UniquePtr<sealframe_session>* session,
                                  sealframe_error* error);

// SframeStream returns the configuration of the participant's stream.
sealframe_stream_config SframeStream();

// ToRtcError maps the status of setting a key to WebRTC's errors.
webrtc::RTCError ToRtcError(sealframe_status status,
                            const sealframe_error& error);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_PROVIDER_H_
