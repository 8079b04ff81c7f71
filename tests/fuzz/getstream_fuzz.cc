// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens and seals arbitrary bytes as GetStream frames. Opened, nothing comes
// out, the output is zero, and a frame costs one cipher pass at most. Sealed as
// if they were a frame, they open to themselves or to the same NAL units.
//
// The first byte of the input selects the codec, in place or apart, and how
// many bytes the output buffer is short; the rest is the frame.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/formats/getstream/getstream_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/testing/test_call.h"

namespace sealframe {
namespace {

constexpr FrameInfo kInfos[] = {
    {.kind = MediaKind::kAudio, .codec = Codec::kOpus},
    {.codec = Codec::kVp8, .key_frame = true},
    {.codec = Codec::kVp9},
    {.codec = Codec::kH264},
};

void Require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

struct Receiver {
  Receiver() {
    for (uint64_t index = 0; index < 4; ++index) {
      end.Hear("alice", index);
    }
    receive =
        end.session().NewReceiveTransform({.participant = "alice"}).value();
  }

  TestEnd end{{.profile = GetStreamProfile()}};
  std::unique_ptr<ReceiveTransform> receive;
};

// Open opens `frame`, which was never sealed with a key of the receiver.
void Open(bool in_place, size_t lacking, absl::Span<const uint8_t> frame) {
  static auto* const receiver = new Receiver;
  Bytes buffer(frame.begin(), frame.end());
  const auto room = absl::MakeSpan(buffer).first(
      buffer.size() - std::min(buffer.size(), lacking));
  Bytes apart(room.size(), 0xcc);
  const auto out = in_place ? room : absl::MakeSpan(apart);
  const uint64_t passes = FailedPasses(receiver->end.keys());
  const FrameResult result = receiver->receive->Open({}, buffer, out);
  Require(FailedPasses(receiver->end.keys()) - passes <= 1);
  Require(!CameOut(result.status) || frame.empty());
  Require(result.size == 0);
  Require(std::all_of(out.begin(), out.end(),
                      [](uint8_t byte) { return byte == 0; }));
}

// SealAndOpen checks that a frame that seals opens to itself, or to its units.
void SealAndOpen(const FrameInfo& info, bool in_place,
                 absl::Span<const uint8_t> frame) {
  static auto* const pair = new TestPair({.profile = GetStreamProfile()});
  Bytes sealed(pair->send->MaxSealedSize(frame.size()));
  std::copy(frame.begin(), frame.end(), sealed.begin());
  const auto in =
      in_place ? absl::MakeConstSpan(sealed).first(frame.size()) : frame;
  const FrameResult result = pair->send->Seal(info, in, absl::MakeSpan(sealed));
  if (frame.size() > 0x5fff && result.status == FrameStatus::kMalformed) {
    return;  // The clear header is too long.
  }
  if (result.status == FrameStatus::kNotPacketizable) {
    Require(info.codec == Codec::kH264);
    return;
  }
  Require(CameOut(result.status));
  sealed.resize(result.size);
  const Opened opened = OpenFrom(*pair->receive, sealed);
  Require(CameOut(opened.status));
  Require(
      absl::MakeConstSpan(opened.frame) == frame ||
      (info.codec == Codec::kH264 && UnitsOf(opened.frame) == UnitsOf(frame)));
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) {
    return 0;
  }
  const auto frame = absl::MakeConstSpan(data + 1, size - 1);
  const sealframe::FrameInfo& info = sealframe::kInfos[data[0] % 4];
  const bool in_place = (data[0] & 4) != 0;
  sealframe::Open(in_place, data[0] / 8, frame);
  sealframe::SealAndOpen(info, in_place, frame);
  return 0;
}
