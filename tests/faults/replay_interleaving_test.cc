// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A thread is stopped between two instructions of the replay check. Meanwhile,
// other frames are opened: so many that what it was about to use is gone, or
// some for which an SSRC gets, loses or gets back its window.

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <utility>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_lane_archive.h"
#include "sealframe/keyring/iv/iv_memory.h"
#include "sealframe/keyring/iv/iv_windows.h"
#include "sealframe/keyring/iv/single_ivs.h"
#include "sealframe/keyring/iv/testing/iv_fixture.h"
#include "sealframe/keyring/spare_arrays.h"
#include "sealframe/tests/faults/interleaver.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

// What the next allocation of a thread waits for.
thread_local std::function<void()>* before_allocation = nullptr;

}  // namespace
}  // namespace sealframe

void* operator new(size_t size) {
  if (auto* const before =
          std::exchange(sealframe::before_allocation, nullptr)) {
    (*before)();
  }
  void* const memory = std::malloc(size);
  if (memory == nullptr) {
    std::abort();
  }
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }

namespace sealframe {
namespace {

template <typename AnyScene>
void ExpectRight(size_t max_runs) {
  const Interleavings done = Interleave(
      [] { return std::make_unique<AnyScene>(); }, RunsInTest(max_runs));
  EXPECT_EQ(done.fault, "");
  EXPECT_EQ(done.waited, 0u);
  EXPECT_TRUE(done.enough()) << "missed " << done.missed;
}

IvFrame FrameOf(uint64_t lane, uint32_t position) {
  return {.lane = MixBits(lane) & ~uint64_t{3}, .position = position};
}

// A frame whose bits are all zero looks like one that is not written yet.
class FrameIsTakenOnce final : public Scene {
 public:
  void Stopped() override {
    const IvFrame frame = FrameOf(1, 0);
    taken_ += ivs_->Take(frame, ivs_->Add(frame).number) ? 1 : 0;
  }
  void Meanwhile() override {
    ivs_->TakeAllOf(FrameOf(1, 0).lane, [&](const IvFrame&) { ++taken_; });
  }
  std::string Check() override { return taken_ == 1 ? "" : "not taken once"; }

 private:
  const std::unique_ptr<SingleIvs> ivs_ = std::make_unique<SingleIvs>();
  int taken_ = 0;
};

TEST(ReplayInterleavingTest, AFrameIsTakenOnceWhileItIsAdded) {
  ExpectRight<FrameIsTakenOnce>(3000);
}

// The frame that is added late has the place of the last of the others.
template <uint64_t kOthers>
class LateFrameHidesNoOther final : public Scene {
 public:
  void Stopped() override { ivs_->Add(FrameOf(0, 5)); }
  void Meanwhile() override {
    for (uint64_t lane = 1; lane <= kOthers; ++lane) {
      ivs_->Add(FrameOf(lane, 5));
    }
  }
  std::string Check() override {
    size_t taken = 0;
    ivs_->TakeAllOf(FrameOf(kOthers, 5).lane, [&](const IvFrame&) { ++taken; });
    return taken == 1 ? "" : "a frame is hidden";
  }

 private:
  const std::unique_ptr<SingleIvs> ivs_ = std::make_unique<SingleIvs>();
};

TEST(ReplayInterleavingTest, AFrameThatIsAddedLateHidesNoOther) {
  ExpectRight<LateFrameHidesNoOther<kSingleIvs>>(300);
}

TEST(ReplayInterleavingTest, AFrameThatIsAddedFiveLapsLateHidesNoOther) {
  ExpectRight<LateFrameHidesNoOther<5 * kSingleIvs>>(150);
}

// Gate is a barrier for one thread, until another opens it. Both take the same
// instructions each time.
class Gate {
 public:
  ~Gate() { close(event_); }

  void Open() { Require(eventfd_write(event_, 1) == 0); }
  void Wait() {
    eventfd_t times;
    Require(eventfd_read(event_, &times) == 0);
  }

 private:
  static void Require(bool done) {
    if (!done) {
      std::abort();
    }
  }

  const int event_ = eventfd(0, EFD_CLOEXEC);
};

// A participant with as many SSRCs as there are windows.
class WindowsScene : public Scene {
 protected:
  static constexpr size_t kSmallLog = 16;
  static constexpr uint32_t kInNewBucket = 0x5000000;  // A timestamp.

