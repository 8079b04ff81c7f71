// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens arbitrary bytes in every SFrame suite, with several keys and ratchet
// steps ahead. Only the media of the corpus comes out, a failure leaves zeros,
// and a frame costs one cipher pass at most. Afterwards a good frame and the
// bytes themselves, sealed as a frame, open to the same bytes.
//
// The first byte of the input selects the suite, in place or apart, and how
// many bytes the output buffer is short; the rest is the frame.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/hostile_frame.h"
#include "sealframe/tests/fuzz/seed_media.h"

namespace sealframe {
namespace {

std::vector<LastingPair> NewPairs() {
  std::vector<LastingPair> pairs;
  for (const CipherSuiteInfo& suite : AllCipherSuites()) {
    pairs.emplace_back(TestEndOptions{.suite = suite.suite, .ratchet_bits = 3},
                       std::vector<uint64_t>{kSeedKey, 0x1234});
  }
  return pairs;
}

void OpenOne(uint8_t how, absl::Span<const uint8_t> frame) {
  static auto* const pairs = new std::vector<LastingPair>(NewPairs());
  TestPair& pair = (*pairs)[how % 8].Get();
  const Opened opened = OpenHostile(
      pair,
      {.in_place = (how & 8) != 0, .lacking = size_t{how} / 16, .bytes = frame},
      /*max_passes=*/1);
  if (opened.status == FrameStatus::kOk) {
    Check(IsSeedMedia(opened.frame));
  } else {
    Check(CameOut(opened.status) == frame.empty());
  }
  OpenGoodFrame(pair);
  SealAndOpen(pair, {}, frame);
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size != 0) {
    sealframe::OpenOne(data[0], absl::MakeConstSpan(data + 1, size - 1));
  }
  return 0;
}
