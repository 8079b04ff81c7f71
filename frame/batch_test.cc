// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/batch.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

constexpr size_t kRoom = 200;  // More than a sealed frame of these tests.

// Sizes around the number of jobs that are begun ahead.
constexpr size_t kNumJobs[] = {0, 1, 2, 7, 8, 9, 16, 17, 40};

// Room is a sender and a receiver of some participants with a stream each.
class Room {
 public:
  explicit Room(size_t participants, const TestEndOptions& options = {})
      : sender_(options), receiver_(options) {
    for (size_t i = 0; i < participants; ++i) {
      const StreamConfig config = {.participant = absl::StrCat(i),
                                   .media = MediaKind::kAudio,
                                   .hold = {.max_frames = 8}};
      sender_.Join(config.participant, i);
      receiver_.Hear(config.participant, i);
      senders.push_back(sender_.session().NewSendTransform(config).value());
      receivers.push_back(
          receiver_.session().NewReceiveTransform(config).value());
    }
  }

  TestEnd& sender() { return sender_; }
  TestEnd& receiver() { return receiver_; }

  std::vector<std::unique_ptr<SendTransform>> senders;
  std::vector<std::unique_ptr<ReceiveTransform>> receivers;

 private:
  TestEnd sender_;
  TestEnd receiver_;
};

// RemoveKeys removes all participants of an end, and deletes their keys.
void RemoveKeys(TestEnd* end, size_t participants) {
  for (size_t i = 0; i < participants; ++i) {
    MustBeOk(end->keys().RemoveParticipant(absl::StrCat(i)));
  }
  end->session().Poll();
}

FrameInfo InfoOf(size_t number) {
  return {.kind = MediaKind::kAudio,
          .codec = Codec::kOpus,
          .ssrc = 7,
          .rtp_timestamp = static_cast<uint32_t>(960 * number)};
}

// Frames are plain frames and rooms for what they seal and open to.
struct Frames {
  explicit Frames(size_t count) : sealed(count, Bytes(kRoom, 0xcc)) {
    opened = sealed;
    for (size_t i = 0; i < count; ++i) {
      plain.push_back(TestFrame(50 + i, i));
    }
  }

  // Sealing returns jobs whose streams are in turn.
  std::vector<SealJob> Sealing(const Room& room) {
    std::vector<SealJob> jobs;
    for (size_t i = 0; i < plain.size(); ++i) {
      jobs.push_back({.transform = room.senders[i % room.senders.size()].get(),
                      .info = InfoOf(i),
                      .frame = plain[i],
                      .out = absl::MakeSpan(sealed[i])});
    }
    return jobs;
  }

  std::vector<OpenJob> Opening(const Room& room,
                               const std::vector<SealJob>& done) {
    std::vector<OpenJob> jobs;
    for (size_t i = 0; i < plain.size(); ++i) {
      jobs.push_back(
          {.transform = room.receivers[i % room.receivers.size()].get(),
           .info = InfoOf(i),
           .frame = done[i].out.first(done[i].result.size),
           .out = absl::MakeSpan(opened[i])});
    }
    return jobs;
  }

  std::vector<Bytes> plain;
  std::vector<Bytes> sealed;
  std::vector<Bytes> opened;
};

template <typename AnyJob>
std::vector<FrameStatus> StatusesOf(const std::vector<AnyJob>& jobs) {
  std::vector<FrameStatus> statuses;
  for (const AnyJob& job : jobs) {
    statuses.push_back(job.result.status);
  }
  return statuses;
}

TEST(BatchTest, FramesOfOneStreamAndOfManyComeOutAsTheyWere) {
  for (const absl::string_view profile : ProfileNames()) {
    for (const size_t participants : {size_t{1}, size_t{3}, size_t{20}}) {
      for (const size_t count : kNumJobs) {
        SCOPED_TRACE(absl::StrCat(profile, ", ", participants, ", ", count));
        const Room room(participants,
                        {.profile = NamedProfile(profile).value()});
        Frames frames(count);
        std::vector<SealJob> sealing = frames.Sealing(room);
        SealBatch(absl::MakeSpan(sealing));
        EXPECT_THAT(StatusesOf(sealing), Each(FrameStatus::kOk));
        std::vector<OpenJob> opening = frames.Opening(room, sealing);
        OpenBatch(absl::MakeSpan(opening));
        for (size_t i = 0; i < count; ++i) {
          EXPECT_EQ(opening[i].out.first(opening[i].result.size),
                    absl::MakeConstSpan(frames.plain[i]));
        }
        OpenBatch(absl::MakeSpan(opening));
        EXPECT_THAT(StatusesOf(opening), Each(FrameStatus::kReplayed));
      }
    }
  }
}

