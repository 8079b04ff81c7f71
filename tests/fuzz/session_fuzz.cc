// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a sender and a receiver through the operations in the input, one a byte:
// set, activate, ratchet and retire keys; seal, alter, lose, repeat and delay
// frames. Every frame that opens was sealed, and opens only once.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <set>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr size_t kMaxFrames = 64;

// With all their ratchet steps, these are no more keys than a stream has replay
// windows.
constexpr uint64_t kKeys = 4;

class Call {
 public:
  Call() {
    alice_.Join("alice", 0);
    bob_.Hear("nobody", 999);
    MustBeOk(bob_.keys().AddRemoteParticipant("alice"));
    send_ = alice_.session().NewSendTransform({.participant = "alice"}).value();
    receive_ = bob_.session()
                   .NewReceiveTransform({.participant = "alice",
                                         .hold = {.max_frames = 5,
                                                  .max_bytes = 300,
                                                  .max_age = absl::Seconds(1)}})
                   .value();
  }

  void Do(uint8_t operation) {
    const size_t number = operation / 16;
    switch (operation % 16) {
      case 0:
        alice_.keys()
            .SetKey("alice", number % kKeys, TestKey(number % kKeys))
            .IgnoreError();
        return;
      case 1:
        alice_.keys().Activate("alice", number % kKeys).IgnoreError();
        return;
      case 2:
        alice_.keys().Ratchet("alice").IgnoreError();
        return;
      case 3:
        bob_.keys()
            .SetKey("alice", number % kKeys, TestKey(number % kKeys))
            .IgnoreError();
        return;
      case 4:
        bob_.keys()
            .Retire("alice", number % kKeys, absl::Milliseconds(100))
            .IgnoreError();
        return;
      case 5:
        bob_.session().Poll();
        alice_.session().Poll();
        return;
      case 6:
        clock_.Advance(absl::Milliseconds(50 * number));
        return;
      case 7:
        return Open(number, /*alter=*/true);
      case 8:
      case 9:
        return OpenHeld();
      case 10:
      case 11:
      case 12:
        return Seal(number);
      default:
        return Open(number, /*alter=*/false);
    }
  }

 private:
  void Seal(size_t number) {
    if (sealed_.size() == kMaxFrames) {
      return;
    }
    Bytes frame = TestFrame(1 + 7 * number, sealed_.size());
    frame[0] = static_cast<uint8_t>(sealed_.size());
    Bytes out(send_->MaxSealedSize(frame.size()));
    const FrameResult result = send_->Seal({}, frame, absl::MakeSpan(out));
    out.resize(result.size);
    frames_.push_back(frame);
    sealed_.push_back(out);
  }

  // Opens one of the most recent frames.
  void Open(size_t number, bool alter) {
    if (number >= sealed_.size()) {
      return;
    }
    Bytes sealed = sealed_[sealed_.size() - 1 - number];
    if (alter && !sealed.empty()) {
      sealed.back() ^= 1;
    }
    const Opened opened = OpenFrom(*receive_, sealed);
    if (opened.status == FrameStatus::kOk) {
      Check(opened.frame);
    }
  }

  void OpenHeld() {
    const Opened opened = OpenHeldFrom(*receive_, 200);
    if (opened.status == FrameStatus::kOk) {
      Check(opened.frame);
    }
  }

  void Check(const Bytes& frame) {
    if (frame.empty() || frame[0] >= frames_.size() ||
        frame != frames_[frame[0]] || !opened_.insert(frame[0]).second) {
      std::abort();
    }
  }

  FakeClock clock_;
  TestEnd alice_{{.ratchet_bits = 3, .clock = &clock_}};
  TestEnd bob_{{.ratchet_bits = 3, .clock = &clock_}};
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
  std::vector<Bytes> frames_;
  std::vector<Bytes> sealed_;
  std::set<uint8_t> opened_;
};

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sealframe::Call call;
  for (size_t i = 0; i < size; ++i) {
    call.Do(data[i]);
  }
  return 0;
}
