// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/packetizer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/rtp/payload_descriptor.h"

namespace sealframe {
namespace {

size_t DivideRoundingUp(size_t dividend, size_t divisor) {
  return dividend / divisor + (dividend % divisor == 0 ? 0 : 1);
}

}  // namespace

SFramePacketizer::SFramePacketizer(absl::Span<const uint8_t> ciphertext,
                                   size_t max_payload_size,
                                   PayloadOrigin origin, bool marker)
    : rest_(ciphertext), origin_(origin), marker_(marker) {
  if (max_payload_size > kPayloadDescriptorSize) {
    num_packets_ = DivideRoundingUp(ciphertext.size(),
                                    max_payload_size - kPayloadDescriptorSize);
  }
}

size_t SFramePacketizer::NextPacketSize() const {
  if (num_written_ == num_packets_) {
    return 0;
  }
  return kPayloadDescriptorSize +
         DivideRoundingUp(rest_.size(), num_packets_ - num_written_);
}

PacketizedPayload SFramePacketizer::NextPacket(absl::Span<uint8_t> out) {
  PacketizedPayload written;
  const size_t size = NextPacketSize();
  if (size == 0 || out.size() < size) {
    return written;
  }
  written.size = size;
  written.first = num_written_ == 0;
  written.last = num_written_ + 1 == num_packets_;
  written.marker = marker_ && written.last;

  out[0] = EncodePayloadDescriptor({written.first, written.last, origin_});
  const size_t fragment_size = size - kPayloadDescriptorSize;
  std::copy_n(rest_.begin(), fragment_size,
              out.begin() + kPayloadDescriptorSize);
  rest_.remove_prefix(fragment_size);
  ++num_written_;
  return written;
}

}  // namespace sealframe
