// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A thread ends in the middle of a frame and never goes on. Whatever it had in
// hand stays as it was at that instruction. All others go on: they seal, open,
// change keys, poll and destroy everything, without waiting; no nonce is used
// twice, nor that of a partly sealed frame again, nothing opens twice, and
// memory does not grow with what comes later.

#include <pthread.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/faults/interleaver.h"
#include "sealframe/tests/testing/heap.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::ValuesIn;
using Frame = std::vector<uint8_t>;

constexpr size_t kRuns = 20;         // Threads that are killed in each test.
constexpr size_t kBatch = 3;         // Frames.
constexpr uint32_t kSsrcs = 70;      // More than have a replay window.
constexpr uint8_t kFirstKey = 0x40;  // Each of its bytes.
constexpr uint64_t kKeyChanges = 128;
constexpr uint64_t kKeysSeen = 80;     // Memory is measured from then on.
constexpr int64_t kBytesPerKey = 512;  // What the process keeps of each.

// What the thread is doing when it ends.
enum class Doing {
  kSeal,
  kOpen,
  kSealBatch,
  kOpenBatch,
  kOpenHeld,
  kOpenNewKey,   // The first frame of a key.
  kOpenNewSsrc,  // The second frame of an SSRC, which gets a replay window.
};

// Job is one frame that the thread seals or opens.
struct Job {
  Frame in;
  Frame out;
  sealframe_frame_result result = Defaults<sealframe_frame_result>();
};

// Streams are those of one SSRC at both ends.
struct Streams {
  SenderHandle sender;
  ReceiverHandle receiver;
};

class KilledThreadScene final : public Scene {
 public:
  KilledThreadScene(const std::string& profile, Doing doing);

  void Begin() override;
  void Stopped() override;
  void Meanwhile() override;
  std::string Check() override { return wrong_; }

 private:
  Streams NewStreams(uint32_t held_frames = 0);
  void PrepareHeld();
  void PrepareJobs(uint32_t ssrc);
  Frame SealOn(const Streams& streams, uint32_t ssrc);
  void OpenOn(const Streams& streams, uint32_t ssrc, const Frame& sealed);
  void Pass(const Streams& streams, uint32_t ssrc, int frames = 2);

  void CheckJobs();
  void ChangeKeys();
  void Ratchet();
  void LeaveAndReturn();
  void DestroyAll();

  void Set(uint64_t index, uint8_t byte);
  void Retire(uint64_t index);
  void Poll();
  void Expect(bool right, const std::string& what) {
    if (!right && wrong_.empty()) {
      wrong_ = what;
    }
  }
  sealframe_frame_info InfoOf(uint32_t ssrc) {
    auto info = Defaults<sealframe_frame_info>();
    info.codec = SEALFRAME_CODEC_VP8;
    info.ssrc = ssrc;
    info.rtp_timestamp = timestamp_ += seals_ ? 0 : 3000;
    return info;
  }

  const std::string profile_;
  const Doing doing_;
  const bool seals_ = doing_ == Doing::kSeal || doing_ == Doing::kSealBatch;
  const Frame plain_ = Frame(60, 7);
  uint32_t timestamp_ = 90000;
  sealframe_provider_options options_;
  End alice_;
  End bob_;
  Streams mine_;    // Those that the thread uses.
  Streams others_;  // Those that other threads use.
  sealframe_frame_info info_ = Defaults<sealframe_frame_info>();
  Job jobs_[kBatch];
  sealframe_seal_job seal_jobs_[kBatch];
  sealframe_seal_job* seal_pointers_[kBatch];
  sealframe_open_job open_jobs_[kBatch];
  sealframe_open_job* open_pointers_[kBatch];
  std::set<Frame> sealed_;         // With the active key.
  std::vector<Frame> unfinished_;  // What the thread sealed, if only in part.
  std::string wrong_;
};

KilledThreadScene::KilledThreadScene(const std::string& profile, Doing doing)
    : profile_(profile), doing_(doing), options_(Options(profile_.c_str())) {
  if (profile == "sframe") {
    options_.ratchet_bits = 4;
  }
  alice_.provider = NewProvider(options_);
  bob_.provider = NewProvider(options_);
  sealframe_provider_add_local_participant(alice_.provider.get(), "alice",
                                           nullptr, nullptr);
  Set(0, kFirstKey);
  for (End* const end : {&alice_, &bob_}) {
    end->session = NewSession(end->provider.get());
    sealframe_session_set_e2ee_enabled(end->session.get(), 1);
  }
  mine_ = NewStreams(doing_ == Doing::kOpenHeld ? 4 : 0);
  others_ = NewStreams();
}

