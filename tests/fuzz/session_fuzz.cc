// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a sender and a receiver through the operations in the input, one a byte:
// set, activate, ratchet and retire keys; seal, alter, lose, repeat and delay
// frames. No two frames have the same key, step and counter. Every frame that
// opens was sealed, and opens only once. Frames seal while a key is active.
// They open while the receiver has their key, unless they wait behind held
// frames. They do not open before it has the key, nor after the key is gone.
// Frames without a key are held as long as the options allow, and come out with
// their info once the receiver has their key.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/held_frames.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/held_model.h"
#include "sealframe/tests/fuzz/key_model.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr size_t kMaxFrames = 64;

constexpr uint64_t kKeys = 4;
constexpr unsigned kRatchetBits = 3;

const HoldOptions kHold = {
    .max_frames = 5, .max_bytes = 300, .max_age = absl::Seconds(1)};

class Call {
 public:
  Call() {
    alice_.Join("alice", 0);
    alices_keys_.Set(0);
    alices_keys_.Activate(0);
    bob_.Hear("nobody", 999);
    MustBeOk(bob_.keys().AddRemoteParticipant("alice"));
    send_ = alice_.session().NewSendTransform({.participant = "alice"}).value();
    receive_ = bob_.session()
                   .NewReceiveTransform({.participant = "alice", .hold = kHold})
                   .value();
  }

  void Do(uint8_t operation) {
    Run(operation);
    before_ = operation;
  }

 private:
  struct Sealed {
    Bytes frame;
    Bytes sealed;
    KeyStep key;
  };

  // A frame that was given to bob. Its token is its place in `offered_`, from 1
  // on.
  struct Offered {
    uint8_t frame = 0;  // Its place among the sealed frames.
    bool is_altered = false;
  };

  void Run(uint8_t operation) {
    const size_t number = operation / 16;
    switch (operation % 16) {
      case 0:
        return SetAtAlice(number % kKeys);
      case 1:
        return Activate(number % kKeys);
      case 2:
        return Ratchet();
      case 3:
        return SetAtBob(number % kKeys);
      case 4:
        return RetireAtBob(number % kKeys);
      case 5:
        return Poll();
      case 6:
        clock_.Advance(absl::Milliseconds(50 * number));
        return;
      case 7:
        return OpenAltered(number);
      case 8:
        return OpenHeld(number);
      case 9:
        return RetireAtAlice(number % kKeys);
      case 10:
      case 11:
      case 12:
        return Seal(number);
      default:
        return Open(number);
    }
  }

  void SetAtAlice(uint64_t index) {
    const bool is_new = !alices_keys_.Has(index);
    Check(alice_.keys().SetKey("alice", index, TestKey(index)).ok() == is_new);
    if (is_new) {
      alices_keys_.Set(index);
    }
  }

  void Activate(uint64_t index) {
    const bool has = alices_keys_.Has(index);
    Check(alice_.keys().Activate("alice", index).ok() == has);
    if (has) {
      alices_keys_.Activate(index);
    }
  }

  void RetireAtAlice(uint64_t index) {
    const bool has = alices_keys_.Has(index);
    Check(alice_.keys().Retire("alice", index, absl::ZeroDuration()).ok() ==
          has);
    if (has) {
      alices_keys_.Retire(index);
    }
  }

  void Ratchet() {
    const bool has = alices_keys_.active().has_value();
    Check(alice_.keys().Ratchet("alice").ok() == has);
    if (has) {
      alices_keys_.Ratchet();
    }
  }

  void SetAtBob(uint64_t index) {
    const bool is_set = bob_.keys().SetKey("alice", index, TestKey(index)).ok();
    Check(bobs_keys_.MayBe(index, /*has=*/!is_set));
    if (is_set) {
      bobs_keys_.Set(index);
    }
  }

  void RetireAtBob(uint64_t index) {
    constexpr absl::Duration kOverlap = absl::Milliseconds(100);
    const bool is_retired = bob_.keys().Retire("alice", index, kOverlap).ok();
    Check(bobs_keys_.MayBe(index, /*has=*/is_retired));
    if (is_retired) {
      bobs_keys_.Retire(index, clock_.Now() + kOverlap);
    }
  }

  void Poll() {
    bob_.session().Poll();
    alice_.session().Poll();
    bobs_keys_.Poll(clock_.Now());
  }

  void Seal(size_t number) {
    if (sealed_.size() == kMaxFrames) {
      return;
    }
    Bytes frame = TestFrame(1 + 7 * number, sealed_.size());
    frame[0] = static_cast<uint8_t>(sealed_.size());
    Bytes sealed(send_->MaxSealedSize(frame.size()));
    const FrameResult result = send_->Seal({}, frame, absl::MakeSpan(sealed));
    const std::optional<KeyStep> key = alices_keys_.active();
    Check((result.status == FrameStatus::kOk) == key.has_value());
    if (key.has_value()) {
      sealed.resize(result.size);
      const auto seen = InspectFrameAs("sframe", {}, sealed);
      Check(seen.has_value() && used_.insert({*key, seen->counter}).second);
      keys_.insert(*key);
      sealed_.push_back({.frame = frame, .sealed = sealed, .key = *key});
    }
  }

  const Sealed* Recent(size_t number) const {
    return number < sealed_.size() ? &sealed_[sealed_.size() - 1 - number]
                                   : nullptr;
  }

