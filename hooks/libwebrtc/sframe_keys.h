// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The keys of one SframeEncryptor or SframeDecryptor, by key id: a provider
// with one participant, and a session.
//
// Thread-safety: none; belongs to WebRTC's worker thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_KEYS_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_KEYS_H_

#include <cstdint>
#include <span>

#include "api/rtc_error.h"
#include "api/sframe/sframe_types.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"

namespace sealframe {

// ToRtcError maps the status of setting a key to WebRTC's errors.
webrtc::RTCError ToRtcError(sealframe_status status,
                            const sealframe_error& error);

class SframeKeys {
 public:
  // SframeKeys starts without keys. If `local`, its keys seal.
  SframeKeys(webrtc::SframeCipherSuite suite, bool local);

  // Add adds the base key of `key_id`. A sealing key becomes active and cannot
  // be replaced; an opening key replaces any earlier one.
  webrtc::RTCError Add(uint64_t key_id, std::span<const uint8_t> key);

  // Remove forgets the key of `key_id`.
  webrtc::RTCError Remove(uint64_t key_id);

  // session returns the session, or null before the first key.
  sealframe_session* session() const { return session_.get(); }

  // config returns the configuration of the only stream.
  static sealframe_stream_config config();

 private:
  sealframe_status Set(uint64_t key_id, std::span<const uint8_t> key,
                       sealframe_error* error);
  // Begin creates the session, which needs a key.
  webrtc::RTCError Begin();

  const bool local_;
  UniquePtr<sealframe_provider> provider_;
  UniquePtr<sealframe_session> session_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_KEYS_H_
