// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's data packets: application data, sealed with the keys of the
// participant that sends it. The IV and ring index are sent in the LiveKit
// message around the sealed packet. There is no additional data.
//
// A participant's packets and frames share one counter, so no packet has the IV
// of a frame. The IV contains a random number in place of the SSRC and
// milliseconds of a clock in place of the timestamp.
//
// Sealing and opening depend on keys alone: the application checks whether
// end-to-end encryption is switched on. There is no replay window, because the
// clock of LiveKit's senders restarts with them and the packet's number is
// sealed.
//
// Thread-safety: an object belongs to one thread at a time. Sealing and opening
// never allocate, block or log.

#ifndef SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_DATA_PACKET_H_
#define SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_DATA_PACKET_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

// The size that sealing adds to a packet.
inline constexpr size_t kDataPacketTagSize = 16;

// DataPacketHeader holds the fields that are sent with a sealed packet.
struct DataPacketHeader {
  Nonce iv = {};
  uint8_t key_index = 0;
};

class DataPacketSealer {
 public:
  // DataPacketSealer seals packets of the local participant that owns `keyring`
  // (`KeyProvider::SealingKeyringOf`).
  explicit DataPacketSealer(std::shared_ptr<const Keyring> keyring,
                            const Clock* clock = &Clock::System());

  // Seal writes the sealed `packet` to the front of `out`, which starts where
  // it does or is disjoint from it, and stores its header. On failure the
  // header is empty, and the part of `out` that could have been written is
  // zero, so that no plaintext is sent by mistake. Buffers that overlap in
  // another way are left as they were.
  FrameResult Seal(absl::Span<const uint8_t> packet, absl::Span<uint8_t> out,
                   DataPacketHeader* header);

 private:
  FrameResult SealInto(absl::Span<const uint8_t> packet,
                       absl::Span<uint8_t> out, DataPacketHeader* header);

  const std::shared_ptr<const Keyring> keyring_;
  Keyring::Reader keys_;
  const Clock* const clock_;
};

class DataPacketOpener {
 public:
  // DataPacketOpener opens packets of the participant that owns `keyring`.
  // `ratchet_window` is that of the profile.
  DataPacketOpener(std::shared_ptr<const Keyring> keyring,
                   uint64_t ratchet_window);

  // Open writes the opened packet to the front of `out`, which must be disjoint
  // from `sealed`: a trial with the wrong key must not destroy the packet. On
  // failure, `out` is unchanged or zero.
  FrameResult Open(const DataPacketHeader& header,
                   absl::Span<const uint8_t> sealed, absl::Span<uint8_t> out);

 private:
  const std::shared_ptr<const Keyring> keyring_;
  const uint64_t ratchet_window_;
  StreamKeys keys_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_DATA_PACKET_H_
