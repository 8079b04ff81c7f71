// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Takes the place of WebRTC's own SFrame decryptor (modules/sframe) in forks
// from 2026 on (see sframe_encryptor.h). Unlike that one, it refuses replayed
// frames: those that it has opened itself. A frame that another decryptor has
// opened, with the same key, opens here too.
//
// Thread-safety: none; WebRTC uses it on its worker thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_DECRYPTOR_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_DECRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "api/make_ref_counted.h"
#include "api/rtc_error.h"
#include "api/scoped_refptr.h"
#include "api/sframe/sframe_types.h"
#include "modules/sframe/sframe_media_decryptor_interface.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"

namespace sealframe {

class SframeDecryptor : public webrtc::SframeMediaDecryptorInterface {
 public:
  // Create never fails; an unknown suite makes `AddDecryptionKey` fail.
  static webrtc::scoped_refptr<SframeDecryptor> Create(
      webrtc::SframeCipherSuite suite);

  // AddDecryptionKey adds the base key of `key_id`, or replaces it. A key that
  // is added again still refuses the frames that it opened. If there are
  // `kMaxSframeKeys` keys already, it removes the one that was added first,
  // but not the one that opened the last frame. On failure nothing changes.
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
  // MakeRoomFor removes the key that has to go before `key_id` is added.
  void MakeRoomFor(uint64_t key_id);
  // Begin creates the session, which needs a key, and the stream.
  sealframe_status Begin(sealframe_error* error);

  const webrtc::SframeCipherSuite suite_;
  UniquePtr<sealframe_provider> provider_;
  UniquePtr<sealframe_session> session_;
  UniquePtr<sealframe_receive_transform> transform_;
  std::vector<uint64_t> key_ids_;  // In the order in which they were added.
  std::optional<uint64_t> last_opened_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SFRAME_DECRYPTOR_H_
