// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measures the cost of a frame in the formats whose clear bytes depend on the
// codec, relative to AES-128-GCM with a tag of the same size (bench/rounds.h).
// The bare cipher seals the same bytes as plaintext and as additional data.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "benchmark/benchmark.h"
#include "sealframe/bench/bare_cipher.h"
#include "sealframe/bench/bench_main.h"
#include "sealframe/bench/rounds.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

constexpr Nonce kNonce = {1, 2, 3};

// Kind is a kind of frame: its profile and codec, and the first bytes of each
// of its parts.
struct Kind {
  const char* profile;
  const char* name;
  Codec codec;
  Bytes front;
  size_t parts = 1;
};

// InfoOf returns numbers as random as those of calls: an IV with zeros in it
// would be escaped in each frame.
FrameInfo InfoOf(const Kind& kind) {
  return {.kind = kind.codec == Codec::kOpus ? MediaKind::kAudio
                                             : MediaKind::kVideo,
          .codec = kind.codec,
          .ssrc = 0x9d41c67f,
          .rtp_timestamp = 0x3b8ea5d2};
}

Bytes FrameOf(const Kind& kind, size_t size, size_t number) {
  Bytes frame = TestFrame(size, number);
  for (size_t part = 0; part < kind.parts; ++part) {
    std::copy(
        kind.front.begin(), kind.front.end(),
        frame.begin() + static_cast<std::ptrdiff_t>(size / kind.parts * part));
  }
  return frame;
}

// SealedLayout seals one frame and returns the sizes of its parts.
FrameInspection SealedLayout(const Kind& kind, size_t size) {
  TestPair pair({.profile = NamedProfile(kind.profile).value()});
  const Bytes frame = FrameOf(kind, size, 0);
  Bytes sealed(pair.send->MaxSealedSize(size));
  const FrameInfo info = InfoOf(kind);
  sealed.resize(pair.send->Seal(info, frame, absl::MakeSpan(sealed)).size);
  return InspectFrameAs(kind.profile, info, sealed).value();
}

// Fixture holds one sender, one receiver and their frames, and the same frames
// for the bare cipher.
struct Fixture {
  Fixture(const Kind& kind, size_t size)
      : Fixture(kind, size, SealedLayout(kind, size)) {}

  Fixture(const Kind& kind, size_t size, const FrameInspection& layout)
      : info(InfoOf(kind)),
        clear(PartSize(layout, FramePart::kClear)),
        bare(NewBareGcm(16, PartSize(layout, FramePart::kTag))),
        pair({.profile = NamedProfile(kind.profile).value()}),
        bare_batch(size, size + PartSize(layout, FramePart::kTag),
                   [&](size_t i) { return FrameOf(kind, size, i); }),
        batch(size, pair.send->MaxSealedSize(size),
              [&](size_t i) { return FrameOf(kind, size, i); }) {}

  FrameResult Seal(size_t i) {
    ++info.rtp_timestamp;  // Timestamps must not come round within a run.
    const FrameResult result =
        pair.send->Seal(info, batch.frames[i], absl::MakeSpan(batch.sealed[i]));
    benchmark::DoNotOptimize(batch.sealed[i].data());
    return result;
  }

  FrameResult Open(size_t i, size_t sealed_size) {
    const FrameResult result = pair.receive->Open(
        info, absl::MakeConstSpan(batch.sealed[i]).first(sealed_size),
        absl::MakeSpan(batch.opened[i]));
    benchmark::DoNotOptimize(batch.opened[i].data());
    return result;
  }

  bool BareSeal(size_t i) {
    const auto frame = absl::MakeConstSpan(bare_batch.frames[i]);
    const auto out = absl::MakeSpan(bare_batch.sealed[i]).subspan(clear);
    const bool good =
        bare->Seal(kNonce, frame.first(clear), frame.subspan(clear), out);
    benchmark::DoNotOptimize(out.data());
    return good;
  }

  bool BareOpen(size_t i) {
    const auto sealed =
        absl::MakeConstSpan(bare_batch.sealed[i]).subspan(clear);
    const auto out = absl::MakeSpan(bare_batch.opened[i]).subspan(clear);
    const bool good = bare->Open(
        kNonce, absl::MakeConstSpan(bare_batch.frames[i]).first(clear), sealed,
        out);
    benchmark::DoNotOptimize(out.data());
    return good;
  }

