// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens single frames of one sender with one key, under any KID or key index
// that they name, through the interface that applications use.
//
// Thread-safety: none. It allocates, and derives the key that each frame names.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_FRAME_OPENER_H_
#define SEALFRAME_FRAME_DIAGNOSIS_FRAME_OPENER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {

class FrameOpener {
 public:
  // Create makes an opener for `key`. In DAVE, frames name the ratchet step,
  // which replaces `key.ratchet_steps`. An unknown profile or a key that the
  // profile does not accept is an error.
  static absl::StatusOr<std::unique_ptr<FrameOpener>> Create(
      const ProfileKey& key);

  // Open writes the opened `frame` to `*out` and returns its status. It returns
  // an error if the profile does not accept the key.
  absl::StatusOr<FrameResult> Open(const FrameInfo& info,
                                   absl::Span<const uint8_t> frame,
                                   std::vector<uint8_t>* out);

 private:
  // The key that a frame names.
  using NamedKey = std::pair<uint64_t, uint64_t>;  // Index, ratchet step.

  FrameOpener(ProfileKey key, const ProfileEntry& entry)
      : key_(std::move(key)), entry_(entry) {}

  absl::Status MakeProvider();
  NamedKey KeyOf(const FrameInfo& info, absl::Span<const uint8_t> frame) const;
  absl::Status AddKey(const NamedKey& named, uint32_t ssrc);
  absl::Status MakeReceiver();

  ProfileKey key_;  // Its material is at its ratchet step and expanded.
  const ProfileEntry& entry_;
  std::shared_ptr<KeyProvider> keys_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<ReceiveTransform> receiver_;
  std::set<NamedKey> added_;
  std::set<uint32_t> ssrcs_;  // With keys of their own.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_FRAME_OPENER_H_
