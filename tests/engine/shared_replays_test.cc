// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Receiving streams of one participant, on different threads, get the same
// frames: each frame comes out of one of them.

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/testing/test_call.h"

namespace sealframe {
namespace {

constexpr size_t kStreams = 3;
constexpr size_t kFrames = 3000;  // Fewer than a replay window holds.
constexpr FrameInfo kInfo = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};

class SharedReplaysTest : public ::testing::TestWithParam<std::string> {
 protected:
  SharedReplaysTest() {
    for (size_t i = 0; i < kFrames; ++i) {
      sealed_.push_back(SealTo(*pair_.send, TestFrame(30, i), kInfo));
    }
    for (auto& stream : streams_) {
      stream = pair_.bob.session()
                   .NewReceiveTransform({.participant = "alice"})
                   .value();
    }
  }

  // OpenAll opens all frames in `stream`, beginning at frame `first`.
  void OpenAll(size_t stream, size_t first) {
    ++ready_;
    while (ready_ < kStreams) {
      std::this_thread::yield();
    }
    for (size_t i = 0; i < kFrames; ++i) {
      const size_t frame = (first + i) % kFrames;
      std::vector<uint8_t> out(sealed_[frame].size(), 7);
      const FrameResult result =
          streams_[stream]->Open(kInfo, sealed_[frame], absl::MakeSpan(out));
      if (result.status == FrameStatus::kOk) {
        ++opened_[frame];
        continue;
      }
      // The stream that comes second shows nothing of the frame.
      wrong_ += result.status != FrameStatus::kReplayed || result.size != 0 ||
                        std::any_of(out.begin(), out.end(),
                                    [](uint8_t byte) { return byte != 0; })
                    ? 1
                    : 0;
    }
  }

  // OpenOnThreads lets stream i begin at frame i * `apart`.
  void OpenOnThreads(size_t apart) {
    std::vector<std::thread> threads;
    for (size_t stream = 0; stream < kStreams; ++stream) {
      threads.emplace_back([=, this] { OpenAll(stream, stream * apart); });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    EXPECT_EQ(wrong_, 0);
    for (size_t i = 0; i < kFrames; ++i) {
      EXPECT_EQ(opened_[i], 1) << "frame " << i;
    }
  }

  TestPair pair_{{.profile = *NamedProfile(GetParam())}};
  std::vector<Bytes> sealed_;
  std::array<std::unique_ptr<ReceiveTransform>, kStreams> streams_;
  std::atomic<size_t> ready_{0};
  std::array<std::atomic<int>, kFrames> opened_ = {};
  std::atomic<int> wrong_{0};
};

TEST_P(SharedReplaysTest, AFrameGivenToAllStreamsAtOnceComesOutOnce) {
  OpenOnThreads(/*apart=*/0);
}

TEST_P(SharedReplaysTest, AFrameGivenToOneStreamAfterAnotherComesOutOnce) {
  OpenOnThreads(/*apart=*/kFrames / kStreams);
}

INSTANTIATE_TEST_SUITE_P(Profiles, SharedReplaysTest,
                         ::testing::Values("sframe", "dave"),
                         [](const auto& each) { return each.param; });

}  // namespace
}  // namespace sealframe
