// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The keys of one WebRTC SFrame object, by their key ids: a provider and a
// session of one participant. For SframeEncryptor and SframeDecryptor.
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

// ToRtcError says in WebRTC's words how setting a key ended.
webrtc::RTCError ToRtcError(sealframe_status status,
                            const sealframe_error& error);

class SframeKeys {
 public:
  // SframeKeys holds no key. If `local`, keys are to seal with.
  SframeKeys(webrtc::SframeCipherSuite suite, bool local);

  // Add adds the base key of `key_id`. A key that seals is used from now on,
  // and cannot be replaced; one that opens is.
  webrtc::RTCError Add(uint64_t key_id, std::span<const uint8_t> key);

  // Remove forgets the key of `key_id`.
  webrtc::RTCError Remove(uint64_t key_id);

  // session returns what makes the transform, or null before the first key.
  sealframe_session* session() const { return session_.get(); }

  // config describes the one stream there is.
  static sealframe_stream_config config();

 private:
  sealframe_status Set(uint64_t key_id, std::span<const uint8_t> key,
                       sealframe_error* error);
  // Begin makes the session, which cannot be without a key.
  webrtc::RTCError Begin();

  const bool local_;
  UniquePtr<sealframe_provider> provider_;
  UniquePtr<sealframe_session> session_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_KEYS_H_
