// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals or opens frames of one sender in any profile, through the same
// interface that applications use.
//
// The command line seals again and again under one key, in processes that know
// nothing of each other, so counters begin at a random one: of 2^63 in SFrame,
// of 2^23 in DAVE. LiveKit's and Jitsi's begin at one of 2^32 by themselves,
// for each SSRC and timestamp.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_CLI_FRAME_CRYPTOR_H_
#define SEALFRAME_TOOLS_CLI_FRAME_CRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/profile.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {

// FileOptions returns the options of profiles where what is known is one key
// and one ratchet step: rings of every index that a frame can name, and no
// steps ahead.
NamedProfileOptions FileOptions();

// ProfileKey is a key of a profile, as whoever has it knows it.
struct ProfileKey {
  std::string profile = {};
  NamedProfileOptions options = FileOptions();
  KeyMaterial material = {};
  uint64_t key_index = 0;      // The KID or ring index to seal with.
  uint64_t ratchet_steps = 0;  // How far to ratchet the material first.
};

// CloneKey returns the same key a second time.
ProfileKey CloneKey(const ProfileKey& key);

class FrameCryptor {
 public:
  // ForSealing makes one that seals with `key`. It is an error, here and below,
  // if the key is none for its profile, or there is no such profile.
  static absl::StatusOr<std::unique_ptr<FrameCryptor>> ForSealing(
      const ProfileKey& key);

  // ForOpening makes one that opens whatever KID or index a frame names; of
  // DAVE also whatever generation, in place of `ratchet_steps`.
  static absl::StatusOr<std::unique_ptr<FrameCryptor>> ForOpening(
      const ProfileKey& key);

  // Seal and Open put what becomes of `in` into `*out`, and say how it ended.
  // An error says that the key is none for the profile.
  absl::StatusOr<FrameResult> Seal(const FrameInfo& info,
                                   absl::Span<const uint8_t> in,
                                   std::vector<uint8_t>* out);
  absl::StatusOr<FrameResult> Open(const FrameInfo& info,
                                   absl::Span<const uint8_t> in,
                                   std::vector<uint8_t>* out);

 private:
  // Names the key that a frame was sealed with.
  using NamedKey = std::pair<uint64_t, uint64_t>;  // Index, ratchet step.

  FrameCryptor(ProfileKey key, const ProfileEntry& entry)
      : key_(std::move(key)), entry_(entry) {}

  absl::Status MakeProvider();
  absl::Status MakeSealing();
  absl::Status MakeSession();
  absl::StatusOr<KeyMaterial> MaterialAt(uint64_t step) const;
  NamedKey KeyOf(const FrameInfo& info, absl::Span<const uint8_t> frame) const;
  absl::Status AddKey(const NamedKey& named);

  const ProfileKey key_;
  const ProfileEntry& entry_;
  Profile profile_;
  std::unique_ptr<CounterReservations> reservations_;
  std::shared_ptr<KeyProvider> keys_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<SendTransform> sender_;
  std::unique_ptr<ReceiveTransform> receiver_;
  std::set<NamedKey> added_;  // For opening.
  size_t frames_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FRAME_CRYPTOR_H_
