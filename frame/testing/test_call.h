// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The ends of a call, for tests and benchmarks: each has a key provider and a
// session over it, as two programs in one call have. What must not fail while a
// test sets itself up ends the program.
//
// Thread-safety: none but that of what is handed out. Allocates.

#ifndef SEALFRAME_FRAME_TESTING_TEST_CALL_H_
#define SEALFRAME_FRAME_TESTING_TEST_CALL_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

using Bytes = std::vector<uint8_t>;

struct TestEndOptions {
  CipherSuite suite = CipherSuite::kAes128GcmSha256_128;
  unsigned ratchet_bits = 0;
  bool per_ssrc = false;
  Profile profile = {};  // In place of the three above.
  CounterReservations* reservations = nullptr;
  bool discard_frame_when_cryptor_not_ready = true;
  bool enable = true;
  std::function<void()> wake = {};
  const Clock* clock = &Clock::System();
};

// TestEnd is one end of a call, in which everybody has a key of their own.
class TestEnd {
 public:
  explicit TestEnd(const TestEndOptions& options = {});

  KeyProvider& keys() { return *keys_; }

  // session makes the session when it is first asked for. There must be a key.
  Session& session();

  // Join gives this end's own participant `id` the key `TestKey(index)` and
  // makes it seal with that.
  void Join(const std::string& id, uint64_t index = 0);

  // Hear gives the other participant `id` the key `TestKey(index)`.
  void Hear(const std::string& id, uint64_t index = 0);

 private:
  const TestEndOptions options_;
  std::shared_ptr<KeyProvider> keys_;
  std::unique_ptr<Session> session_;
};

// TestPair is "alice", who sends one stream, and an end that receives it.
struct TestPair {
  explicit TestPair(const TestEndOptions& options = {},
                    const StreamConfig& config = {});

  TestEnd alice;
  TestEnd bob;
  std::unique_ptr<SendTransform> send;
  std::unique_ptr<ReceiveTransform> receive;
};

// MustBeOk ends the program if `status` is an error.
void MustBeOk(const absl::Status& status);

// TestKey returns one of many keys.
KeyMaterial TestKey(uint64_t number);

// TestFrame returns `size` bytes that differ for different `seed`s.
Bytes TestFrame(size_t size, uint64_t seed = 1);

// SealTo returns `frame` as `send` seals it. That must not fail.
Bytes SealTo(SendTransform& send, absl::Span<const uint8_t> frame,
             const FrameInfo& info = {});

// Opened is how an opening ended and what came out.
struct Opened {
  FrameStatus status;
  Bytes frame;
  FrameInfo info;  // Of held frames.
};

// OpenFrom opens `sealed` out of place, OpenHeldFrom what is held.
Opened OpenFrom(ReceiveTransform& receive, absl::Span<const uint8_t> sealed,
                const FrameInfo& info = {});
Opened OpenHeldFrom(ReceiveTransform& receive, size_t room = 1 << 16);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_TESTING_TEST_CALL_H_