TEST(BatchTest, TheCountersOfAStreamAreInTheOrderOfItsJobs) {
  const Room room(3);
  Frames frames(20);
  std::vector<SealJob> jobs = frames.Sealing(room);
  SealBatch(absl::MakeSpan(jobs));
  // Other tests have used some counters of these keys.
  const auto counter = [&](size_t job) {
    return ParseSFrameHeader(frames.sealed[job]).header.ctr;
  };
  for (size_t i = 3; i < jobs.size(); ++i) {
    EXPECT_EQ(counter(i), counter(i - 3) + 1);
  }
  EXPECT_EQ(room.senders[1]->Stats().frames_out, 7u);
}

TEST(BatchTest, AJobMayWorkInPlaceAndOnTheOutputOfAnEarlierOne) {
  const Room room(2);
  const Bytes frame = TestFrame(50);
  const Bytes once = SealTo(*room.senders[0], frame);
  Bytes shared(kRoom);
  std::copy(frame.begin(), frame.end(), shared.begin());
  std::vector<SealJob> sealing = {
      {.transform = room.senders[0].get(),
       .info = {},
       .frame = absl::MakeConstSpan(shared).first(frame.size()),
       .out = absl::MakeSpan(shared)},
      {.transform = room.senders[1].get(),
       .info = {},
       .frame = absl::MakeConstSpan(shared).first(once.size()),
       .out = absl::MakeSpan(shared)}};
  SealBatch(absl::MakeSpan(sealing));
  const size_t twice = sealing[1].result.size;
  std::vector<OpenJob> opening = {
      {.transform = room.receivers[1].get(),
       .info = {},
       .frame = absl::MakeConstSpan(shared).first(twice),
       .out = absl::MakeSpan(shared)},
      {.transform = room.receivers[0].get(),
       .info = {},
       .frame = absl::MakeConstSpan(shared).first(once.size()),
       .out = absl::MakeSpan(shared)}};
  OpenBatch(absl::MakeSpan(opening));
  EXPECT_THAT(StatusesOf(opening), Each(FrameStatus::kOk));
  EXPECT_EQ(absl::MakeConstSpan(shared).first(frame.size()),
            absl::MakeConstSpan(frame));
}

TEST(BatchTest, OneFrameGoesToManyRecipients) {
  const Room room(12);
  const Bytes frame = TestFrame(60);
  Frames frames(12);
  std::vector<SealJob> sealing = frames.Sealing(room);
  for (SealJob& job : sealing) {
    job.frame = frame;
  }
  SealBatch(absl::MakeSpan(sealing));
  std::vector<OpenJob> opening = frames.Opening(room, sealing);
  OpenBatch(absl::MakeSpan(opening));
  for (const OpenJob& job : opening) {
    EXPECT_EQ(job.out.first(job.result.size), absl::MakeConstSpan(frame));
  }
}

TEST(BatchTest, AFrameThatFailsLeavesTheOthersAlone) {
  Room room(4);
  Frames frames(4);
  std::vector<SealJob> sealing = frames.Sealing(room);
  MustBeOk(room.sender().keys().RemoveParticipant("1"));
  sealing[2].out = sealing[2].out.first(10);
  SealBatch(absl::MakeSpan(sealing));
  EXPECT_THAT(StatusesOf(sealing),
              ElementsAre(FrameStatus::kOk, FrameStatus::kMissingKey,
                          FrameStatus::kBufferTooSmall, FrameStatus::kOk));
  EXPECT_THAT(absl::MakeConstSpan(frames.sealed[1]).first(50), Each(0));
  EXPECT_EQ(sealing[1].result.size, 0u);
  std::vector<OpenJob> opening = frames.Opening(room, sealing);
  frames.sealed[3][20] ^= 1;
  OpenBatch(absl::MakeSpan(opening));
  EXPECT_EQ(opening[0].result.status, FrameStatus::kOk);
  EXPECT_EQ(opening[3].result.status, FrameStatus::kNotAuthentic);
  EXPECT_THAT(absl::MakeConstSpan(frames.opened[3]).first(50), Each(0));
}

TEST(BatchTest, FramesAreHeldUntilTheirKeyIsSet) {
  Room room(2);
  MustBeOk(room.sender().keys().SetKey("1", 5, TestKey(5)));
  MustBeOk(room.sender().keys().Activate("1", 5));
  Frames frames(6);
  std::vector<SealJob> sealing = frames.Sealing(room);
  SealBatch(absl::MakeSpan(sealing));
  std::vector<OpenJob> opening = frames.Opening(room, sealing);
  OpenBatch(absl::MakeSpan(opening));
  EXPECT_THAT(
      StatusesOf(opening),
      ElementsAre(FrameStatus::kOk, FrameStatus::kHeld, FrameStatus::kOk,
                  FrameStatus::kHeld, FrameStatus::kOk, FrameStatus::kHeld));
  MustBeOk(room.receiver().keys().SetKey("1", 5, TestKey(5)));
  for (const size_t held : {size_t{1}, size_t{3}, size_t{5}}) {
    const Opened opened = OpenHeldFrom(*room.receivers[1]);
    EXPECT_EQ(opened.frame, frames.plain[held]);
  }
}

