// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/fuzz/hostile_frame.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/testing/cipher_work.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/fuzz/check.h"

namespace sealframe {
namespace {

// The lowest limit of failed openings is 2^20 (keyring/key_limits.cc).
constexpr uint64_t kMaxForged = uint64_t{1} << 16;

// What a cipher pass reads beside the frame: nonces, sizes and inner hashes.
constexpr size_t kMaxOther = 128;

// A delta frame of VP8 without start codes.
constexpr uint8_t kGood[] = {0x11, 0xb2, 0xc3, 0xd4};

bool IsZero(absl::Span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](uint8_t byte) { return byte == 0; });
}

}  // namespace

LastingPair::LastingPair(const TestEndOptions& options,
                         std::vector<uint64_t> others)
    : options_(options), others_(std::move(others)) {}

TestPair& LastingPair::Get() {
  if (pair_ == nullptr || FailedPasses(pair_->bob.keys()) > kMaxForged) {
    pair_ = std::make_unique<TestPair>(options_);
    for (const uint64_t index : others_) {
      pair_->bob.Hear("alice", index);
    }
  }
  return *pair_;
}

Opened OpenHostile(TestPair& pair, const HostileFrame& frame,
                   uint64_t max_passes) {
  Bytes buffer(frame.bytes.begin(), frame.bytes.end());
  const auto room = absl::MakeSpan(buffer).first(
      buffer.size() - std::min(buffer.size(), frame.lacking));
  Bytes apart(room.size(), 0xcc);
  const auto out = frame.in_place ? room : absl::MakeSpan(apart);
  const CipherWork before = TotalCipherWork();
  const FrameResult result = pair.receive->Open(frame.info, buffer, out);
  const CipherWork after = TotalCipherWork();
  Check(after.passes - before.passes <= max_passes);
  Check(after.bytes - before.bytes <=
        max_passes * (frame.bytes.size() + kMaxOther));
  Check(CameOut(result.status) || (result.size == 0 && IsZero(out)));
  return {.status = result.status,
          .frame = Bytes(out.begin(), out.begin() + result.size),
          .info = frame.info};
}

void SealAndOpen(TestPair& pair, const FrameInfo& info,
                 absl::Span<const uint8_t> frame) {
  Bytes sealed(pair.send->MaxSealedSize(frame.size()));
  const FrameResult result =
      pair.send->Seal(info, frame, absl::MakeSpan(sealed));
  // Some formats seal frames without bytes, and some pass them.
  Check(result.status == FrameStatus::kOk ||
        (frame.empty() && result.status == FrameStatus::kPassedThrough));
  sealed.resize(result.size);
  const Opened opened = OpenFrom(*pair.receive, sealed, info);
  Check(opened.status == result.status);
  Check(absl::MakeConstSpan(opened.frame) == frame);
}

void OpenGoodFrame(TestPair& pair) {
  SealAndOpen(pair, {.codec = Codec::kVp8}, kGood);
}

}  // namespace sealframe
