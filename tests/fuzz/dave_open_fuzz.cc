// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens arbitrary bytes as a DAVE frame, with the keys of several epochs. Only
// a frame of silence may come out; otherwise the output is zero. A frame costs
// no more cipher passes than it has readings and keys.
//
// The first byte of the input selects the media kind, in place or apart, the
// codec, and how many bytes the output buffer is short; the rest is the frame.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_opener.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/testing/test_call.h"

namespace sealframe {
namespace {

constexpr uint64_t kEpochs = 3;

struct Receiver {
  Receiver() {
    for (uint64_t epoch = 0; epoch < kEpochs; ++epoch) {
      end.Hear("alice", epoch);
    }
    receive =
        end.session().NewReceiveTransform({.participant = "alice"}).value();
  }

  TestEnd end{{.profile = DaveProfile()}};
  std::unique_ptr<ReceiveTransform> receive;
};

// The footer names one byte of a generation, which a key of each epoch may
// have.
constexpr uint64_t kMaxPasses = kMaxDaveReadings * kEpochs;

void OpenOne(uint8_t how, absl::Span<const uint8_t> frame) {
  static auto* const receiver = new Receiver;
  const bool is_audio = (how & 1) != 0;
  const bool in_place = (how & 2) != 0;
  Bytes buffer(frame.begin(), frame.end());
  const auto room = absl::MakeSpan(buffer).first(
      buffer.size() - std::min<size_t>(buffer.size(), how / 32));
  Bytes apart(room.size(), 0xcc);
  const auto out = in_place ? room : absl::MakeSpan(apart);
  const uint64_t passes = FailedPasses(receiver->end.keys());
  const FrameResult result = receiver->receive->Open(
      {.kind = is_audio ? MediaKind::kAudio : MediaKind::kVideo,
       .codec = static_cast<Codec>(how / 4 % kCodecCount)},
      buffer, out);
  if (FailedPasses(receiver->end.keys()) - passes > kMaxPasses) {
    std::abort();
  }
  if (CameOut(result.status)) {
    const uint8_t silence[] = {0xf8, 0xff, 0xfe};
    const auto opened = out.first(result.size);
    if (result.status != FrameStatus::kPassedThrough ||
        (result.size != 0 &&
         (!is_audio || opened != absl::MakeConstSpan(silence)))) {
      std::abort();
    }
    return;
  }
  const bool is_zero = std::all_of(out.begin(), out.end(),
                                   [](uint8_t byte) { return byte == 0; });
  if (result.size != 0 || !is_zero) {
    std::abort();
  }
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size != 0) {
    sealframe::OpenOne(data[0], absl::MakeConstSpan(data + 1, size - 1));
  }
  return 0;
}
