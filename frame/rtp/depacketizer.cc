// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/depacketizer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/rtp/depacketizer_stats.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/index_queues.h"
#include "sealframe/frame/rtp/payload_descriptor.h"

namespace sealframe {
namespace {

// The number of 16-bit sequence numbers.
constexpr uint64_t kTurn = uint64_t{1} << 16;

constexpr size_t kByArrival = 0;
constexpr size_t kReadyFrames = 1;
constexpr size_t kNumQueues = 2;

size_t NumEntries(const DepacketizerOptions& options) {
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
          std::max(kMaxSequenceJump, static_cast<int>(NumEntries(options)))),
      timeout_(options.timeout),
      entries_(NumEntries(options)),
      data_(new uint8_t[entries_.size() * max_fragment_size_]),
      queues_(kNumQueues, entries_.size()) {}

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
  const std::optional<uint64_t> sequence =
      ExtendSequence(packet.sequence_number);
  if (!sequence.has_value()) {
    return Drop(DepacketizerDrop::kSequenceJump);
  }
  if (*sequence + entries_.size() <= newest_) {
    return Drop(DepacketizerDrop::kLate);
  }
  if (At(*sequence).sequence == *sequence) {
    return Drop(DepacketizerDrop::kDuplicate);
  }
  Store(packet, *sequence, now);
  return Join(*sequence);
}

size_t SFrameDepacketizer::NextFrameSize() const {
  const std::optional<size_t> index = queues_.Front(kReadyFrames);
  return index.has_value() ? RunSize(entries_[*index].sequence) : 0;
}

DepacketizedFrame SFrameDepacketizer::NextFrame(absl::Span<uint8_t> out) {
  DepacketizedFrame frame;
  const std::optional<size_t> index = queues_.Front(kReadyFrames);
  if (!index.has_value()) {
    return frame;
  }
  const uint64_t first = entries_[*index].sequence;
  if (out.size() < RunSize(first)) {
    frame.result = NextFrameResult::kBufferTooSmall;
    return frame;
  }
  queues_.Remove(*index);
  const uint64_t last = At(first).other_end;
  for (uint64_t sequence = first; sequence <= last; ++sequence) {
    Entry& entry = At(sequence);
    std::copy_n(DataOf(sequence), entry.size, out.begin() + frame.size);
    frame.size += entry.size;
    entry.state = Entry::State::kFree;
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

// ExtendSequence returns `sequence_number` extended to 64 bits, or nullopt if
// it is too far from the newest. After a restart, numbers continue beyond every
// earlier window, so that packets from before and after it never join.
std::optional<uint64_t> SFrameDepacketizer::ExtendSequence(
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
  return std::nullopt;
}

// Store copies the packet into its entry. If that entry still holds a packet,
// which is at least `max_packets` older, that packet is dropped with its run. A
// run that extends out of the window is always dropped this way, because its
// packet just outside shares the newest packet's entry. So a run that can still
// grow has lost none of its packets.
void SFrameDepacketizer::Store(const SFrameRtpPacket& packet, uint64_t sequence,
                               absl::Time now) {
  Entry& entry = At(sequence);
  if (entry.state == Entry::State::kHeld) {
    DropRunOf(entry.sequence, DepacketizerDrop::kWindowPassed);
  } else if (entry.state == Entry::State::kReady) {
    DropRunOf(entry.sequence, DepacketizerDrop::kNotTaken);
  }
  newest_ = std::max(newest_, sequence);
  restart_next_.reset();

  const absl::Span<const uint8_t> fragment =
      packet.payload.subspan(kPayloadDescriptorSize);
  std::copy(fragment.begin(), fragment.end(), DataOf(sequence));
  entry.sequence = sequence;
  entry.other_end = sequence;
  entry.arrived = now;
  entry.size = fragment.size();
  entry.timestamp = packet.timestamp;
  entry.payload_type = packet.payload_type;
  entry.marker = packet.marker;
  entry.state = Entry::State::kHeld;
  entry.descriptor = DecodePayloadDescriptor(packet.payload[0]);
  queues_.PushBack(kByArrival, IndexOf(sequence));
}

// Join merges the packet with the adjacent runs. It reads and writes only the
// ends of a run, whatever its length.
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

// Complete turns a complete run into a ready frame, or drops it if it is mixed.
InsertResult SFrameDepacketizer::Complete(uint64_t first, uint64_t last) {
  const std::optional<DepacketizerDrop> mixture = MixtureIn(first, last);
  if (mixture.has_value()) {
    DropRunOf(first, *mixture);
    return InsertResult::kDropped;
  }
  for (uint64_t sequence = first; sequence <= last; ++sequence) {
    queues_.Remove(IndexOf(sequence));
    At(sequence).state = Entry::State::kReady;
  }
  queues_.PushBack(kReadyFrames, IndexOf(first));
  return InsertResult::kFrameReady;
}

std::optional<DepacketizerDrop> SFrameDepacketizer::MixtureIn(
    uint64_t first, uint64_t last) const {
  bool same_payload_type = true;
  bool same_timestamp = true;
  const Entry& head = At(first);
  for (uint64_t sequence = first + 1; sequence <= last; ++sequence) {
    const Entry& entry = At(sequence);
    if (entry.descriptor.origin != head.descriptor.origin) {
      return DepacketizerDrop::kMixedOrigin;
    }
    same_payload_type &= entry.payload_type == head.payload_type;
    same_timestamp &= entry.timestamp == head.timestamp;
  }
  if (!same_payload_type) {
    return DepacketizerDrop::kMixedPayloadType;
  }
  if (!same_timestamp) {
    return DepacketizerDrop::kMixedTimestamp;
  }
  return std::nullopt;
}

// AreJoined returns whether `sequence` and its successor `next` are both
// present and in one run.
bool SFrameDepacketizer::AreJoined(uint64_t sequence, uint64_t next) const {
  const Entry& before = At(sequence);
  const Entry& after = At(next);
  return before.sequence == sequence && after.sequence == next &&
         before.state != Entry::State::kFree &&
         after.state != Entry::State::kFree && !before.descriptor.last &&
         !after.descriptor.first;
}

// RunSize returns the total size of the run that begins at `first`.
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
       oldest.has_value() && now - entries_[*oldest].arrived >= timeout_;
       oldest = queues_.Front(kByArrival)) {
    DropRunOf(entries_[*oldest].sequence, DepacketizerDrop::kTimedOut);
  }
}

// DropRunOf drops the run or ready frame that contains `sequence`, which cannot
// be completed without that packet. The entries keep their sequence numbers, so
// that duplicates of dropped packets are refused.
void SFrameDepacketizer::DropRunOf(uint64_t sequence, DepacketizerDrop reason) {
  uint64_t first = sequence;
  while (AreJoined(first - 1, first)) {
    --first;
  }
  bool more = true;
  for (uint64_t at = first; more; ++at) {
    more = AreJoined(at, at + 1);
    Entry& entry = At(at);
    if (entry.state == Entry::State::kHeld || at == first) {
      queues_.Remove(IndexOf(at));
    }
    entry.state = Entry::State::kFree;
    Drop(reason);
  }
}

InsertResult SFrameDepacketizer::Drop(DepacketizerDrop reason) {
  ++stats_.packets_dropped[static_cast<size_t>(reason)];
  return InsertResult::kDropped;
}

}  // namespace sealframe
