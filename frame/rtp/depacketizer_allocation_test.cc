// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The packetizer and depacketizer allocate only on construction, never while
// they process packets.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/rtp/depacketizer.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/packetizer.h"
#include "sealframe/frame/rtp/payload_descriptor.h"

namespace {
std::atomic<size_t> num_allocations{0};
}  // namespace

void* operator new(size_t size) {
  ++num_allocations;
  if (void* memory = std::malloc(size)) {
    return memory;
  }
  std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }

namespace sealframe {
namespace {

constexpr size_t kNumFrames = 2000;

TEST(RtpAllocationTest, TheCounterDetectsAnAllocation) {
  const size_t before = num_allocations;
  ::operator delete(::operator new(1));
  EXPECT_EQ(num_allocations, before + 1);
}

TEST(RtpAllocationTest, PacketizingAndDepacketizingDoNotAllocate) {
  DepacketizerOptions options;
  options.max_packets = 32;
  options.max_payload_size = 100;
  SFrameDepacketizer depacketizer(options);
  const std::vector<uint8_t> ciphertext(950);
  std::vector<uint8_t> payload(options.max_payload_size);
  std::vector<uint8_t> out(ciphertext.size());
  SFrameRtpPacket packet;
  absl::Time now = absl::UnixEpoch();
  size_t num_taken = 0;

  const size_t before = num_allocations;
  for (size_t i = 0; i < kNumFrames; ++i) {
    SFramePacketizer packetizer(ciphertext, options.max_payload_size,
                                PayloadOrigin::kRaw, true);
    while (packetizer.NextPacketSize() != 0) {
      const size_t size = packetizer.NextPacket(absl::MakeSpan(payload)).size;
      packet.payload = absl::MakeConstSpan(payload).first(size);
      ++packet.sequence_number;
      const bool lost = packet.sequence_number % 37 == 0;
      const bool repeated = packet.sequence_number % 11 == 0;
      const bool jumps = packet.sequence_number % 1001 == 0;
      if (!lost) {
        depacketizer.Insert(packet, now);
      }
      if (repeated) {
        depacketizer.Insert(packet, now);
      }
      if (jumps) {
        packet.sequence_number =
            static_cast<uint16_t>(packet.sequence_number + 20000);
      }
      now += absl::Milliseconds(50);
    }
    while (depacketizer.NextFrame(absl::MakeSpan(out)).result ==
           NextFrameResult::kFrame) {
      ++num_taken;
    }
  }
  EXPECT_EQ(num_allocations, before);
  EXPECT_GT(num_taken, kNumFrames / 2);
  EXPECT_LT(num_taken, kNumFrames);
}

}  // namespace
}  // namespace sealframe
