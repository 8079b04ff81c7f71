// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/depacketizer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/rtp/depacketizer_stats.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/index_queues.h"
#include "sealframe/frame/rtp/payload_descriptor.h"

namespace sealframe {
namespace {

// One turn of the 16-bit sequence numbers.
constexpr uint64_t kTurn = uint64_t{1} << 16;

constexpr size_t kByArrival = 0;
constexpr size_t kReadyFrames = 1;
constexpr size_t kNumQueues = 2;

size_t NumSlots(const DepacketizerOptions& options) {
  return std::clamp(options.max_packets, size_t{1}, kMaxDepacketizerPackets);
}

size_t MaxFragmentSize(const DepacketizerOptions& options) {
  return std::clamp(options.max_payload_size, kPayloadDescriptorSize,
                    kMaxRtpPayloadSize) -
         kPayloadDescriptorSize;
}

}  // namespace

SFrameDepacketizer::SFrameDepacketizer(const DepacketizerOptions& options)
    : max_fragment_size_(MaxFragmentSize(options)),
      max_sequence_jump_(
          std::max(kMaxSequenceJump, static_cast<int>(NumSlots(options)))),
      timeout_(options.timeout),
      slots_(NumSlots(options)),
      data_(std::make_unique_for_overwrite<uint8_t[]>(slots_.size() *
                                                      max_fragment_size_)),
      queues_(kNumQueues, slots_.size()) {}

InsertResult SFrameDepacketizer::Insert(const SFrameRtpPacket& packet,
                                        absl::Time now) {
  ++stats_.packets_received;
  DropExpired(now);
  if (packet.payload.empty()) {
    return Drop(DepacketizerDrop::kNoDescriptor);
  }
  if (packet.payload.size() - kPayloadDescriptorSize > max_fragment_size_) {
    return Drop(DepacketizerDrop::kTooLarge);
  }
  const absl::optional<uint64_t> sequence =
      ExtendSequence(packet.sequence_number);
  if (!sequence.has_value()) {
    return Drop(DepacketizerDrop::kSequenceJump);
  }
  if (*sequence + slots_.size() <= newest_) {
    return Drop(DepacketizerDrop::kLate);
  }
  if (At(*sequence).sequence == *sequence) {
    return Drop(DepacketizerDrop::kDuplicate);
  }
  Store(packet, *sequence, now);
  return Join(*sequence);
}

size_t SFrameDepacketizer::NextFrameSize() const {
  const absl::optional<size_t> index = queues_.Front(kReadyFrames);
  return index.has_value() ? RunSize(slots_[*index].sequence) : 0;
}

DepacketizedFrame SFrameDepacketizer::NextFrame(absl::Span<uint8_t> out) {
  DepacketizedFrame frame;
  const absl::optional<size_t> index = queues_.Front(kReadyFrames);
  if (!index.has_value()) {
    return frame;
  }
  const uint64_t first = slots_[*index].sequence;
  if (out.size() < RunSize(first)) {
    frame.result = NextFrameResult::kBufferTooSmall;
    return frame;
  }
  queues_.Remove(*index);
  const uint64_t last = At(first).other_end;
  for (uint64_t sequence = first; sequence <= last; ++sequence) {
    Slot& slot = At(sequence);
    std::copy_n(DataOf(sequence), slot.size, out.begin() + frame.size);
    frame.size += slot.size;
    slot.state = Slot::State::kFree;
  }
  frame.result = NextFrameResult::kFrame;
  frame.timestamp = At(last).timestamp;
  frame.payload_type = At(last).payload_type;
  frame.marker = At(last).marker;
  frame.origin = At(last).descriptor.origin;
  frame.first_sequence = first;
  frame.last_sequence = last;
  ++stats_.frames_delivered;
  stats_.packets_delivered += last - first + 1;
  return frame;
}

uint8_t* SFrameDepacketizer::DataOf(uint64_t sequence) const {
  return data_.get() + IndexOf(sequence) * max_fragment_size_;
}

// ExtendSequence returns the 64-bit sequence number that `sequence_number`
// stands for, or nothing if it is too far from the newest. A new start gets
// numbers beyond all windows so far, so that nothing from before it is joined
// to what comes after.
absl::optional<uint64_t> SFrameDepacketizer::ExtendSequence(
    uint16_t sequence_number) {
  if (newest_ == 0) {
    return kTurn + sequence_number;
  }
  const auto ahead = static_cast<uint16_t>(sequence_number - newest_);
  if (restart_next_ == sequence_number) {
    return newest_ + ahead + kTurn;
  }
  const int distance = static_cast<int16_t>(ahead);
  if (std::abs(distance) <= max_sequence_jump_) {
    return newest_ + ahead - (distance < 0 ? kTurn : 0);
  }
  restart_next_ = static_cast<uint16_t>(sequence_number + 1);
  return absl::nullopt;
}

// Store puts the packet into its slot, whose earlier packet, if still there,
// is `max_packets` behind and dropped with its run. A run that reaches into
// the window from behind always ends so: its packet just behind the window is
// in the newest one's slot. So no run that can still grow has lost a packet.
void SFrameDepacketizer::Store(const SFrameRtpPacket& packet, uint64_t sequence,
                               absl::Time now) {
  Slot& slot = At(sequence);
  if (slot.state == Slot::State::kHeld) {
    DropRunOf(slot.sequence, DepacketizerDrop::kWindowPassed);
  } else if (slot.state == Slot::State::kReady) {
    DropRunOf(slot.sequence, DepacketizerDrop::kNotTaken);
  }
  newest_ = std::max(newest_, sequence);
  restart_next_.reset();

  const absl::Span<const uint8_t> fragment =
      packet.payload.subspan(kPayloadDescriptorSize);
  std::copy(fragment.begin(), fragment.end(), DataOf(sequence));
  slot.sequence = sequence;
  slot.other_end = sequence;
  slot.arrived = now;
  slot.size = fragment.size();
  slot.timestamp = packet.timestamp;
  slot.payload_type = packet.payload_type;
  slot.marker = packet.marker;
  slot.state = Slot::State::kHeld;
  slot.descriptor = DecodePayloadDescriptor(packet.payload[0]);
  queues_.PushBack(kByArrival, IndexOf(sequence));
}

// Join makes one run of the packet and those beside it. Only a run's ends are
// looked at and changed, however long it is.
InsertResult SFrameDepacketizer::Join(uint64_t sequence) {
  uint64_t first = sequence;
  uint64_t last = sequence;
  if (AreJoined(sequence - 1, sequence)) {
    first = At(sequence - 1).other_end;
  }
  if (AreJoined(sequence, sequence + 1)) {
    last = At(sequence + 1).other_end;
  }
  At(first).other_end = last;
  At(last).other_end = first;
  if (!At(first).descriptor.first || !At(last).descriptor.last) {
    return InsertResult::kHeld;
  }
  return Complete(first, last);
}

// Complete makes a frame of a whole run, or drops it if it is mixed.
InsertResult SFrameDepacketizer::Complete(uint64_t first, uint64_t last) {
  const absl::optional<DepacketizerDrop> mixture = MixtureIn(first, last);
  if (mixture.has_value()) {
    DropRunOf(first, *mixture);
    return InsertResult::kDropped;
  }
  for (uint64_t sequence = first; sequence <= last; ++sequence) {
    queues_.Remove(IndexOf(sequence));
    At(sequence).state = Slot::State::kReady;
  }
  queues_.PushBack(kReadyFrames, IndexOf(first));
  return InsertResult::kFrameReady;
}

absl::optional<DepacketizerDrop> SFrameDepacketizer::MixtureIn(
    uint64_t first, uint64_t last) const {
  bool same_payload_type = true;
  bool same_timestamp = true;
  const Slot& head = At(first);
  for (uint64_t sequence = first + 1; sequence <= last; ++sequence) {
    const Slot& slot = At(sequence);
    if (slot.descriptor.origin != head.descriptor.origin) {
      return DepacketizerDrop::kMixedOrigin;
    }
    same_payload_type &= slot.payload_type == head.payload_type;
    same_timestamp &= slot.timestamp == head.timestamp;
  }
  if (!same_payload_type) {
    return DepacketizerDrop::kMixedPayloadType;
  }
  if (!same_timestamp) {
    return DepacketizerDrop::kMixedTimestamp;
  }
  return absl::nullopt;
}

// AreJoined says whether `sequence` and `next`, which follows on it, are both
// here and in one run.
bool SFrameDepacketizer::AreJoined(uint64_t sequence, uint64_t next) const {
  const Slot& before = At(sequence);
  const Slot& after = At(next);
  return before.sequence == sequence && after.sequence == next &&
         before.state != Slot::State::kFree &&
         after.state != Slot::State::kFree && !before.descriptor.last &&
         !after.descriptor.first;
}

// RunSize returns the bytes in the run that begins at `first`.
size_t SFrameDepacketizer::RunSize(uint64_t first) const {
  size_t size = 0;
  const uint64_t last = At(first).other_end;
  for (uint64_t sequence = first; sequence <= last; ++sequence) {
    size += At(sequence).size;
  }
  return size;
}

void SFrameDepacketizer::DropExpired(absl::Time now) {
  for (auto oldest = queues_.Front(kByArrival);
       oldest.has_value() && now - slots_[*oldest].arrived >= timeout_;
       oldest = queues_.Front(kByArrival)) {
    DropRunOf(slots_[*oldest].sequence, DepacketizerDrop::kTimedOut);
  }
}

// DropRunOf drops the run, or the ready frame, that `sequence` is in. Without
// that packet nothing can come of the rest. The slots remember their sequence
// numbers, so that no copy of a dropped packet is taken.
void SFrameDepacketizer::DropRunOf(uint64_t sequence, DepacketizerDrop reason) {
  uint64_t first = sequence;
  while (AreJoined(first - 1, first)) {
    --first;
  }
  bool more = true;
  for (uint64_t at = first; more; ++at) {
    more = AreJoined(at, at + 1);
    Slot& slot = At(at);
    if (slot.state == Slot::State::kHeld || at == first) {
      queues_.Remove(IndexOf(at));
    }
    slot.state = Slot::State::kFree;
    Drop(reason);
  }
}

InsertResult SFrameDepacketizer::Drop(DepacketizerDrop reason) {
  ++stats_.packets_dropped[static_cast<size_t>(reason)];
  return InsertResult::kDropped;
}

}  // namespace sealframe
