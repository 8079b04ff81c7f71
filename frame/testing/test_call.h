// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The ends of a call, for tests and benchmarks: each has its own key provider
// and session, as separate programs have. A failure during setup ends the
// program.
//
// Thread-safety: none, except for the objects that `TestEnd` returns.
// Allocates.

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
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

using Bytes = std::vector<uint8_t>;

struct TestEndOptions {
  CipherSuite suite = CipherSuite::kAes128GcmSha256_128;
  unsigned ratchet_bits = 0;
  bool per_ssrc = false;
  Profile profile = {};  // Replaces the three fields above.
  CounterReservations* reservations = nullptr;
  size_t replay_window = kDefaultReplayWindow;
  KeyMode key_mode = KeyMode::kPerParticipant;  // `Join` needs this one.
  bool discard_frame_when_cryptor_not_ready = true;
  bool enable = true;
  std::function<void()> wake = {};
  const Clock* clock = &Clock::System();
};

// TestEnd is one end of a call.
class TestEnd {
 public:
  explicit TestEnd(const TestEndOptions& options = {});

  KeyProvider& keys() { return *keys_; }

  // session creates the session on its first call, which needs a key to be set.
  Session& session();

  // Join adds local participant `id` and activates `TestKey(index)` for it.
  void Join(const std::string& id, uint64_t index = 0);

  // Hear sets `TestKey(index)` for remote participant `id`.
  void Hear(const std::string& id, uint64_t index = 0);

 private:
  const TestEndOptions options_;
  std::shared_ptr<KeyProvider> keys_;
  std::unique_ptr<Session> session_;
};

// TestPair is an end where "alice" sends one stream, and an end that receives
// it.
struct TestPair {
  explicit TestPair(const TestEndOptions& options = {},
                    const StreamConfig& config = {});

  TestEnd alice;
  TestEnd bob;
  std::unique_ptr<SendTransform> send;
  std::unique_ptr<ReceiveTransform> receive;
};

// FailedPasses returns how many cipher passes with keys of remote participant
// "alice" have failed: the cost of forged frames.
uint64_t FailedPasses(const KeyProvider& keys);

// MustBeOk ends the program if `status` is an error.
void MustBeOk(const absl::Status& status);

// TestKey returns a different key for each `number`.
KeyMaterial TestKey(uint64_t number);

// TestFrame returns `size` bytes that differ for different `seed`s.
Bytes TestFrame(size_t size, uint64_t seed = 1);

// SealTo returns `frame` sealed by `send`, and ends the program on failure.
Bytes SealTo(SendTransform& send, absl::Span<const uint8_t> frame,
             const FrameInfo& info = {});

// Opened is the result of opening a frame, and its plaintext.
struct Opened {
  FrameStatus status;
  Bytes frame;
  FrameInfo info;  // Held frames only.
};

// OpenFrom opens `sealed`, and OpenHeldFrom the next held frame, out of place.
Opened OpenFrom(ReceiveTransform& receive, absl::Span<const uint8_t> sealed,
                const FrameInfo& info = {});
Opened OpenHeldFrom(ReceiveTransform& receive, size_t room = 1 << 16);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_TESTING_TEST_CALL_H_
