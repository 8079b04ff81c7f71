// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measures the cost of a frame in the formats that know codecs, those of
// LiveKit, Jitsi, DAVE and GetStream, against bare AES-128-GCM with a tag of
// the same size (bench/rounds.h). The bare cipher gets the same plaintext and
// additional data.

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
#include "sealframe/bench/rounds.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/formats/getstream/getstream_profile.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

constexpr Nonce kNonce = {1, 2, 3};

// Kind describes the frames of one benchmark: the profile, the codec, and the
// bytes at the front of each part of a frame, which stay in the clear in the
// first `clear_parts` of them.
struct Kind {
  const char* name;
  Profile profile;
  size_t tag_size;
  Codec codec;
  Bytes front;
  size_t parts = 1;
  size_t clear_parts = 1;
};

Bytes FrameOf(const Kind& kind, size_t size, size_t number) {
  Bytes frame = TestFrame(size, number);
  for (size_t part = 0; part < kind.parts; ++part) {
    std::copy(
        kind.front.begin(), kind.front.end(),
        frame.begin() + static_cast<std::ptrdiff_t>(size / kind.parts * part));
  }
  return frame;
}

// Fixture holds a sender, a receiver and their frames, and the same frames for
// the bare cipher.
struct Fixture {
  Fixture(const Kind& kind, size_t size)
      : info{.kind = kind.codec == Codec::kOpus ? MediaKind::kAudio
                                                : MediaKind::kVideo,
             .codec = kind.codec},
        clear(kind.front.size() * kind.clear_parts),
        bare(NewBareGcm(16, kind.tag_size)),
        pair({.profile = kind.profile}),
        bare_batch(size, size + kind.tag_size,
                   [&](size_t i) { return FrameOf(kind, size, i); }),
        batch(size, pair.send->MaxSealedSize(size),
              [&](size_t i) { return FrameOf(kind, size, i); }) {}

  FrameResult Seal(size_t i) {
    info.rtp_timestamp += 3000;
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

void Register() {
  const Profile livekit = LiveKitProfile().value();
  const Profile jframe = JFrameProfile().value();
  const Profile dave = DaveProfile();
  const Profile getstream = GetStreamProfile();
  const Bytes slice = {0, 0, 0, 1, 0x65, 0xb8};
  const Kind kinds[] = {
      {"livekit/Opus", livekit, 16, Codec::kOpus, {0x78}},
      {"livekit/VP8", livekit, 16, Codec::kVp8, {0x11, 0, 0}},
      {"livekit/H264", livekit, 16, Codec::kH264, slice},
      {"jframe/Opus", jframe, 16, Codec::kOpus, {0x78}},
      {"dave/Opus", dave, 8, Codec::kOpus, {}},
      {"dave/VP8", dave, 8, Codec::kVp8, {0x11}},
      {"dave/H264", dave, 8, Codec::kH264, slice},
      {"dave/H264InFourSlices", dave, 8, Codec::kH264, slice, 4, 4},
      {"getstream/Opus", getstream, 16, Codec::kOpus, {0x78}},
      {"getstream/VP8", getstream, 16, Codec::kVp8, {0x11, 0, 0}},
      {"getstream/H264", getstream, 16, Codec::kH264, slice},
  };
  for (const Kind& kind : kinds) {
    for (const size_t size : {100u, 1200u, 10000u}) {
      const std::string name = absl::StrCat("/", kind.name, "/", size);
      benchmark::RegisterBenchmark(("Seal" + name).c_str(), Seal, kind, size)
          ->UseManualTime();
      benchmark::RegisterBenchmark(("Open" + name).c_str(), Open, kind, size)
          ->UseManualTime();
    }
  }
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 1;
  }
  sealframe::Register();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
