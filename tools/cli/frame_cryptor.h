// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals or opens frames of one sender in any profile, through the interface
// that applications use.
//
// Unrelated processes of the command line seal under one key, so counters start
// at random: at one of 2^63 in SFrame and of 2^23 in DAVE. LiveKit's and
// Jitsi's own counters start at one of 2^32.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_CLI_FRAME_CRYPTOR_H_
#define SEALFRAME_TOOLS_CLI_FRAME_CRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/frame_opener.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {

class FrameCryptor {
 public:
  // ForSealing makes a cryptor that seals with `key`. Here and below, an
  // unknown profile or a key that the profile does not accept is an error.
  static absl::StatusOr<std::unique_ptr<FrameCryptor>> ForSealing(
      const ProfileKey& key);

  // ForOpening makes a cryptor that opens frames of any KID or key index and,
  // in DAVE, of any generation, which replaces `ratchet_steps`.
  static absl::StatusOr<std::unique_ptr<FrameCryptor>> ForOpening(
      const ProfileKey& key);

  // Seal and Open write the result of `in` to `*out` and return its status.
  // They return an error if the profile does not accept the key or, to seal,
  // the kind of media. All frames that a cryptor seals under one SSRC are of
  // one kind.
  absl::StatusOr<FrameResult> Seal(const FrameInfo& info,
                                   absl::Span<const uint8_t> in,
                                   std::vector<uint8_t>* out);
  absl::StatusOr<FrameResult> Open(const FrameInfo& info,
                                   absl::Span<const uint8_t> in,
                                   std::vector<uint8_t>* out);

 private:
  FrameCryptor(ProfileKey key, const ProfileEntry& entry)
      : key_(std::move(key)), entry_(entry) {}

  absl::Status MakeSealing();
  absl::StatusOr<SendTransform*> SenderOf(const FrameInfo& info);

  const ProfileKey key_;
  const ProfileEntry& entry_;
  std::unique_ptr<CounterReservations> reservations_;
  std::shared_ptr<KeyProvider> keys_;  // To seal.
  std::unique_ptr<Session> session_;
  std::map<uint32_t, std::unique_ptr<SendTransform>> senders_;  // By SSRC.
  std::unique_ptr<FrameOpener> opener_;
  size_t frames_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FRAME_CRYPTOR_H_
