// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

constexpr size_t kRoom = 200;

// Batch is `count` frames that one stream seals and another opens.
class Batch {
 public:
  Batch(sealframe_send_transform* sender, sealframe_receive_transform* receiver,
        size_t count)
      : results(count, Defaults<sealframe_frame_result>()),
        opened(count, std::vector<uint8_t>(kRoom, 0xcc)),
        sealed_(opened) {
    for (size_t i = 0; i < count; ++i) {
      sealing.push_back(NewJob<sealframe_seal_job>(sender, kTestKey,
                                                   &sealed_[i], &results[i]));
      opening.push_back(NewJob<sealframe_open_job>(receiver, sealed_[i],
                                                   &opened[i], &results[i]));
    }
    for (size_t i = 0; i < count; ++i) {
      seal_jobs.push_back(&sealing[i]);
      open_jobs.push_back(&opening[i]);
    }
  }

  sealframe_status Seal() {
    const sealframe_status status =
        sealframe_seal_batch(seal_jobs.data(), seal_jobs.size());
    for (size_t i = 0; i < sealing.size(); ++i) {
      opening[i].frame_size = results[i].size;
    }
    return status;
  }
  sealframe_status Open() {
    return sealframe_open_batch(open_jobs.data(), open_jobs.size());
  }

  std::vector<sealframe_frame_result> results;
  std::vector<sealframe_seal_job> sealing;
  std::vector<sealframe_open_job> opening;
  std::vector<sealframe_seal_job*> seal_jobs;
  std::vector<sealframe_open_job*> open_jobs;
  std::vector<std::vector<uint8_t>> opened;

 private:
  std::vector<std::vector<uint8_t>> sealed_;
};

class BatchTest : public ::testing::Test {
 protected:
  const End alice_ = AlicesEnd();
  const End bob_ = BobsEnd();
  const SenderHandle sender_ = NewSender(alice_.session.get());
  const ReceiverHandle receiver_ = NewReceiver(bob_.session.get());
  Batch batch_{sender_.get(), receiver_.get(), 20};
};

TEST_F(BatchTest, FramesComeOut) {
  EXPECT_EQ(batch_.Seal(), SEALFRAME_OK);
  EXPECT_EQ(batch_.Open(), SEALFRAME_OK);
  for (size_t i = 0; i < batch_.opening.size(); ++i) {
    EXPECT_EQ(batch_.opening[i].status, SEALFRAME_FRAME_OK);
    batch_.opened[i].resize(batch_.results[i].size);
    EXPECT_EQ(batch_.opened[i], kTestKey);
  }
  EXPECT_EQ(batch_.Open(), SEALFRAME_OK);
  for (const sealframe_open_job& job : batch_.opening) {
    EXPECT_EQ(job.status, SEALFRAME_FRAME_REPLAYED);
  }
}

TEST_F(BatchTest, FramesOfTwoStreamsInTurnComeOut) {
  const SenderHandle sender = NewSender(alice_.session.get());
  const ReceiverHandle receiver = NewReceiver(bob_.session.get());
  for (size_t i = 1; i < batch_.sealing.size(); i += 2) {
    batch_.sealing[i].transform = sender.get();
    batch_.opening[i].transform = receiver.get();
  }
  EXPECT_EQ(batch_.Seal(), SEALFRAME_OK);
  EXPECT_EQ(batch_.Open(), SEALFRAME_OK);
  for (size_t i = 0; i < batch_.opening.size(); ++i) {
    EXPECT_EQ(batch_.opening[i].status, SEALFRAME_FRAME_OK) << i;
  }
  sealframe_provider_remove_participant(alice_.provider.get(), "alice",
                                        nullptr);
  EXPECT_EQ(batch_.Seal(), SEALFRAME_OK);
  for (const sealframe_seal_job& job : batch_.sealing) {
    EXPECT_EQ(job.status, SEALFRAME_FRAME_MISSING_KEY);
  }
}

