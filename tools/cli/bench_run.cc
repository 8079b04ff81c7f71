// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/bench_run.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "sealframe/bench/bare_cipher.h"
#include "sealframe/bench/clock.h"
#include "sealframe/bench/loop.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/counter_nonces.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

// The bytes and the fewest frames of a round, which make it long compared with
// the clock's resolution.
constexpr size_t kRoundBytes = 200'000;
constexpr size_t kMinRoundFrames = 8;
constexpr size_t kMaxRoundFrames = 512;
constexpr size_t kMinRounds = 15;

// The additional data of a frame, which is its header.
constexpr size_t kAadSize = 3;

// Lane holds the frames of one round and their measurements.
class Lane {
 public:
  Lane(CipherSuite suite, size_t size)
      : loop_(suite),
        bare_(NewBareCipher(suite)),
        frames_(std::clamp(kRoundBytes / std::max<size_t>(size, 1),
                           kMinRoundFrames, kMaxRoundFrames)),
        plain_(size, 0x5a),
        opened_(loop_.sender().MaxSealedSize(size)),
        bare_size_(size + GetCipherSuiteInfo(suite).tag_size),
        sealed_(frames_, Bytes(loop_.sender().MaxSealedSize(size))),
        bare_sealed_(frames_, Bytes(bare_size_)),
        sizes_(frames_) {}

  size_t frames() const { return frames_; }
  bool ok() const { return ok_; }

  void Seal() {
    for (size_t i = 0; i < frames_; ++i) {
      const FrameResult result =
          loop_.sender().Seal({}, plain_, absl::MakeSpan(sealed_[i]));
      sizes_[i] = result.size;
      ok_ &= result.status == FrameStatus::kOk;
    }
  }

  void Open() {
    for (size_t i = 0; i < frames_; ++i) {
      const FrameResult result = loop_.receiver().Open(
          {}, absl::MakeConstSpan(sealed_[i]).first(sizes_[i]),
          absl::MakeSpan(opened_));
      ok_ &= result.status == FrameStatus::kOk;
    }
  }

  void BareSeal() {
    for (size_t i = 0; i < frames_; ++i) {
      ok_ &= bare_->Seal(NonceFor({}, i), Aad(), plain_,
                         absl::MakeSpan(bare_sealed_[i]));
    }
  }

  void BareOpen() {
    for (size_t i = 0; i < frames_; ++i) {
      ok_ &= bare_->Open(NonceFor({}, i), Aad(), bare_sealed_[i],
                         absl::MakeSpan(opened_).first(plain_.size()));
    }
  }

 private:
  static absl::Span<const uint8_t> Aad() {
    static constexpr uint8_t kAad[kAadSize] = {0x09, 0x12, 0x34};
    return kAad;
  }

  Loop loop_;
  const std::unique_ptr<BareCipher> bare_;
  const size_t frames_;
  const Bytes plain_;
  Bytes opened_;
  const size_t bare_size_;
  std::vector<Bytes> sealed_;
  std::vector<Bytes> bare_sealed_;
  std::vector<size_t> sizes_;
  bool ok_ = true;
};

double TimeOf(absl::FunctionRef<void()> work) {
  static const double cost_of_clock = CostOf(ThreadNanoseconds);
  const double start = ThreadNanoseconds();
  work();
  return ThreadNanoseconds() - start - cost_of_clock;
}

double Median(std::vector<double> values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

BenchFigures RunBench(CipherSuite suite, size_t size, double seconds) {
  Lane lane(suite, size);
  const std::function<void()> works[] = {
      [&] { lane.Seal(); }, [&] { lane.BareSeal(); }, [&] { lane.Open(); },
      [&] { lane.BareOpen(); }};
  std::vector<double> times[std::size(works)];
  for (const auto& work : works) {
    work();  // Warm up.
  }
  const double end = RealNanoseconds() + seconds * 1e9;
  while (times[0].size() < kMinRounds || RealNanoseconds() < end) {
    for (size_t i = 0; i < std::size(works); ++i) {
      times[i].push_back(TimeOf(works[i]));
    }
  }
  const auto frames = static_cast<double>(lane.frames());
  BenchFigures figures = {
      .seal_ns = Median(times[0]) / frames,
      .bare_seal_ns = Median(times[1]) / frames,
      .open_ns = Median(times[2]) / frames,
      .bare_open_ns = Median(times[3]) / frames,
      .seal_allocations =
          static_cast<double>(CountAllocations([&] { lane.Seal(); })) / frames,
      .open_allocations =
          static_cast<double>(CountAllocations([&] { lane.Open(); })) / frames};
  if (!lane.ok()) {
    figures = {-1, -1, -1, -1, -1, -1};
  }
  return figures;
}

}  // namespace sealframe
