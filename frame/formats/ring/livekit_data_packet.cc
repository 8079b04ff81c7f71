// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/livekit_data_packet.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/crypto/random.h"
#include "sealframe/frame/formats/ring/candidate_keys.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/nonce_status.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

uint32_t RandomNumber() {
  uint8_t bytes[4];
  RandomBytes(bytes);
  return LoadBigEndian32(bytes);
}

}  // namespace

DataPacketSealer::DataPacketSealer(std::shared_ptr<const Keyring> keyring,
                                   const Clock* clock)
    : keyring_(std::move(keyring)),
      keys_(keyring_->NewReader()),
      clock_(clock) {
  RandomNumber();  // The first call on a thread may allocate.
}

FrameResult DataPacketSealer::Seal(absl::Span<const uint8_t> packet,
                                   absl::Span<uint8_t> out,
                                   DataPacketHeader* header) {
  *header = {};
  if (!MayShare(packet, out)) {
    return {.status = FrameStatus::kBuffersOverlap};
  }
  const FrameResult result = SealInto(packet, out, header);
  if (result.status != FrameStatus::kOk) {
    const size_t size = AddSizes(packet.size(), kDataPacketTagSize);
    std::fill_n(out.begin(), std::min(out.size(), size), uint8_t{0});
  }
  return result;
}

FrameResult DataPacketSealer::SealInto(absl::Span<const uint8_t> packet,
                                       absl::Span<uint8_t> out,
                                       DataPacketHeader* header) {
  if (packet.size() > kMaxFrameSize) {
    return {.status = FrameStatus::kFrameTooLarge};
  }
  const size_t size = packet.size() + kDataPacketTagSize;
  if (out.size() < size) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  const Keyring::Use keys(keys_);
  SealingKey* const key = keys->FindSealing(/*ssrc=*/0);
  if (key == nullptr) {
    return {.status = FrameStatus::kMissingKey};
  }
  const auto index = static_cast<uint8_t>(key->kid());
  const NonceInput input = {.ssrc = RandomNumber(),
                            .rtp_timestamp = static_cast<uint32_t>(
                                absl::ToUnixMillis(clock_->Now()))};
  SealTicket ticket = key->Take(input, packet.size(), 0);
  if (ticket.error() != NonceError::kNone) {
    return {.status = StatusOf(ticket.error()), .kid = index};
  }
  const DataPacketHeader made = {.iv = ticket.nonce(), .key_index = index};
  if (!key->Seal(std::move(ticket), {}, packet, out.first(size))) {
    return {.status = FrameStatus::kInternalError, .kid = index};
  }
  *header = made;
  return {.status = FrameStatus::kOk, .size = size, .kid = index};
}

DataPacketOpener::DataPacketOpener(std::shared_ptr<const Keyring> keyring,
                                   uint64_t ratchet_window)
    : keyring_(std::move(keyring)),
      ratchet_window_(ratchet_window),
      keys_(*keyring_) {}

FrameResult DataPacketOpener::Open(const DataPacketHeader& header,
                                   absl::Span<const uint8_t> sealed,
                                   absl::Span<uint8_t> out) {
  FrameResult result = {.kid = header.key_index};
  if (!Disjoint(sealed, out)) {
    result.status = FrameStatus::kBuffersOverlap;
    return result;
  }
  if (sealed.size() < kDataPacketTagSize ||
      sealed.size() > kMaxFrameSize + kDataPacketTagSize) {
    result.status = FrameStatus::kMalformed;
    return result;
  }
  const size_t size = sealed.size() - kDataPacketTagSize;
  if (out.size() < size) {
    result.status = FrameStatus::kBufferTooSmall;
    return result;
  }
  const StreamKeys::Use use(keys_);
  result.status = TryCandidateKeys(
      keys_, header.key_index, ratchet_window_, [&](OpeningKey& key) {
        if (!key.usable()) {
          return FrameStatus::kKeyExhausted;
        }
        if (!key.Open(header.iv, {}, sealed, out.first(size))) {
          return FrameStatus::kNotAuthentic;
        }
        keys_.CommitOpened(key);
        return FrameStatus::kOk;
      });
  result.size = result.status == FrameStatus::kOk ? size : 0;
  return result;
}

}  // namespace sealframe