TEST_F(BatchTest, ABatchAllocatesNothing) {
  batch_.Seal();
  batch_.Open();
  EXPECT_EQ(CountAllocations([&] {
              batch_.Seal();
              batch_.Open();
            }),
            0u);
}

TEST_F(BatchTest, ABadJobIsRefusedAlone) {
  auto bad_info = Defaults<sealframe_frame_info>();
  bad_info.codec = static_cast<sealframe_codec>(99);
  auto good_info = Defaults<sealframe_frame_info>();
  std::vector<sealframe_seal_job>& jobs = batch_.sealing;
  jobs[0].transform = nullptr;
  jobs[1].info = &bad_info;
  jobs[2].info = &good_info;
  jobs[3].frame = nullptr;
  jobs[4].out = nullptr;
  jobs[5].out_capacity = size_t{PTRDIFF_MAX} + 1;
  jobs[6].result = nullptr;
  jobs[7].reserved = 1;
  jobs[8].frame_size = 0;
  jobs[9].transform = nullptr;   // Not the first of eight.
  jobs[16].transform = nullptr;  // The first.
  EXPECT_EQ(batch_.Seal(), SEALFRAME_OK);
  for (size_t i = 0; i < jobs.size(); ++i) {
    const bool is_bad = (i < 8 && i != 2) || i == 9 || i == 16;
    EXPECT_EQ(jobs[i].status,
              is_bad ? SEALFRAME_FRAME_INVALID_ARGUMENT : SEALFRAME_FRAME_OK)
        << i;
    EXPECT_EQ(batch_.results[i].size != 0, !is_bad) << i;
  }
}

TEST_F(BatchTest, NothingHappensUnlessAllJobsAreStructs) {
  EXPECT_EQ(sealframe_seal_batch(nullptr, 0), SEALFRAME_OK);
  EXPECT_EQ(sealframe_open_batch(nullptr, 0), SEALFRAME_OK);
  EXPECT_EQ(sealframe_seal_batch(nullptr, 1), SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(sealframe_open_batch(nullptr, 1), SEALFRAME_INVALID_ARGUMENT);
  const size_t size = sizeof(sealframe_seal_job);
  for (const size_t wrong : {size_t{0}, size - 8, size + 1, size_t{8192}}) {
    batch_.sealing.back().struct_size = wrong;
    EXPECT_EQ(batch_.Seal(), SEALFRAME_INVALID_ARGUMENT) << wrong;
  }
  batch_.sealing.back().struct_size = size;
  for (const size_t wraps : {SIZE_MAX, SIZE_MAX / 8 + 1, SIZE_MAX / 2}) {
    EXPECT_EQ(sealframe_seal_batch(batch_.seal_jobs.data(), wraps),
              SEALFRAME_INVALID_ARGUMENT);
    EXPECT_EQ(sealframe_open_batch(batch_.open_jobs.data(), wraps),
              SEALFRAME_INVALID_ARGUMENT);
  }
  batch_.seal_jobs.back() = nullptr;
  EXPECT_EQ(batch_.Seal(), SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(batch_.results[0].size, 0u);
}

// A later version of the struct, with a field that this library does not know.
struct LaterJob {
  sealframe_seal_job job;
  uint64_t later_field;
};

TEST_F(BatchTest, AJobOfALaterVersionIsReadIfItSetsNothingNew) {
  LaterJob later = {.job = batch_.sealing[0], .later_field = 0};
  later.job.struct_size = sizeof(LaterJob);
  batch_.seal_jobs[0] = &later.job;
  EXPECT_EQ(batch_.Seal(), SEALFRAME_OK);
  EXPECT_EQ(later.job.status, SEALFRAME_FRAME_OK);
  later.later_field = 1;
  EXPECT_EQ(batch_.Seal(), SEALFRAME_INVALID_ARGUMENT);
}

}  // namespace
}  // namespace sealframe
