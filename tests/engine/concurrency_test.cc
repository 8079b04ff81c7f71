// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs streams on separate threads while their keys change. Run it under the
// thread sanitizer, too.

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr size_t kStreams = 3;
// All streams together stay within the replay window of a key.
constexpr uint64_t kFramesPerStream = 1300;
constexpr uint64_t kKeys = 6;
constexpr uint64_t kFramesPerKey = kFramesPerStream / kKeys;

// Network carries a stream's frames from its sender to its receivers. It uses
// std::mutex, which the thread sanitizer understands.
class Network {
 public:
  void Send(Bytes frame) {
    const std::lock_guard<std::mutex> lock(mutex_);
    frames_.push_back(std::move(frame));
    changed_.notify_all();
  }

  void Close() {
    const std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  // Receive waits for frame `number`. It returns false if the network closes
  // before that frame is sent.
  bool Receive(size_t number, Bytes* frame) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || frames_.size() > number; });
    if (frames_.size() <= number) {
      return false;
    }
    *frame = frames_[number];
    return true;
  }

  // Frames returns all frames. Call it only once the network is closed.
  const std::vector<Bytes>& Frames() const { return frames_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Bytes> frames_;
  bool closed_ = false;
};

class ConcurrencyTest : public testing::Test {
 protected:
  ConcurrencyTest() {
    alice_.Join("alice");
    bob_.Hear("alice");
    alice_.session();
    bob_.session();
  }

  void SendAll(size_t stream) {
    const auto send =
        alice_.session().NewSendTransform({.participant = "alice"}).value();
    for (uint64_t i = 0; i < kFramesPerStream; ++i) {
      while (i >= allowed_) {
        std::this_thread::yield();
      }
      ++begun_[stream];
      networks_[stream].Send(SealTo(*send, TestFrame(30, i)));
    }
    networks_[stream].Close();
  }

  void ReceiveAll(size_t stream) {
    const auto receive =
        bob_.session().NewReceiveTransform({.participant = "alice"}).value();
    Bytes sealed;
    for (size_t i = 0; networks_[stream].Receive(i, &sealed); ++i) {
      const Opened opened = OpenFrom(*receive, sealed);
      if (opened.status != FrameStatus::kOk ||
          opened.frame != TestFrame(30, i)) {
        ++lost_;
      }
      ++received_[stream];
    }
  }

  // WaitUntilReceived waits for all frames whose sealing began before the call.
  void WaitUntilReceived() {
    for (size_t stream = 0; stream < kStreams; ++stream) {
      const uint64_t end = begun_[stream];
      while (received_[stream] < end) {
        std::this_thread::yield();
      }
    }
  }

  // ChangeKeys rotates alice's keys. Bob gets each key before alice seals with
  // it, and alice ratchets it a few times. The previous key is retired only
  // once all its frames have arrived, so no frame may be lost.
  void ChangeKeys() {
    for (uint64_t key_index = 1; key_index < kKeys; ++key_index) {
      while (begun_[0] < key_index * kFramesPerKey) {
        std::this_thread::yield();
      }
      bob_.Hear("alice", key_index);
      MustBeOk(alice_.keys().SetKey("alice", key_index, TestKey(key_index)));
      MustBeOk(alice_.keys().Activate("alice", key_index));
      for (int i = 0; i < 5; ++i) {
        MustBeOk(alice_.keys().Ratchet("alice"));
        alice_.session().Poll();
        bob_.session().Poll();
      }
      allowed_ = (key_index + 2) * kFramesPerKey;
      WaitUntilReceived();
      MustBeOk(
          bob_.keys().Retire("alice", key_index - 1, absl::ZeroDuration()));
      bob_.session().Poll();
      clock_.Advance(absl::Minutes(1));
      bob_.session().Poll();
    }
  }

  FakeClock clock_;
  TestEnd alice_{{.ratchet_bits = 8, .clock = &clock_}};
  TestEnd bob_{{.ratchet_bits = 8, .clock = &clock_}};
  Network networks_[kStreams];
  // How many frames each stream may send: keys change in between, however the
  // threads are scheduled.
  std::atomic<uint64_t> allowed_{kFramesPerStream};
  std::atomic<uint64_t> begun_[kStreams] = {};
  std::atomic<uint64_t> received_[kStreams] = {};
  std::atomic<uint64_t> lost_{0};
};

TEST_F(ConcurrencyTest, NoFrameIsLostAndNoNonceRepeatsWhileKeysChange) {
  allowed_ = 2 * kFramesPerKey;
  std::vector<std::thread> threads;
  for (size_t stream = 0; stream < kStreams; ++stream) {
    threads.emplace_back([this, stream] { SendAll(stream); });
    threads.emplace_back([this, stream] { ReceiveAll(stream); });
  }
  ChangeKeys();
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(lost_, 0u);
  std::vector<std::pair<uint64_t, uint64_t>> nonces;
  for (const Network& network : networks_) {
    for (const Bytes& frame : network.Frames()) {
      const ParsedSFrameHeader parsed = ParseSFrameHeader(frame);
      nonces.emplace_back(parsed.header.kid, parsed.header.ctr);
    }
  }
  EXPECT_EQ(nonces.size(), kStreams * kFramesPerStream);
  std::sort(nonces.begin(), nonces.end());
  EXPECT_EQ(std::adjacent_find(nonces.begin(), nonces.end()), nonces.end());
  EXPECT_GT(nonces.back().first, nonces.front().first);
}

// Removes and restores keys, creates and destroys streams, and reads statistics
// while frames flow. Frames may be lost, but none may open to wrong bytes.
TEST_F(ConcurrencyTest, NoFrameOpensWronglyWhileKeysAreRemovedAndRestored) {
  std::atomic<bool> done{false};
  std::thread sender([this, &done] {
    SendAll(0);
    done = true;
  });
  const auto receive =
      bob_.session()
          .NewReceiveTransform({.participant = "alice",
                                .hold = {.max_frames = 8,
                                         .max_bytes = 1000,
                                         .max_age = absl::Seconds(10)}})
          .value();
  std::atomic<uint64_t> wrong{0};
  std::thread receiver([&] {
    Bytes sealed;
    for (size_t i = 0; networks_[0].Receive(i, &sealed); ++i) {
      const Opened opened = OpenFrom(*receive, sealed);
      if (opened.status == FrameStatus::kOk &&
          opened.frame != TestFrame(30, i)) {
        ++wrong;
      }
      while (OpenHeldFrom(*receive, 100).status != FrameStatus::kNoFrame) {
      }
    }
  });
  while (!done) {
    MustBeOk(bob_.keys().RemoveParticipant("alice"));
    MustBeOk(bob_.keys().AddRemoteParticipant("alice"));
    bob_.session().NewReceiveTransform({.participant = "alice"}).value();
    receive->Stats();
    bob_.Hear("alice");
    bob_.session().Poll();
    bob_.session().SetE2eeEnabled(true);
  }
  sender.join();
  receiver.join();
  EXPECT_EQ(wrong, 0u);
  EXPECT_EQ(receive->Stats().frames_in, kFramesPerStream);
}

}  // namespace
}  // namespace sealframe