  void Open(size_t number) {
    const Sealed* const one = Recent(number);
    if (one == nullptr) {
      return;
    }
    held_.DropOld(clock_.Now());
    const Fate fate = held_.FateOf(one->key, one->sealed.size(), bobs_keys_);
    const Opened opened = OpenBytes(*one, one->sealed);
    if (fate == Fate::kIsHeld) {
      Check(opened.status == FrameStatus::kHeld);
    } else if (fate == Fate::kIsOpened) {
      MustOpen(*one, opened.status);
    }
    if (opened.status == FrameStatus::kOk) {
      CameOut(*one, opened.frame);
    }
  }

  // OpenAltered alters a bit at a place that the operation before selects.
  void OpenAltered(size_t number) {
    const Sealed* const one = Recent(number);
    if (one == nullptr) {
      return;
    }
    Bytes bytes = one->sealed;
    bytes[before_ * bytes.size() / 256] ^=
        static_cast<uint8_t>(1 << before_ % 8);
    Check(OpenBytes(*one, bytes).status != FrameStatus::kOk);
  }

  // OpenBytes opens `bytes`, which stand for those of `one`.
  Opened OpenBytes(const Sealed& one, const Bytes& bytes) {
    const bool is_altered = bytes != one.sealed;
    offered_.push_back({.frame = one.frame[0], .is_altered = is_altered});
    const uint64_t token = offered_.size();
    Opened opened = OpenFrom(*receive_, bytes, InfoOf(token));
    held_.DropOld(clock_.Now());
    if (opened.status == FrameStatus::kHeld) {
      held_.Hold(token,
                 is_altered ? std::nullopt : std::optional<KeyStep>(one.key),
                 bytes.size(), clock_.Now());
    }
    CompareHeld();
    return opened;
  }

  // InfoOf returns a different info for each token.
  static FrameInfo InfoOf(uint64_t token) {
    const auto number = static_cast<uint32_t>(token);
    return {.codec = Codec::kVp8,
            .key_frame = number % 2 != 0,
            .ssrc = 7 * number,
            .rtp_timestamp = 3000 * number,
            .token = token};
  }

  void CompareHeld() {
    std::vector<uint64_t> tokens;
    for (size_t i = 0; i < receive_->held_frames(); ++i) {
      tokens.push_back(receive_->held_token(i));
    }
    held_.Compare(tokens);
  }

  // OpenHeld opens a held frame, with as much room as it needs, or less.
  void OpenHeld(size_t number) {
    held_.DropOld(clock_.Now());
    const size_t first_ready = held_.FirstReady(bobs_keys_);
    const size_t needed = receive_->next_held_size();
    const size_t room = number < 12 ? needed : needed / 2;
    const Opened opened = OpenHeldFrom(*receive_, room);
    Check((opened.status == FrameStatus::kNoFrame) == (needed == 0));
    Check(needed != 0 || !held_.HasReady(bobs_keys_));
    if (opened.status != FrameStatus::kNoFrame &&
        opened.status != FrameStatus::kBufferTooSmall) {
      CameOutOfHeld(opened, first_ready);
    } else {
      Check(opened.info.token == 0 && (needed == 0 || room < needed));
    }
    CompareHeld();
  }

  // CameOutOfHeld checks a frame that the stream no longer holds. The receiver
  // had the key of the frame at `first_ready`.
  void CameOutOfHeld(const Opened& opened, size_t first_ready) {
    const FrameInfo& info = opened.info;
    const size_t place = held_.Remove(info.token, bobs_keys_);
    Check(place <= first_ready);
    const FrameInfo expected = InfoOf(info.token);
    Check(info.codec == expected.codec && info.ssrc == expected.ssrc &&
          info.key_frame == expected.key_frame &&
          info.rtp_timestamp == expected.rtp_timestamp);
    const Offered& offered = offered_.at(static_cast<size_t>(info.token) - 1);
    const Sealed& one = sealed_[offered.frame];
    if (place == first_ready) {
      MustOpen(one, opened.status);
    }
    if (opened.status == FrameStatus::kOk) {
      Check(!offered.is_altered);
      CameOut(one, opened.frame);
    }
  }

  // MustOpen checks the outcome of a frame whose key the receiver has.
  void MustOpen(const Sealed& one, FrameStatus status) const {
    const bool is_replay = opened_.count(one.frame[0]) != 0;
    Check(status == (is_replay ? FrameStatus::kReplayed : FrameStatus::kOk) ||
          (status == FrameStatus::kOk && MayForget()));
  }

  // MayForget returns whether the receiver may have forgotten which frames it
  // has opened.
  bool MayForget() const { return keys_.size() > kRememberedKeys; }

  void CameOut(const Sealed& one, const Bytes& frame) {
    Check(frame == one.frame);
    Check(opened_.insert(frame[0]).second || MayForget());
    Check(bobs_keys_.MayOpen(one.key));
    bobs_keys_.Open(one.key);
  }

  FakeClock clock_;
  TestEnd alice_{{.ratchet_bits = kRatchetBits, .clock = &clock_}};
  TestEnd bob_{{.ratchet_bits = kRatchetBits, .clock = &clock_}};
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
  SenderKeys alices_keys_;
  ReceiverKeys bobs_keys_{(1 << kRatchetBits) / 2};
  std::set<std::pair<KeyStep, uint64_t>> used_;  // With their counters.
  std::set<KeyStep> keys_;                       // Those that sealed frames.
  std::vector<Sealed> sealed_;
  std::vector<Offered> offered_;
  HeldModel held_{kHold, /*names_keys=*/true};
  std::set<uint8_t> opened_;
  uint8_t before_ = 0;  // The operation before.
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