TEST(BatchTest, ABatchAllocatesNothing) {
  const Room room(3);
  Frames frames(20);
  std::vector<SealJob> sealing = frames.Sealing(room);
  SealBatch(absl::MakeSpan(sealing));
  std::vector<OpenJob> opening = frames.Opening(room, sealing);
  OpenBatch(absl::MakeSpan(opening));
  EXPECT_EQ(CountAllocations([&] {
              SealBatch(absl::MakeSpan(sealing));
              OpenBatch(absl::MakeSpan(opening));
            }),
            0u);
}

// The callback runs in the middle of a batch that has begun with the keys of
// all streams. Keys that it removes stay until the batch is done with them. A
// callback must not block or allocate (`SessionOptions::wake`), as this one
// does; removing keys in another thread has the same effect, at any time.
TEST(BatchTest, ACallbackMayUseTheStreamsOfTheBatchAndRemoveTheirKeys) {
  Room* called = nullptr;
  size_t sealed_inside = 0;
  Room room(8, {.wake = [&] {
              if (Room* const inside = std::exchange(called, nullptr)) {
                for (const auto& send : inside->senders) {
                  sealed_inside += SealTo(*send, TestFrame(10)).size();
                }
                RemoveKeys(&inside->sender(), inside->senders.size());
              }
            }});
  Frames frames(16);
  std::vector<SealJob> sealing = frames.Sealing(room);
  called = &room;
  SealBatch(absl::MakeSpan(sealing));
  EXPECT_GT(sealed_inside, 0u);
  std::vector<FrameStatus> expected(8, FrameStatus::kOk);
  expected.resize(16, FrameStatus::kMissingKey);
  EXPECT_THAT(StatusesOf(sealing), ElementsAreArray(expected));
  std::vector<OpenJob> opening = frames.Opening(room, sealing);
  OpenBatch(absl::MakeSpan(opening).first(8));
  EXPECT_EQ(opening[7].result.status, FrameStatus::kOk);
}

TEST(BatchTest, KeysThatACallbackRemovesStillOpenTheFramesBegun) {
  Room* called = nullptr;
  Room room(8, {.wake = [&] {
              if (Room* const inside = std::exchange(called, nullptr)) {
                RemoveKeys(&inside->receiver(), inside->receivers.size());
              }
            }});
  Frames frames(16);
  std::vector<SealJob> sealing = frames.Sealing(room);
  SealBatch(absl::MakeSpan(sealing));
  std::vector<OpenJob> opening = frames.Opening(room, sealing);
  called = &room;
  OpenBatch(absl::MakeSpan(opening));
  std::vector<FrameStatus> expected(8, FrameStatus::kOk);
  expected.resize(16, FrameStatus::kHeld);
  EXPECT_THAT(StatusesOf(opening), ElementsAreArray(expected));
}

TEST(BatchTest, StreamsWhoseLastKeyIsGoneHaveNone) {
  Room room(4);
  Frames frames(8);
  std::vector<SealJob> sealing = frames.Sealing(room);
  SealBatch(absl::MakeSpan(sealing));
  std::vector<OpenJob> opening = frames.Opening(room, sealing);
  OpenBatch(absl::MakeSpan(opening));
  RemoveKeys(&room.receiver(), room.receivers.size());
  OpenBatch(absl::MakeSpan(opening).first(4));
  EXPECT_EQ(opening[0].result.status, FrameStatus::kHeld);
  EXPECT_EQ(opening[3].result.status, FrameStatus::kHeld);
}

TEST(BatchTest, AfterABatchItsStreamsSeeNewKeys) {
  Room room(2);
  Frames frames(6);
  std::vector<SealJob> sealing = frames.Sealing(room);
  SealBatch(absl::MakeSpan(sealing));
  MustBeOk(room.sender().keys().RemoveParticipant("1"));
  SealBatch(absl::MakeSpan(sealing));
  EXPECT_EQ(sealing[5].result.status, FrameStatus::kMissingKey);
}

TEST(BatchTest, KeysMayChangeWhileABatchRuns) {
  Room room(3);
  std::atomic<bool> done{false};
  std::thread rotating([&] {
    KeyProvider& keys = room.sender().keys();
    for (uint64_t key = 100; !done; ++key) {
      for (const char* const id : {"0", "1", "2"}) {
        MustBeOk(keys.SetKey(id, key, TestKey(key)));
        MustBeOk(keys.Activate(id, key));
        if (key > 100) {
          MustBeOk(keys.Retire(id, key - 1, absl::ZeroDuration()));
        }
      }
      room.sender().session().Poll();
    }
  });
  Frames frames(40);
  std::vector<SealJob> sealing = frames.Sealing(room);
  for (int i = 0; i < 200; ++i) {
    SealBatch(absl::MakeSpan(sealing));
    EXPECT_THAT(StatusesOf(sealing), Each(FrameStatus::kOk));
  }
  done = true;
  rotating.join();
}

}  // namespace
}  // namespace sealframe
