// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Puts SFrame ciphertexts back together from RTP packets
// (draft-ietf-avtcore-rtp-sframe-02, "RTP depacketization of SFrame").
//
// One object serves one SSRC. Packets may come in any order, more than once,
// or never. A frame is the smallest run of consecutive sequence numbers from
// an S bit to an E bit; it is ready as soon as that run is whole, though an
// earlier one may still miss packets: the draft looks for any such run, and
// each ciphertext opens alone. So frames come out in the order they became
// whole, and the sequence numbers they carry put them in order. A run of mixed
// T bits or payload types is dropped, as the draft says, and one of mixed
// timestamps, which the draft forbids to send.
//
// Nothing here is authenticated, so what a sender can make it hold, and for
// how long, is bounded: `max_packets` sequence numbers up to the newest, each
// taken once, and `timeout`.
//
// Thread-safety: an object belongs to one thread at a time. It allocates when
// it is made and never again; the work is O(1) a packet, amortised.

#ifndef SEALFRAME_FRAME_RTP_DEPACKETIZER_H_
#define SEALFRAME_FRAME_RTP_DEPACKETIZER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/optional.h"
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

  // Insert copies `packet`, received at `now`, and says whether a frame became
  // ready by it. `now` must not go back.
  InsertResult Insert(const SFrameRtpPacket& packet, absl::Time now);

  // NextFrameSize returns the size of the frame that NextFrame will write, or
  // zero if none is ready (or one of no bytes, which only a broken sender
  // makes).
  size_t NextFrameSize() const;

  // NextFrame writes the frame that became ready first to the front of `out`
  // and forgets it. If `out` is shorter than `NextFrameSize()`, it leaves
  // `out` as it was and the frame where it is. A frame waits until packets
  // `max_packets` ahead of its own take its place.
  [[nodiscard]] DepacketizedFrame NextFrame(absl::Span<uint8_t> out);

  const DepacketizerStats& stats() const { return stats_; }

 private:
  // A run is held packets that follow on each other with no E bit and no S bit
  // between them: no frame ends inside one, so one frame or none comes of it.
  struct Slot {
    enum class State : uint8_t { kFree, kHeld, kReady };
    uint64_t sequence = 0;   // The last that came here. Zero before any.
    uint64_t other_end = 0;  // At a run's ends: the sequence of the other.
    absl::Time arrived;
    size_t size = 0;  // Descriptor byte not included.
    uint32_t timestamp = 0;
    uint8_t payload_type = 0;
    bool marker = false;
    State state = State::kFree;
    PayloadDescriptor descriptor;
  };

  size_t IndexOf(uint64_t sequence) const { return sequence % slots_.size(); }
  Slot& At(uint64_t sequence) { return slots_[IndexOf(sequence)]; }
  const Slot& At(uint64_t sequence) const { return slots_[IndexOf(sequence)]; }
  uint8_t* DataOf(uint64_t sequence) const;

  absl::optional<uint64_t> ExtendSequence(uint16_t sequence_number);
  absl::optional<DepacketizerDrop> MixtureIn(uint64_t first,
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
  std::vector<Slot> slots_;          // Sequence s is in slot s modulo the size.
  std::unique_ptr<uint8_t[]> data_;  // `max_fragment_size_` bytes a slot.
  IndexQueues queues_;  // Held packets by arrival; ready frames' first packets.
  uint64_t newest_ = 0;                    // Zero before the first packet.
  absl::optional<uint16_t> restart_next_;  // What would confirm a new start.
  DepacketizerStats stats_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_DEPACKETIZER_H_
