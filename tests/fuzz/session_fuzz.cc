// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a sender and a receiver through the operations in the input, one a byte:
// set, activate, ratchet and retire keys; seal, alter, lose, repeat and delay
// frames. Every frame that opens was sealed, and opens only once. Frames seal
// while a key is active. They open while the receiver has their key, unless
// they wait behind held frames.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/key_model.h"
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
    model_.Activate(0);
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
        if (alice_.keys().Activate("alice", number % kKeys).ok()) {
          model_.Activate(number % kKeys);
        }
        return;
      case 2:
        if (alice_.keys().Ratchet("alice").ok()) {
          model_.Ratchet();
        }
        return;
      case 3:
        return SetAtBob(number % kKeys);
      case 4:
        model_.Retire(number % kKeys);
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
  struct Sealed {
    Bytes frame;
    Bytes sealed;
    uint64_t key;
  };

  void SetAtBob(uint64_t index) {
    if (bob_.keys().SetKey("alice", index, TestKey(index)).ok()) {
      model_.SetAtReceiver(index);
    }
  }

  void Seal(size_t number) {
    if (sealed_.size() == kMaxFrames) {
      return;
    }
    Bytes frame = TestFrame(1 + 7 * number, sealed_.size());
    frame[0] = static_cast<uint8_t>(sealed_.size());
    sealed_.push_back({.frame = frame,
                       .sealed = SealTo(*send_, frame),
                       .key = model_.active().value()});
  }

  // Opens one of the most recent frames.
  void Open(size_t number, bool alter) {
    if (number >= sealed_.size()) {
      return;
    }
    const size_t index = sealed_.size() - 1 - number;
    const Sealed& one = sealed_[index];
    Bytes bytes = one.sealed;
    if (alter) {
      bytes.back() ^= 1;
    }
    const bool must_open =
        !alter && model_.Opens(one.key) && receive_->next_held_size() == 0;
    const bool is_replay = opened_.count(static_cast<uint8_t>(index)) != 0;
    const Opened opened = OpenFrom(*receive_, bytes);
    if (opened.status == FrameStatus::kOk) {
      Check(!alter);
      CameOut(opened.frame);
    }
    if (must_open) {
      Check(opened.status ==
            (is_replay ? FrameStatus::kReplayed : FrameStatus::kOk));
    }
  }

  void OpenHeld() {
    const Opened opened = OpenHeldFrom(*receive_, 200);
    if (opened.status == FrameStatus::kOk) {
      CameOut(opened.frame);
    }
  }

  void CameOut(const Bytes& frame) {
    Check(!frame.empty() && frame[0] < sealed_.size());
    Check(frame == sealed_[frame[0]].frame);
    Check(opened_.insert(frame[0]).second);
  }

  FakeClock clock_;
  TestEnd alice_{{.ratchet_bits = 3, .clock = &clock_}};
  TestEnd bob_{{.ratchet_bits = 3, .clock = &clock_}};
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
  KeyModel model_;
  std::vector<Sealed> sealed_;
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