Streams KilledThreadScene::NewStreams(uint32_t held_frames) {
  auto config = Config();
  Streams streams = {.sender = NewSender(alice_.session.get(), config),
                     .receiver = nullptr};
  config.hold_max_frames = held_frames;
  config.hold_max_age_ms = held_frames == 0 ? 0 : 3'600'000;
  streams.receiver = NewReceiver(bob_.session.get(), config);
  return streams;
}

void KilledThreadScene::Set(uint64_t index, uint8_t byte) {
  const Frame key(16, byte);
  for (const End* const end : {&alice_, &bob_}) {
    Expect(sealframe_provider_set_key(end->provider.get(), "alice", index, 0,
                                      key.data(), key.size(),
                                      nullptr) == SEALFRAME_OK,
           "set_key");
  }
  Expect(sealframe_provider_activate(alice_.provider.get(), "alice", index,
                                     nullptr) == SEALFRAME_OK,
         "activate");
  sealed_.clear();
}

void KilledThreadScene::Retire(uint64_t index) {
  for (const End* const end : {&alice_, &bob_}) {
    Expect(sealframe_provider_retire(end->provider.get(), "alice", index, 0,
                                     nullptr) == SEALFRAME_OK,
           "retire");
  }
}

void KilledThreadScene::Poll() {
  for (const End* const end : {&alice_, &bob_}) {
    Expect(sealframe_session_poll(end->session.get(), nullptr, nullptr) ==
               SEALFRAME_OK,
           "poll");
  }
}

// ShareNonce returns whether `unfinished` is encrypted with the nonce of
// `sealed`, if only in part. Both were the same bytes, so then eight bytes of
// ciphertext are the same.
bool ShareNonce(const std::string& profile, const Frame& sealed,
                const Frame& unfinished) {
  const auto seen = InspectFrameAs(profile, {.codec = Codec::kVp8}, sealed);
  for (const auto& [part, bytes] : seen.value().parts) {
    if (part != FramePart::kCiphertext) {
      continue;
    }
    size_t same = 0;
    for (size_t i = bytes.offset; i < bytes.offset + bytes.size; ++i) {
      same = sealed[i] == unfinished[i] ? same + 1 : 0;
      if (same == 8) {
        return true;
      }
    }
  }
  return false;
}

// SealOn seals the same bytes each time. In scenes of frames that are sealed,
// timestamps are the same, too, so that two frames with one counter under one
// key and SSRC are the same.
Frame KilledThreadScene::SealOn(const Streams& streams, uint32_t ssrc) {
  info_ = InfoOf(ssrc);
  const Done done = Seal(streams.sender, plain_, &info_);
  Expect(done.status == SEALFRAME_FRAME_OK,
         std::string("seal: ") + sealframe_frame_status_name(done.status));
  Expect(sealed_.insert(done.frame).second, "a counter was used twice");
  for (const Frame& out : unfinished_) {
    Expect(!ShareNonce(profile_, done.frame, out),
           "the nonce of the thread was used again");
  }
  return done.frame;
}

void KilledThreadScene::OpenOn(const Streams& streams, uint32_t ssrc,
                               const Frame& sealed) {
  info_.ssrc = ssrc;
  const Done done = Open(streams.receiver, sealed, &info_);
  Expect(done.status == SEALFRAME_FRAME_OK && done.frame == plain_,
         std::string("open: ") + sealframe_frame_status_name(done.status));
  Expect(Open(streams.receiver, sealed, &info_).status != SEALFRAME_FRAME_OK,
         "a frame opened twice");
}

void KilledThreadScene::Pass(const Streams& streams, uint32_t ssrc,
                             int frames) {
  for (int i = 0; i < frames; ++i) {
    OpenOn(streams, ssrc, SealOn(streams, ssrc));
  }
}

// Begin passes frames of all kinds, so that the next ones allocate nothing:
// memory that belongs to the thread is taken in its first frames, also in the
// first that does not open.
void KilledThreadScene::Begin() {
  Pass(mine_, 1, 4);
  Frame altered = SealOn(mine_, 1);
  altered[altered.size() / 2] ^= 1;
  Expect(Open(mine_.receiver, altered, &info_).status != SEALFRAME_FRAME_OK,
         "a forged frame opened");
  Poll();
  if (doing_ == Doing::kOpenNewKey) {
    Retire(0);
    Poll();
    Set(0, kFirstKey - 1);
    Poll();
  }
  uint32_t ssrc = 1;
  if (doing_ == Doing::kOpenNewSsrc) {
    ssrc = 1000;
    Pass(mine_, ssrc, 1);
  }
  PrepareJobs(ssrc);
  if (doing_ == Doing::kOpenHeld) {
    PrepareHeld();
  }
}

