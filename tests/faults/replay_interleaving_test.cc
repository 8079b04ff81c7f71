// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A thread that opens a frame is stopped between two instructions of the replay
// check, while so many other frames are opened that what it was about to use is
// gone.

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
  const Interleavings done =
      Interleave([] { return std::make_unique<AnyScene>(); }, max_runs);
  EXPECT_EQ(done.fault, "");
  EXPECT_EQ(done.waited, 0u);
  EXPECT_GT(done.runs, done.missed);
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
class LateFrameHidesNoOther final : public Scene {
 public:
  void Stopped() override { ivs_->Add(FrameOf(0, 5)); }
  void Meanwhile() override {
    for (uint64_t lane = 1; lane <= kSingleIvs; ++lane) {
      ivs_->Add(FrameOf(lane, 5));
    }
  }
  std::string Check() override {
    size_t taken = 0;
    ivs_->TakeAllOf(FrameOf(kSingleIvs, 5).lane,
                    [&](const IvFrame&) { ++taken; });
    return taken == 1 ? "" : "a frame is hidden";
  }

 private:
  const std::unique_ptr<SingleIvs> ivs_ = std::make_unique<SingleIvs>();
};

TEST(ReplayInterleavingTest, AFrameThatIsAddedLateHidesNoOther) {
  ExpectRight<LateFrameHidesNoOther>(300);
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
