// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens arbitrary bytes in every SFrame suite, with several keys and ratchet
// steps ahead. Nothing comes out that was not sealed, the output is zero, and a
// frame costs one cipher pass at most.
//
// The first byte of the input selects the suite, in place or apart, and how
// many bytes the output buffer is short; the rest is the frame.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/testing/test_call.h"

namespace sealframe {
namespace {

struct Receiver {
  explicit Receiver(CipherSuite suite)
      : end({.suite = suite, .ratchet_bits = 3}) {
    end.Hear("alice", 0);
    end.Hear("alice", 1);
    end.Hear("alice", 0x1234);
    receive =
        end.session().NewReceiveTransform({.participant = "alice"}).value();
  }

  TestEnd end;
  std::unique_ptr<ReceiveTransform> receive;
};

std::vector<std::unique_ptr<Receiver>> NewReceivers() {
  std::vector<std::unique_ptr<Receiver>> receivers;
  for (const CipherSuiteInfo& suite : AllCipherSuites()) {
    receivers.push_back(std::make_unique<Receiver>(suite.suite));
  }
  return receivers;
}

void OpenOne(uint8_t how, absl::Span<const uint8_t> frame) {
  static const auto* const receivers =
      new std::vector<std::unique_ptr<Receiver>>(NewReceivers());
  Receiver& receiver = *(*receivers)[how % 8];
  Bytes buffer(frame.begin(), frame.end());
  const auto room = absl::MakeSpan(buffer).first(
      buffer.size() - std::min<size_t>(buffer.size(), how / 16));
  Bytes apart(room.size(), 0xcc);
  const auto out = (how & 8) != 0 ? room : absl::MakeSpan(apart);
  const uint64_t passes = FailedPasses(receiver.end.keys());
  const FrameResult result = receiver.receive->Open({}, buffer, out);
  const bool is_zero = std::all_of(out.begin(), out.end(),
                                   [](uint8_t byte) { return byte == 0; });
  // Frames without bytes pass; all others are forged.
  if (CameOut(result.status) != buffer.empty() || result.size != 0 ||
      !is_zero || FailedPasses(receiver.end.keys()) - passes > 1) {
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
