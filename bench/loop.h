// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One sender and one receiver of an SFrame stream with nothing between them,
// for benchmarks and `sealframe bench`.
//
// Thread-safety: none.

#ifndef SEALFRAME_BENCH_LOOP_H_
#define SEALFRAME_BENCH_LOOP_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"

namespace sealframe {

class Loop {
 public:
  // Loop makes both ends, each with its own provider for the same keys.
  explicit Loop(CipherSuite suite);

  SendTransform& sender() { return *sender_; }
  ReceiveTransform& receiver() { return *receiver_; }

 private:
  std::unique_ptr<Session> sending_;
  std::unique_ptr<Session> receiving_;
  std::unique_ptr<SendTransform> sender_;
  std::unique_ptr<ReceiveTransform> receiver_;
};

}  // namespace sealframe

#endif  // SEALFRAME_BENCH_LOOP_H_