  WindowsScene() {
    for (uint32_t ssrc = 1; ssrc <= kIvWindows; ++ssrc) {
      OpenFirst(ssrc);
    }
  }

  bool Open(uint32_t ssrc, uint32_t timestamp, uint32_t word) {
    return windows_.Commit(kKey, Iv(ssrc, timestamp, word), clock_);
  }
  // OpenFirst opens the first two frames of an SSRC, which gets a window.
  void OpenFirst(uint32_t ssrc) {
    Open(ssrc, 5, 1);
    Open(ssrc, 5, 2);
    clock_.Advance(absl::Seconds(1));
  }
  // OpenEach returns how many of the next frames of an SSRC open.
  uint32_t OpenEach(uint32_t ssrc, uint32_t frames) {
    uint32_t opened = 0;
    for (uint32_t i = 0; i < frames; ++i) {
      opened += Open(ssrc, 10 + i, 3 + i) ? 1 : 0;
    }
    return opened;
  }

  FakeClock clock_;

 private:
  IvWindows windows_{IvLayout::kSsrcTimestampWord,
                     std::make_shared<IvMemory>(kSmallLog)};
};

// A frame is opened of the SSRC that is next to lose its window. Meanwhile,
// another SSRC needs one.
template <uint32_t kFrames>
class LateFrameDisturbsNoOtherLane final : public WindowsScene {
 public:
  void Stopped() override { is_late_open_ = OpenLate(); }
  void Meanwhile() override {
    OpenFirst(100);
    opened_ = OpenEach(100, kFrames);
  }
  std::string Check() override {
    if (opened_ != kFrames || !Open(100, 9, 3)) {
      return "a frame is refused";
    }
    return OpenEach(100, kFrames) == 0 && !(is_late_open_ && OpenLate())
               ? ""
               : "a frame opens again";
  }

 private:
  bool OpenLate() { return Open(1, kInNewBucket, 3); }

  bool is_late_open_ = false;
  uint32_t opened_ = 0;
};

TEST(ReplayInterleavingTest, AFrameThatIsLateDisturbsNoOtherLane) {
  ExpectRight<LateFrameDisturbsNoOtherLane<5>>(500);
  ExpectRight<LateFrameDisturbsNoOtherLane<13>>(500);  // The log is full.
}

class FrameOpensOnceWhileItsLaneLosesItsWindow final : public WindowsScene {
 public:
  void Stopped() override { OpenFirst(100); }
  void Meanwhile() override { is_open_ = Open(1, kInNewBucket, 3); }
  std::string Check() override {
    return is_open_ && Open(1, kInNewBucket, 3) ? "a frame opens again" : "";
  }

 private:
  bool is_open_ = false;
};

TEST(ReplayInterleavingTest, AFrameOpensOnceWhileItsLaneLosesItsWindow) {
  ExpectRight<FrameOpensOnceWhileItsLaneLosesItsWindow>(1000);
}

// Another thread is making the first window of the SSRC.
class FrameOpensWhileItsLaneGetsAWindow final : public WindowsScene {
 public:
  void Stopped() override { OpenFirst(100); }
  void Meanwhile() override { is_open_ = Open(100, 7, 3); }
  std::string Check() override {
    return !is_open_         ? "a frame is refused"
           : Open(100, 7, 3) ? "a frame opens again"
           : Open(100, 6, 4) ? ""
                             : "the next frame is refused";
  }

 private:
  bool is_open_ = false;
};

TEST(ReplayInterleavingTest, AFrameOpensWhileItsLaneGetsAWindow) {
  ExpectRight<FrameOpensWhileItsLaneGetsAWindow>(1000);
}

// Another thread is making a window for an SSRC that had lost its own.
class FrameOpensOnceWhileItsLaneIsRestored final : public WindowsScene {
 public:
  FrameOpensOnceWhileItsLaneIsRestored() { OpenFirst(100); }
  void Stopped() override { Open(1, kInNewBucket, 3); }
  void Meanwhile() override { is_open_again_ = Open(1, 5, 1); }
  std::string Check() override {
    return is_open_again_ || Open(1, 5, 2) || Open(1, kInNewBucket, 3)
               ? "a frame opens again"
               : "";
  }