  FrameInfo info;
  const size_t clear;
  const std::unique_ptr<BareCipher> bare;
  TestPair pair;
  Batch bare_batch;
  Batch batch;
};

void Seal(benchmark::State& state, const Kind& kind, size_t size) {
  Fixture fixture(kind, size);
  const size_t frames = fixture.batch.frames.size();
  Rounds rounds(&state, frames, size);
  bool good = true;
  for (auto _ : state) {
    const double bare =
        TimeBatch(frames, [&](size_t i) { good &= fixture.BareSeal(i); });
    rounds.Add(bare, TimeBatch(frames, [&](size_t i) {
                 good &= CameOut(fixture.Seal(i).status);
               }));
  }
  rounds.Report(CountAllocations([&] { fixture.Seal(0); }));
  if (!good) {
    state.SkipWithError("a frame was not sealed");
  }
}

void Open(benchmark::State& state, const Kind& kind, size_t size) {
  Fixture fixture(kind, size);
  const size_t frames = fixture.batch.frames.size();
  Rounds rounds(&state, frames, size);
  std::vector<size_t> sizes(frames);
  bool good = true;
  for (size_t i = 0; i < frames; ++i) {
    good &= fixture.BareSeal(i);
  }
  for (auto _ : state) {
    for (size_t i = 0; i < frames; ++i) {
      sizes[i] = fixture.Seal(i).size;
    }
    const double bare =
        TimeBatch(frames, [&](size_t i) { good &= fixture.BareOpen(i); });
    rounds.Add(bare, TimeBatch(frames, [&](size_t i) {
                 good &= CameOut(fixture.Open(i, sizes[i]).status);
               }));
  }
  const size_t last = fixture.Seal(0).size;
  rounds.Report(CountAllocations([&] { fixture.Open(0, last); }));
  if (!good) {
    state.SkipWithError("a frame was not opened");
  }
}

// IsSealed returns whether the profile seals frames of the kind's codec.
bool IsSealed(const Kind& kind) {
  TestPair pair({.profile = NamedProfile(kind.profile).value()});
  const Bytes frame = FrameOf(kind, 100, 0);
  Bytes sealed(pair.send->MaxSealedSize(frame.size()));
  return CameOut(
      pair.send->Seal(InfoOf(kind), frame, absl::MakeSpan(sealed)).status);
}

// KindsOf returns the kinds of frame that `profile` seals.
std::vector<Kind> KindsOf(const char* profile) {
  const Bytes h264 = {0, 0, 0, 1, 0x65, 0xb8};
  const Bytes h265 = {0, 0, 0, 1, 0x26, 0x01, 0xaf};
  std::vector<Kind> kinds = {
      {profile, "Opus", Codec::kOpus, {0x78}},
      {profile, "VP8", Codec::kVp8, {0x11, 0, 0}},
      {profile, "H264", Codec::kH264, h264},
      {profile, "H264InFourSlices", Codec::kH264, h264, 4},
      {profile, "H265", Codec::kH265, h265},
      {profile, "H265InFourSlices", Codec::kH265, h265, 4},
      {profile, "AV1", Codec::kAv1, {0x12, 0, 0x30}},
  };
  std::erase_if(kinds, [](const Kind& kind) { return !IsSealed(kind); });
  return kinds;
}

void RegisterKind(const Kind& kind) {
  for (const size_t size : {100u, 1200u, 10000u}) {
    const std::string name =
        absl::StrCat("/", kind.profile, "/", kind.name, "/", size);
    benchmark::RegisterBenchmark(("Seal" + name).c_str(), Seal, kind, size)
        ->UseManualTime();
    benchmark::RegisterBenchmark(("Open" + name).c_str(), Open, kind, size)
        ->UseManualTime();
  }
}

void Register() {
  for (const char* profile :
       {"livekit", "videosdk", "jframe", "dave", "getstream"}) {
    for (const Kind& kind : KindsOf(profile)) {
      RegisterKind(kind);
    }
  }
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  sealframe::Register();
  return sealframe::BenchMain(argc, argv);
}