void KilledThreadScene::PrepareJobs(uint32_t ssrc) {
  for (size_t i = 0; i < kBatch; ++i) {
    Job& job = jobs_[i];
    job.in = seals_ ? plain_ : SealOn(mine_, ssrc);
    job.out.assign(400, 0xcc);
    seal_jobs_[i] = NewJob<sealframe_seal_job>(mine_.sender.get(), job.in,
                                               &job.out, &job.result);
    open_jobs_[i] = NewJob<sealframe_open_job>(mine_.receiver.get(), job.in,
                                               &job.out, &job.result);
    seal_jobs_[i].info = &info_;
    open_jobs_[i].info = &info_;
    seal_pointers_[i] = &seal_jobs_[i];
    open_pointers_[i] = &open_jobs_[i];
  }
  info_ = InfoOf(ssrc);
}

// PrepareHeld has the first frame held until its key is set again. The frame
// that is held before it takes the memory of the queue.
void KilledThreadScene::PrepareHeld() {
  const auto hold = [&](const Job& job) {
    sealframe_provider_retire(bob_.provider.get(), "alice", 0, 0, nullptr);
    Poll();
    Expect(Open(mine_.receiver, job.in, &info_).status == SEALFRAME_FRAME_HELD,
           "hold");
    const Frame key(16, kFirstKey);
    sealframe_provider_set_key(bob_.provider.get(), "alice", 0, 0, key.data(),
                               key.size(), nullptr);
  };
  hold(jobs_[1]);
  Job& early = jobs_[1];
  Expect(sealframe_receive_transform_open_held(
             mine_.receiver.get(), &info_, early.out.data(), early.out.size(),
             &early.result) == SEALFRAME_FRAME_OK,
         "open held");
  hold(jobs_[0]);
}

void KilledThreadScene::Stopped() {
  Job& job = jobs_[0];
  switch (doing_) {
    case Doing::kSeal:
      sealframe_send_transform_seal(mine_.sender.get(), &info_, job.in.data(),
                                    job.in.size(), job.out.data(),
                                    job.out.size(), &job.result);
      break;
    case Doing::kOpen:
    case Doing::kOpenNewKey:
    case Doing::kOpenNewSsrc:
      sealframe_receive_transform_open(
          mine_.receiver.get(), &info_, job.in.data(), job.in.size(),
          job.out.data(), job.out.size(), &job.result);
      break;
    case Doing::kSealBatch:
      sealframe_seal_batch(seal_pointers_, kBatch);
      break;
    case Doing::kOpenBatch:
      sealframe_open_batch(open_pointers_, kBatch);
      break;
    case Doing::kOpenHeld:
      sealframe_receive_transform_open_held(mine_.receiver.get(), &info_,
                                            job.out.data(), job.out.size(),
                                            &job.result);
      break;
  }
}

void KilledThreadScene::Meanwhile() {
  CheckJobs();
  Pass(others_, 1);
  Pass(NewStreams(), 1);
  for (uint32_t ssrc = 2; ssrc < 2 + kSsrcs; ++ssrc) {
    Pass(others_, ssrc);
  }
  ChangeKeys();
  Ratchet();
  LeaveAndReturn();
  DestroyAll();
}

// CheckJobs checks that a counter that the thread took is not used again, and
// that what it opened, completely or in part, opens once at most.
void KilledThreadScene::CheckJobs() {
  for (Job& job : jobs_) {
    if (seals_) {
      unfinished_.push_back(job.out);
      continue;
    }
    int opened = job.result.size != 0;
    for (int i = 0; i < 3; ++i) {
      const Done done = Open(others_.receiver, job.in, &info_);
      opened += done.status == SEALFRAME_FRAME_OK;
    }
    Expect(opened <= 1, "a frame opened twice");
  }
}

// ChangeKeys changes keys. With the poll after that, the old key is gone.
void KilledThreadScene::ChangeKeys() {
  size_t before = 0;
  for (uint64_t i = 1; i <= kKeyChanges; ++i) {
    const Frame late = SealOn(others_, 1);
    Set(i % 8, static_cast<uint8_t>(kFirstKey + i));
    Retire((i - 1) % 8);
    Poll();
    Expect(Open(others_.receiver, late, &info_).status != SEALFRAME_FRAME_OK,
           "a frame of a retired key opened");
    Pass(others_, 1);
    if (i == kKeysSeen) {
      before = HeapInUse();
    }
  }
  const auto grown = static_cast<int64_t>(HeapInUse() - before);
  Expect(grown < int64_t{(kKeyChanges - kKeysSeen) * kBytesPerKey},
         "memory grew by " + std::to_string(grown));
}

// Not all profiles ratchet.
void KilledThreadScene::Ratchet() {
  sealframe_provider_ratchet(alice_.provider.get(), "alice", nullptr);
  Pass(others_, 1);
  Poll();
  Pass(others_, 1);
}

