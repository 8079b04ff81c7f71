// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens arbitrary bytes as LiveKit data packets, and seals them as if they were
// one, with the C interface. Nothing comes out that was not sealed, and a
// failure leaves zeros or the output as it was. What seals opens to the same
// bytes, also after hostile packets, but not altered, cut, under another header
// or into a buffer that is too small.
//
// The first byte of the input is the key index, the second selects the profile,
// in place or apart, and what is altered; then come the 12 bytes of the IV, and
// the packet.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/fuzz/check.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using Header = sealframe_data_packet_header;

constexpr uint8_t kUntouched = 0xcc;
constexpr size_t kIvSize = sizeof(Header::iv);
constexpr size_t kTagSize = 16;

struct Call {
  explicit Call(const char* profile)
      : alice(AlicesEnd(Options(profile))), bob(BobsEnd(Options(profile))) {
    Check(sealframe_data_packet_sealer_create(alice.provider.get(), "alice",
                                              Out(&sealer),
                                              nullptr) == SEALFRAME_OK);
    Check(sealframe_data_packet_opener_create(bob.provider.get(), "alice",
                                              Out(&opener),
                                              nullptr) == SEALFRAME_OK);
  }

  End alice;
  End bob;
  UniquePtr<sealframe_data_packet_sealer> sealer;
  UniquePtr<sealframe_data_packet_opener> opener;
};

struct Packet {
  Header header = Defaults<Header>();
  Bytes bytes;
};

// Open opens `packet` with room for `room` bytes.
Done Open(Call& call, const Packet& packet, size_t room) {
  Bytes out(room, kUntouched);
  auto result = Defaults<sealframe_frame_result>();
  const sealframe_frame_status status = sealframe_data_packet_opener_open(
      call.opener.get(), &packet.header, packet.bytes.data(),
      packet.bytes.size(), out.data(), out.size(), &result);
  if (status != SEALFRAME_FRAME_OK) {
    Check(result.size == 0);
    Check(std::all_of(out.begin(), out.end(), [](uint8_t byte) {
      return byte == 0 || byte == kUntouched;
    }));
  }
  out.resize(result.size);
  return {.status = status, .frame = out, .kid = result.kid};
}

void MustNotOpen(Call& call, const Packet& packet, size_t room) {
  Check(Open(call, packet, room).status != SEALFRAME_FRAME_OK);
}

Packet Seal(Call& call, const Bytes& plain, bool in_place) {
  Packet packet;
  packet.bytes = plain;
  packet.bytes.resize(sealframe_data_packet_sealed_size(plain.size()));
  Check(packet.bytes.size() == plain.size() + kTagSize);
  auto result = Defaults<sealframe_frame_result>();
  Check(sealframe_data_packet_sealer_seal(
            call.sealer.get(), in_place ? packet.bytes.data() : plain.data(),
            plain.size(), packet.bytes.data(), packet.bytes.size(),
            &packet.header, &result) == SEALFRAME_FRAME_OK);
  Check(result.size == packet.bytes.size() && packet.header.key_index == 0);
  return packet;
}

// MustOpen checks that the packet opens to `plain`, more than once: there is no
// replay window.
void MustOpen(Call& call, const Packet& packet, const Bytes& plain) {
  for (int i = 0; i < 2; ++i) {
    const Done opened = Open(call, packet, plain.size());
    Check(opened.status == SEALFRAME_FRAME_OK && opened.frame == plain);
  }
}

// Spoil checks that the packet does not open after any one change.
void Spoil(Call& call, const Packet& packet, uint8_t which) {
  const size_t room = packet.bytes.size();
  const auto bit = static_cast<uint8_t>(1 << which % 8);
  Packet altered = packet;
  altered.bytes[which * size_t{7} % room] ^= bit;
  MustNotOpen(call, altered, room);
  Packet cut = packet;
  cut.bytes.resize(which * size_t{7} % room);
  MustNotOpen(call, cut, room);
  Packet other_iv = packet;
  other_iv.header.iv[which % kIvSize] ^= bit;
  MustNotOpen(call, other_iv, room);
  Packet other_key = packet;
  other_key.header.key_index ^= bit;
  MustNotOpen(call, other_key, room);
  if (room > kTagSize) {
    MustNotOpen(call, packet, room - kTagSize - 1);
  }
}

void RunOne(uint8_t key_index, uint8_t how, const uint8_t* iv,
            const Bytes& bytes) {
  static const auto* const calls =
      new std::array<Call*, 2>{new Call("livekit"), new Call("videosdk")};
  Call& call = *(*calls)[how % 2];
  Packet hostile;
  hostile.header.key_index = key_index;
  std::memcpy(hostile.header.iv, iv, kIvSize);
  hostile.bytes = bytes;
  MustNotOpen(call, hostile, bytes.size());
  const Packet sealed = Seal(call, bytes, (how & 2) != 0);
  MustOpen(call, sealed, bytes);
  Spoil(call, sealed, how / 4);
  MustOpen(call, sealed, bytes);
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr size_t kFront = 2 + sealframe::kIvSize;
  if (size >= kFront) {
    sealframe::RunOne(data[0], data[1], data + 2, {data + kFront, data + size});
  }
  return 0;
}