 private:
  bool is_open_again_ = false;
};

TEST(ReplayInterleavingTest, AFrameOpensOnceWhileItsLaneIsRestored) {
  ExpectRight<FrameOpensOnceWhileItsLaneIsRestored>(1000);
}

// The SSRC of the frame opens so many others meanwhile that the numbers of the
// log's laps, of 4 bits, come round.
class FrameManyLapsLateDisturbsNoOther final : public WindowsScene {
 public:
  void Stopped() override { Open(1, 9, 3); }
  void Meanwhile() override { OpenEach(1, kFrames); }
  std::string Check() override {
    Open(1, 10 + kFrames, 3);
    return OpenEach(1, kFrames) == 0 ? "" : "a frame opens again";
  }

 private:
  static constexpr uint32_t kFrames = 16 * kSmallLog - 6;
};

TEST(ReplayInterleavingTest, AFrameThatIsManyLapsLateDisturbsNoOther) {
  ExpectRight<FrameManyLapsLateDisturbsNoOther>(500);
}

// An SSRC that has a window opens a frame while another one asks for a window,
// and there is no room.
class LaneThatKeepsItsWindowOpensFrames final : public WindowsScene {
 public:
  LaneThatKeepsItsWindowOpensFrames() {
    for (uint32_t ssrc = kIvWindows + 1; ssrc < kNew; ++ssrc) {
      OpenFirst(ssrc);
    }
    Open(kNew, 5, 1);
  }
  void Stopped() override { has_room_ = Open(kNew, 5, 2); }
  void Meanwhile() override { opened_ = Open(kNext, 6, 3); }
  std::string Check() override {
    return has_room_ ? "there is room" : opened_ ? "" : "a frame is refused";
  }

 private:
  // The SSRC that would be next to lose its window.
  static constexpr uint32_t kNext = kArchivedIvLanes + 1;
  static constexpr uint32_t kNew = kIvWindows + kArchivedIvLanes + 1;

  bool has_room_ = false;
  bool opened_ = false;
};

TEST(ReplayInterleavingTest, ALaneThatKeepsItsWindowOpensFrames) {
  ExpectRight<LaneThatKeepsItsWindowOpensFrames>(300);
}

// A frame's thread finds that its SSRC had no window yet, and goes to sleep as
// it allocates. The SSRC gets a window, in which the frame opens, and loses it.
// It gets the next one while the first thread looks for it.
class FrameOpensOnceWhileItsLaneReturns final : public Scene {
 public:
  FrameOpensOnceWhileItsLaneReturns() {
    // The first frame will have to allocate.
    for (size_t i = 0; i < kSpareArrays; ++i) {
      memory_->singles.Take();
    }
  }
  ~FrameOpensOnceWhileItsLaneReturns() override {
    begin_.Open();
    others_.join();
  }

  void Stopped() override {
    std::function<void()> wait_for_others = [this] {
      begin_.Open();
      end_.Wait();
    };
    before_allocation = &wait_for_others;
    OpenFrame();
    before_allocation = nullptr;
  }
  void Meanwhile() override { Open(Iv(1, 0x5000000, 4)); }
  std::string Check() override {
    OpenFrame();
    return opened_ == 1 ? "" : "opened " + std::to_string(opened_) + " times";
  }

 private:
  static constexpr IvLayout kLayout = IvLayout::kSsrcTimestampWord;

  bool Open(const Nonce& iv) { return windows_.Commit(kKey, iv, clock_); }
  void OpenFrame() { opened_ += Open(Iv(1, 5, 3)) ? 1 : 0; }

  void GetAndLoseWindow() {
    Open(Iv(1, 5, 1));
    Open(Iv(1, 5, 2));
    OpenFrame();
    clock_.Advance(absl::Seconds(10));
    for (uint32_t ssrc = 2; ssrc < 2 + kSingleIvs; ++ssrc) {
      Open(Iv(ssrc, 5, 1));
    }
    for (uint32_t ssrc = 2; ssrc < 2 + kIvWindows; ++ssrc) {
      Open(Iv(ssrc, 5, 2));
    }
  }

  FakeClock clock_;
  const std::shared_ptr<IvMemory> memory_ = std::make_shared<IvMemory>(16);
  IvWindows windows_{kLayout, memory_};
  std::atomic<int> opened_{0};
  Gate begin_;
  Gate end_;
  std::thread others_{[this] {
    begin_.Wait();
    GetAndLoseWindow();
    end_.Open();
  }};
};

TEST(ReplayInterleavingTest, AFrameOpensOnceWhileItsLaneReturns) {
  ExpectRight<FrameOpensOnceWhileItsLaneReturns>(500);
}

}  // namespace
}  // namespace sealframe
