// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's data packets: what an application sends beside media, sealed with
// the keys of the participant who sends it. The IV and the key's place in the
// ring travel beside the sealed packet, in the message that LiveKit wraps it
// in; there is no additional data.
//
// One count of nonces serves a participant's packets and frames: no packet has
// the IV of a frame. The IV has a random number where a frame's has its SSRC,
// and a clock's milliseconds for a timestamp.
//
// These go by keys alone. Whether end-to-end encryption is switched on is for
// the application to heed. Nor is there a replay window: the clock of LiveKit's
// senders starts again with them, and a packet's number is inside what is
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

// By how much a sealed packet is longer.
inline constexpr size_t kDataPacketTagSize = 16;

// DataPacketHeader is what travels beside a sealed packet.
struct DataPacketHeader {
  Nonce iv = {};
  uint8_t key_index = 0;
};

class DataPacketSealer {
 public:
  // DataPacketSealer seals for the participant of `keyring`
  // (`KeyProvider::KeyringOf`), who is one of this end.
  explicit DataPacketSealer(std::shared_ptr<const Keyring> keyring,
                            const Clock* clock = &Clock::System());

  // Seal writes the sealed `packet` to the front of `out`, which starts where
  // it does or is disjoint from it, and stores its header. If the packet does
  // not come out, `out` is as it was or zero, and the header is empty.
  FrameResult Seal(absl::Span<const uint8_t> packet, absl::Span<uint8_t> out,
                   DataPacketHeader* header);

 private:
  const std::shared_ptr<const Keyring> keyring_;
  const std::unique_ptr<Keyring::Reader> keys_;
  const Clock* const clock_;
};

class DataPacketOpener {
 public:
  // DataPacketOpener opens what the participant of `keyring` sealed, with the
  // profile's ratchet window.
  DataPacketOpener(std::shared_ptr<const Keyring> keyring,
                   uint64_t ratchet_window);

  // Open writes the packet that `sealed` was made from to the front of `out`,
  // which is disjoint from it: a try with the wrong key must not destroy it. If
  // the packet does not come out, `out` is as it was or zero.
  FrameResult Open(const DataPacketHeader& header,
                   absl::Span<const uint8_t> sealed, absl::Span<uint8_t> out);

 private:
  const std::shared_ptr<const Keyring> keyring_;
  const uint64_t ratchet_window_;
  StreamKeys keys_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_DATA_PACKET_H_
