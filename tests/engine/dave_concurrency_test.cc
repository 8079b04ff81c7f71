// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs the streams of a DAVE sender on separate threads while its keys change
// and its receivers follow.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/gather_scatter.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {
namespace {

constexpr size_t kThreads = 3;
// All streams together stay within the replay window of a key.
constexpr size_t kFrames = 1300;
constexpr size_t kKeystreamSize = 8;
constexpr uint64_t kGeneration = uint64_t{1} << 24;

// BeginAt starts every key at the given counter.
class BeginAt final : public CounterReservations {
 public:
  explicit BeginAt(uint64_t counter) : counter_(counter) {}

  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t count) override {
    return CounterRange{.begin = counter_, .end = counter_ + count};
  }

 private:
  const uint64_t counter_;
};

// Keystream returns the first bytes of the keystream under which `plain` was
// sealed: two frames have the same if they share a key and a nonce.
Bytes Keystream(absl::Span<const uint8_t> plain,
                absl::Span<const uint8_t> sealed, const ClearRanges& clear) {
  Bytes in(plain.size());
  Bytes out(plain.size());
  GatherRanges(plain, clear, absl::MakeSpan(in));
  GatherRanges(sealed.first(plain.size()), clear, absl::MakeSpan(out));
  Bytes keystream(kKeystreamSize);
  for (size_t i = 0; i < keystream.size(); ++i) {
    const size_t at = ClearSize(clear) + i;
    keystream[i] = static_cast<uint8_t>(in[at] ^ out[at]);
  }
  return keystream;
}

// Stream seals and opens frames of one codec and records their keystreams.
class Stream {
 public:
  Stream(TestEnd& alice, TestEnd& bob, Codec codec)
      : info_{.codec = codec},
        send_(
            alice.session().NewSendTransform({.participant = "alice"}).value()),
        receive_(bob.session()
                     .NewReceiveTransform({.participant = "alice"})
                     .value()) {}

  void Run() {
    const Bytes frame = {0, 0, 0, 1, 0x65, 0xb8, 1, 2, 3, 4, 5, 6, 7,
                         0, 0, 0, 1, 0x65, 0xb8, 1, 2, 3, 4, 5, 6, 7};
    Bytes sealed(send_->MaxSealedSize(frame.size()));
    Bytes opened(sealed.size());
    for (size_t i = 0; i < kFrames; ++i) {
      const FrameResult seal =
          send_->Seal(info_, frame, absl::MakeSpan(sealed));
      EXPECT_EQ(seal.status, FrameStatus::kOk);
      const auto bytes = absl::MakeConstSpan(sealed).first(seal.size);
      EXPECT_TRUE(ParseDaveFooter(bytes, &ranges_).ok);
      keystreams.push_back(Keystream(frame, bytes, ranges_));
      const FrameResult open =
          receive_->Open(info_, bytes, absl::MakeSpan(opened));
      EXPECT_EQ(open.status, FrameStatus::kOk);
      EXPECT_EQ(absl::MakeConstSpan(opened).first(open.size),
                absl::MakeConstSpan(frame));
      ++done;
    }
  }

  bool is_done() const { return done == kFrames; }

  std::vector<Bytes> keystreams;
  std::atomic<size_t> done{0};  // Frames sealed and opened.

 private:
  const FrameInfo info_;
  const std::unique_ptr<SendTransform> send_;
  const std::unique_ptr<ReceiveTransform> receive_;
  ClearRanges ranges_;
};

using Streams = std::vector<std::unique_ptr<Stream>>;

bool AreDone(const Streams& streams) {
  return std::all_of(streams.begin(), streams.end(),
                     [](const auto& stream) { return stream->is_done(); });
}

void WaitForAFrameOfEach(const Streams& streams) {
  for (const std::unique_ptr<Stream>& stream : streams) {
    const size_t before = stream->done;
    while (stream->done == before && !stream->is_done()) {
      std::this_thread::yield();
    }
  }
}

TEST(DaveConcurrencyTest, NoNonceRepeatsAndEveryFrameOpensWhileKeysChange) {
  BeginAt counters(kGeneration - kFrames);
  TestEnd alice({.profile = DaveProfile(), .reservations = &counters});
  TestEnd bob({.profile = DaveProfile()});
  alice.Join("alice", 0);
  bob.Hear("alice", 0);
  Streams streams;
  for (const Codec codec : {Codec::kOpus, Codec::kVp8, Codec::kH264}) {
    streams.push_back(std::make_unique<Stream>(alice, bob, codec));
  }
  std::vector<std::thread> threads;
  for (const std::unique_ptr<Stream>& stream : streams) {
    threads.emplace_back([&stream] { stream->Run(); });
  }
  // Starts overlapping epochs until all frames are sent. No stream falls behind
  // by more epochs than a keyring holds.
  for (uint64_t index = 1; !AreDone(streams); ++index) {
    bob.Hear("alice", index);
    MustBeOk(alice.keys().SetKey("alice", index, TestKey(index)));
    MustBeOk(alice.keys().Activate("alice", index));
    MustBeOk(bob.keys().Retire("alice", index - 1, absl::Seconds(10)));
    MustBeOk(alice.keys().Retire("alice", index - 1, absl::ZeroDuration()));
    alice.session().Poll();
    bob.session().Poll();
    WaitForAFrameOfEach(streams);
  }
  std::set<Bytes> all;
  for (size_t i = 0; i < kThreads; ++i) {
    threads[i].join();
    all.insert(streams[i]->keystreams.begin(), streams[i]->keystreams.end());
  }
  EXPECT_EQ(all.size(), kThreads * kFrames);
}

}  // namespace
}  // namespace sealframe
