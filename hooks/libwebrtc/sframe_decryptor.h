// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Replaces WebRTC's own SFrame decryptor (modules/sframe) in forks from 2026
// on. Unlike that one, it refuses replayed frames.
//
// Thread-safety: none; WebRTC uses it on its worker thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_DECRYPTOR_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_DECRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "api/make_ref_counted.h"
#include "api/scoped_refptr.h"
#include "modules/sframe/sframe_media_decryptor_interface.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/sframe_keys.h"

namespace sealframe {

class SframeDecryptor : public webrtc::SframeMediaDecryptorInterface {
 public:
  static webrtc::scoped_refptr<SframeDecryptor> Create(
      webrtc::SframeCipherSuite suite);

  // AddDecryptionKey adds the base key of `key_id`, or replaces it.
  webrtc::RTCError AddDecryptionKey(
      uint64_t key_id, std::span<const uint8_t> key_material) override;
  webrtc::RTCError RemoveDecryptionKey(uint64_t key_id) override;

  // Decrypt returns the number of bytes written, or zeroes `frame` and returns
  // one of WebRTC's three errors. A replay counts as not authentic.
  webrtc::SframeDecryptResult Decrypt(std::span<const uint8_t> encrypted_frame,
                                      std::span<const uint8_t> additional_data,
                                      std::span<uint8_t> frame) override;
  size_t GetMaxPlaintextByteSize(size_t encrypted_frame_size) override;

 protected:
  explicit SframeDecryptor(webrtc::SframeCipherSuite suite);
  ~SframeDecryptor() override = default;

 private:
  SframeKeys keys_;
  UniquePtr<sealframe_receive_transform> transform_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_DECRYPTOR_H_
