// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reassembles SFrame ciphertexts from RTP packets
// (draft-ietf-avtcore-rtp-sframe-02, "RTP depacketization of SFrame").
//
// One object serves one SSRC. Packets may be reordered, repeated or lost. A
// frame is the smallest run of consecutive sequence numbers from an S bit to an
// E bit. It is ready as soon as that run is complete, even if earlier frames
// still lack packets: the draft accepts any such run, and each ciphertext opens
// independently. Frames are therefore returned in order of completion; the
// sequence numbers they carry restore the sending order. A run with differing T
// bits or payload types is dropped, as the draft requires, and so is one with
// differing timestamps, which the draft forbids.
//
// Packets are not authenticated, so memory and time are bounded: the object
// holds only the last `max_packets` sequence numbers up to the newest, accepts
// each of them once, and drops incomplete runs after `timeout`.
//
// Thread-safety: an object belongs to one thread at a time. It allocates only
// on construction. Each packet takes amortized constant time.

#ifndef SEALFRAME_FRAME_RTP_DEPACKETIZER_H_
#define SEALFRAME_FRAME_RTP_DEPACKETIZER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/rtp/depacketizer_stats.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/index_queues.h"
#include "sealframe/frame/rtp/payload_descriptor.h"

namespace sealframe {

class SFrameDepacketizer {
 public:
  explicit SFrameDepacketizer(const DepacketizerOptions& options);
  SFrameDepacketizer(const SFrameDepacketizer&) = delete;
  SFrameDepacketizer& operator=(const SFrameDepacketizer&) = delete;

  // Insert copies `packet`, received at `now`, and returns whether it completed
  // a frame. `now` must not decrease between calls.
  InsertResult Insert(const SFrameRtpPacket& packet, absl::Time now);

  // NextFrameSize returns the size of the frame that NextFrame will return, or
  // zero if none is ready. It is also zero for an empty frame, which only a
  // broken or hostile sender produces: NextFrame tells the two apart.
  size_t NextFrameSize() const;

  // NextFrame writes the frame that has been ready longest to the front of
  // `out` and removes it. If `out` is shorter than `NextFrameSize()`, it
  // returns kBufferTooSmall, leaves `out` unchanged and keeps the frame. A
  // ready frame is kept until a packet `max_packets` ahead of one of its own
  // replaces it.
  [[nodiscard]] DepacketizedFrame NextFrame(absl::Span<uint8_t> out);

  const DepacketizerStats& stats() const { return stats_; }

 private:
  // Entry holds one packet. A run is a maximal series of held packets with
  // consecutive sequence numbers and no frame boundary between any two, so it
  // belongs to at most one frame.
  struct Entry {
    enum class State : uint8_t { kFree, kHeld, kReady };
    uint64_t sequence = 0;   // The last one stored here; zero before any.
    uint64_t other_end = 0;  // At each end of a run, the other end's sequence.
    absl::Time arrived;
    size_t size = 0;  // Without the descriptor byte.
    uint32_t timestamp = 0;
    uint8_t payload_type = 0;
    bool marker = false;
    State state = State::kFree;
    PayloadDescriptor descriptor;
  };

  size_t IndexOf(uint64_t sequence) const {
    return static_cast<size_t>(sequence % entries_.size());
  }
  Entry& At(uint64_t sequence) { return entries_[IndexOf(sequence)]; }
  const Entry& At(uint64_t sequence) const {
    return entries_[IndexOf(sequence)];
  }
  uint8_t* DataOf(uint64_t sequence) const;

  std::optional<uint64_t> ExtendSequence(uint16_t sequence_number);
  std::optional<DepacketizerDrop> MixtureIn(uint64_t first,
                                            uint64_t last) const;
  bool AreJoined(uint64_t sequence, uint64_t next) const;
  size_t RunSize(uint64_t first) const;
  void Store(const SFrameRtpPacket& packet, uint64_t sequence, absl::Time now);
  InsertResult Join(uint64_t sequence);
  InsertResult Complete(uint64_t first, uint64_t last);
  void DropExpired(absl::Time now);
  void DropRunOf(uint64_t sequence, DepacketizerDrop reason);
  InsertResult Drop(DepacketizerDrop reason);

  const size_t max_fragment_size_;
  const int max_sequence_jump_;
  const absl::Duration timeout_;
  std::vector<Entry> entries_;  // Sequence s is at index s modulo the size.
  std::unique_ptr<uint8_t[]> data_;  // `max_fragment_size_` bytes per entry.
  IndexQueues queues_;  // Held packets by arrival; ready frames' first packets.
  uint64_t newest_ = 0;                   // Zero before the first packet.
  std::optional<uint16_t> restart_next_;  // Would confirm a restart.
  DepacketizerStats stats_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_DEPACKETIZER_H_