void KilledThreadScene::LeaveAndReturn() {
  for (const End* const end : {&alice_, &bob_}) {
    Expect(sealframe_provider_remove_participant(end->provider.get(), "alice",
                                                 nullptr) == SEALFRAME_OK,
           "remove_participant");
  }
  Poll();
  Expect(Seal(others_.sender, plain_, &info_).status != SEALFRAME_FRAME_OK,
         "a frame was sealed without a key");
  sealframe_provider_add_local_participant(alice_.provider.get(), "alice",
                                           nullptr, nullptr);
  Set(1, 0xf0);
  Pass(others_, 1);
}

// DestroyAll destroys the streams that the thread used, too: no call on them is
// running any more.
void KilledThreadScene::DestroyAll() {
  auto stats = Defaults<sealframe_stream_stats>();
  Expect(sealframe_send_transform_get_stats(mine_.sender.get(), &stats) ==
             SEALFRAME_OK,
         "stats");
  others_ = Streams();
  mine_ = Streams();
  Poll();
  Pass(NewStreams(), 1);
  alice_ = End();
  bob_ = End();
}

std::string NameOf(Doing doing) {
  constexpr const char* kNames[] = {"seal",         "open",      "seal_batch",
                                    "open_batch",   "open_held", "open_new_key",
                                    "open_new_ssrc"};
  return kNames[static_cast<size_t>(doing)];
}

using Case = std::tuple<std::string, Doing>;

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const std::string profile :
       {"sframe", "livekit", "videosdk", "jframe", "dave", "getstream"}) {
    for (const Doing doing :
         {Doing::kSeal, Doing::kOpen, Doing::kSealBatch, Doing::kOpenBatch,
          Doing::kOpenHeld, Doing::kOpenNewKey, Doing::kOpenNewSsrc}) {
      // Frames of dave do not name their key, and so are never held.
      if (profile != "dave" || doing != Doing::kOpenHeld) {
        cases.emplace_back(profile, doing);
      }
    }
  }
  return cases;
}

class KilledThreadTest : public TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(Profiles, KilledThreadTest, ValuesIn(Cases()),
                         [](const auto& test) {
                           return std::get<0>(test.param) + "_" +
                                  NameOf(std::get<1>(test.param));
                         });

void ExpectTheOthersGoOn(const std::string& profile, Doing doing,
                         size_t max_runs) {
  const Interleavings done = Interleave(
      [&] { return std::make_unique<KilledThreadScene>(profile, doing); },
      max_runs, ThreadPart::kKilled);
  EXPECT_EQ(done.fault, "");
  EXPECT_TRUE(done.enough()) << "missed " << done.missed;
}

TEST_P(KilledThreadTest, TheOthersGoOn) {
  const auto [profile, doing] = GetParam();
  ExpectTheOthersGoOn(profile, doing, kRuns);
}

// Every second or third one of some 2,000 instructions, if breakpoints work.
TEST(ManyInstructionsTest, TheOthersGoOn) {
  for (const Doing doing : {Doing::kSeal, Doing::kOpenNewKey}) {
    SCOPED_TRACE(NameOf(doing));
    ExpectTheOthersGoOn("sframe", doing, RunsInTest(1000));
  }
}

// ToBeCancelled is a thread that is asked to end: it does so in the next
// function of the C library that is a cancellation point.
struct ToBeCancelled {
  Scene* scene;
  int frames;
  bool is_through = false;

  static void* Run(void* argument) {
    auto* const self = static_cast<ToBeCancelled*>(argument);
    self->scene->Begin();
    pthread_cancel(pthread_self());
    for (int i = 0; i < self->frames; ++i) {
      self->scene->Stopped();
    }
    self->is_through = true;
    pthread_testcancel();
    return nullptr;
  }
};

// So a thread that is cancelled in the usual, deferred way ends between frames.
// It seals so many frames that BoringSSL asks the system for random numbers,
// which it does after 4,096 calls.
TEST_P(KilledThreadTest, FramesAreNoCancellationPoints) {
  const auto [profile, doing] = GetParam();
  KilledThreadScene scene(profile, doing);
  ToBeCancelled thread = {.scene = &scene,
                          .frames = doing == Doing::kSeal ? 5000 : 1};
  pthread_t id;
  ASSERT_EQ(pthread_create(&id, nullptr, ToBeCancelled::Run, &thread), 0);
  void* result = nullptr;
  ASSERT_EQ(pthread_join(id, &result), 0);
  EXPECT_TRUE(thread.is_through);
  EXPECT_EQ(result, PTHREAD_CANCELED);
  scene.Meanwhile();
  EXPECT_EQ(scene.Check(), "");
}

}  // namespace
}  // namespace sealframe
