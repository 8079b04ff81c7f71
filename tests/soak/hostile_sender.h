// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A relay that has no keys of a call and makes frames for its streams: altered,
// cut, repeated and invented ones, and well-formed ones that it seals with keys
// of its own. Half of them have other SSRCs and RTP timestamps.
//
// Thread-safety: none.

#ifndef SEALFRAME_TESTS_SOAK_HOSTILE_SENDER_H_
#define SEALFRAME_TESTS_SOAK_HOSTILE_SENDER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/tests/soak/sender.h"

namespace sealframe {

enum class HostileKind : uint8_t {
  kForged,      // Altered, or sealed with another key of the same key id.
  kReplayed,    // Opened before.
  kUnknownKey,  // Its key id is one that the receiver does not have.
  kCut,         // A part of a frame.
  kOversize,    // One byte longer than any sealed frame: refused unread.
  kLargest,     // Forged, as the largest frame that can be sealed.
};
inline constexpr size_t kHostileKinds = 6;
// The first ones are about as long as honest frames, or shorter.
inline constexpr size_t kShortHostileKinds = 4;

// The number of key ids of kUnknownKey. A stream whose hostile frames are all
// of this kind gets no other unknown key ids.
inline constexpr size_t kUnknownKeys = 6;

// HostileKindName returns a word for tables.
absl::string_view HostileKindName(HostileKind kind);

// Sent is a frame under way.
struct Sent {
  Bytes bytes;
  FrameInfo info;
};

// SealBy returns `frame` sealed by `sender`.
Bytes SealBy(Sender& sender, const FrameInfo& info, const Bytes& frame);

class HostileSender {
 public:
  HostileSender(const std::string& profile, const Clock& clock,
                CipherSuite suite = CipherSuite::kAes128GcmSha256_128);

  // Rotate and Ratchet do what the honest senders do, so that the relay's own
  // key always has the same key id as theirs.
  void Rotate(uint64_t key_index);
  void Ratchet();

  // Make returns a hostile frame. `fresh` are frames of the stream that have
  // not arrived yet, and `old` are ones that have. None opens.
  Sent Make(HostileKind kind, const std::vector<Sent>& fresh,
            const std::vector<Sent>& old);

 private:
  size_t Below(size_t bound) { return random_() % bound; }
  Sent AnyOf(const std::vector<Sent>& frames);
  Sent Forge(const std::vector<Sent>& fresh, const std::vector<Sent>& old);
  Sent SealedByItself(const Sent& like, Sender& key);
  Sent SealedByItself(const Sent& like, Sender& key, size_t size);
  Sent OfUnknownGeneration(const Sent& like);
  Sent Cut(const std::vector<Sent>& fresh, const std::vector<Sent>& old);

  const bool names_step_;
  std::mt19937 random_{1};
  uint64_t made_ = 0;
  std::unique_ptr<Sender> same_id_;
  std::vector<std::unique_ptr<Sender>> unknown_;
  Bytes oversize_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_SOAK_HOSTILE_SENDER_H_
