// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/faults/call_scenes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/faults/interleaver.h"

namespace sealframe {
namespace {

using Frame = std::vector<uint8_t>;
using Outcomes = std::set<sealframe_frame_status>;

constexpr uint64_t kNumKeys = 3;
constexpr size_t kBatch = 3;  // Frames.
const Outcomes kOk = {SEALFRAME_FRAME_OK};
const Outcomes kOkOrNoKey = {SEALFRAME_FRAME_OK, SEALFRAME_FRAME_MISSING_KEY};
const Outcomes kOkOrPlain = {SEALFRAME_FRAME_OK,
                             SEALFRAME_FRAME_PASSED_THROUGH};

Frame KeyOf(uint64_t index) {
  return Frame(16, static_cast<uint8_t>(0x40 + index));
}

// Attempt is what the library is given, and returns, for a frame.
struct Attempt {
  Frame out;
  sealframe_frame_result result = Defaults<sealframe_frame_result>();
  sealframe_frame_status status = SEALFRAME_FRAME_INTERNAL_ERROR;
};

// Call is both ends of a call, each with two streams, and what happened to the
// frames so far.
class Call {
 public:
  explicit Call(const std::string& profile);

  // SealOn seals a frame, for `OpenAll` if it comes out.
  sealframe_frame_status SealOn(const SenderHandle& sender) {
    Attempt attempt = NewSeal(sender);
    Seal(sender, &attempt);
    return CheckSealed(std::move(attempt));
  }

  // OpenOn opens `frame`, and counts it if it comes out.
  sealframe_frame_status OpenOn(const ReceiverHandle& receiver,
                                const Frame& frame) {
    Attempt attempt = NewOpen(receiver, frame);
    Open(receiver, frame, &attempt);
    return CheckOpened(frame, std::move(attempt));
  }

  // Their three parts. The middle one calls the library and nothing else.
  Attempt NewSeal(const SenderHandle& sender) const;
  void Seal(const SenderHandle& sender, Attempt* attempt) const;
  sealframe_frame_status CheckSealed(Attempt attempt);
  Attempt NewOpen(const ReceiverHandle& receiver, const Frame& frame) const;
  void Open(const ReceiverHandle& receiver, const Frame& frame,
            Attempt* attempt) const;
  sealframe_frame_status CheckOpened(const Frame& frame, Attempt attempt);

  void Set(const End& end, uint64_t index) {
    const Frame key = KeyOf(index);
    Expect(sealframe_provider_set_key(end.provider.get(), "alice", index, 0,
                                      key.data(), key.size(), nullptr),
           "set_key");
  }
  void Activate(uint64_t index) {
    Expect(sealframe_provider_activate(alice.provider.get(), "alice", index,
                                       nullptr),
           "activate");
  }
  void Retire(const End& end, uint64_t index) {
    Expect(sealframe_provider_retire(end.provider.get(), "alice", index, 0,
                                     nullptr),
           "retire");
  }
  void Remove(const End& end) {
    Expect(sealframe_provider_remove_participant(end.provider.get(), "alice",
                                                 nullptr),
           "remove_participant");
  }
  void Poll(const End& end) {
    Expect(sealframe_session_poll(end.session.get(), nullptr, nullptr), "poll");
  }
  // SealElsewhere seals with the active key in another provider.
  void SealElsewhere();
  // RatchetAndSend has Bob follow a ratchet step.
  void RatchetAndSend();

  void OpenForged(const ReceiverHandle& receiver, Frame frame);

  // OpenAll has Bob open each sealed frame once, on any of his streams.
  void OpenAll();

  void Expect(bool right, const std::string& what) {
    if (!right && wrong.empty()) {
      wrong = what;
    }
  }
  void Expect(sealframe_status status, const std::string& what) {
    Expect(status == SEALFRAME_OK,
           what + " returned " + sealframe_status_name(status));
  }

  const std::string profile;
  sealframe_provider_options options;
  sealframe_frame_info info = Defaults<sealframe_frame_info>();
  Frame plain = Frame(60, 7);
  End alice;
  End bob;
  SenderHandle camera;
  SenderHandle microphone;
  ReceiverHandle bobs_camera;
  ReceiverHandle bobs_microphone;
  std::vector<Frame> sealed;  // Frames that came out, and are to be opened.
  std::set<Frame> all_sealed;
  std::map<Frame, int> opened;  // How often each sealed frame came out.
  std::string wrong;            // The first thing that is wrong.
};

Call::Call(const std::string& profile_name)
    : profile(profile_name), options(Options(profile.c_str())) {
  options.max_keys_per_participant = 128;
  if (profile == "sframe") {
    options.ratchet_bits = 4;
  }
  info.codec = SEALFRAME_CODEC_VP8;
  info.ssrc = 1;
  info.rtp_timestamp = 90000;
  alice.provider = NewProvider(options);
  bob.provider = NewProvider(options);
  Expect(sealframe_provider_add_local_participant(alice.provider.get(), "alice",
                                                  nullptr, nullptr),
         "add_local_participant");
  Set(alice, 0);
  Activate(0);
  for (uint64_t index = 0; index < kNumKeys; ++index) {
    Set(bob, index);
  }
  for (End* end : {&alice, &bob}) {
    end->session = NewSession(end->provider.get());
    sealframe_session_set_e2ee_enabled(end->session.get(), 1);
  }
  camera = NewSender(alice.session.get());
  microphone = NewSender(alice.session.get());
  bobs_camera = NewReceiver(bob.session.get());
  bobs_microphone = NewReceiver(bob.session.get());
}

Attempt Call::NewSeal(const SenderHandle& sender) const {
  return {.out = Frame(sealframe_send_transform_max_sealed_size(sender.get(),
                                                                plain.size()),
                       0xcc)};
}

void Call::Seal(const SenderHandle& sender, Attempt* attempt) const {
  attempt->status = sealframe_send_transform_seal(
      sender.get(), &info, plain.data(), plain.size(), attempt->out.data(),
      attempt->out.size(), &attempt->result);
}

sealframe_frame_status Call::CheckSealed(Attempt attempt) {
  Frame& out = attempt.out;
  const size_t size = attempt.result.size;
  if (attempt.status == SEALFRAME_FRAME_PASSED_THROUGH) {
    out.resize(size);
    Expect(out == plain, "another frame passed through");
  } else if (attempt.status != SEALFRAME_FRAME_OK) {
    Expect(size == 0, "a size without a frame");
    Expect(out == Frame(out.size(), 0), "a failed seal left bytes");
  } else {
    out.resize(size);
    // All frames are the same before they are sealed, so two that are the same
    // afterwards have one nonce under one key.
    Expect(all_sealed.insert(out).second, "a counter was used twice");
    sealed.push_back(std::move(out));
  }
  return attempt.status;
}

Attempt Call::NewOpen(const ReceiverHandle& receiver,
                      const Frame& frame) const {
  return {.out = Frame(sealframe_receive_transform_max_opened_size(
                           receiver.get(), frame.size()),
                       0xcc)};
}

void Call::Open(const ReceiverHandle& receiver, const Frame& frame,
                Attempt* attempt) const {
  attempt->status = sealframe_receive_transform_open(
      receiver.get(), &info, frame.data(), frame.size(), attempt->out.data(),
      attempt->out.size(), &attempt->result);
}

sealframe_frame_status Call::CheckOpened(const Frame& frame, Attempt attempt) {
  Frame& out = attempt.out;
  const size_t size = attempt.result.size;
  if (attempt.status == SEALFRAME_FRAME_OK ||
      attempt.status == SEALFRAME_FRAME_PASSED_THROUGH) {
    out.resize(size);
    const bool opens = attempt.status == SEALFRAME_FRAME_OK;
    Expect(out == (opens ? plain : frame), "another frame came out");
    opened[frame] += opens;
  } else {
    Expect(size == 0, "a size without a frame");
    Expect(out == Frame(out.size(), 0), "a failed open left bytes");
  }
  return attempt.status;
}

void Call::OpenForged(const ReceiverHandle& receiver, Frame frame) {
  frame[frame.size() / 2] ^= 1;
  OpenOn(receiver, frame);
  Expect(opened[frame] == 0, "a forged frame opened");
}

void Call::SealElsewhere() {
  End end = {.provider = NewProvider(options), .session = nullptr};
  Expect(sealframe_provider_add_local_participant(end.provider.get(), "alice",
                                                  nullptr, nullptr),
         "add_local_participant");
  Set(end, 0);
  Expect(sealframe_provider_activate(end.provider.get(), "alice", 0, nullptr),
         "activate");
  end.session = NewSession(end.provider.get());
  sealframe_session_set_e2ee_enabled(end.session.get(), 1);
  const SenderHandle sender = NewSender(end.session.get());
  Expect(SealOn(sender) == SEALFRAME_FRAME_OK, "another provider seals");
}

void Call::RatchetAndSend() {
  // Not all profiles ratchet.
  sealframe_provider_ratchet(alice.provider.get(), "alice", nullptr);
  Expect(SealOn(microphone) == SEALFRAME_FRAME_OK, "the next step seals");
  Expect(OpenOn(bobs_microphone, sealed.back()) == SEALFRAME_FRAME_OK,
         "the next step opens");
  sealed.pop_back();
  Poll(bob);
}

void Call::OpenAll() {
  for (const Frame& frame : std::exchange(sealed, {})) {
    OpenOn(bobs_camera, frame);
    OpenOn(bobs_camera, frame);
    OpenOn(bobs_microphone, frame);
    Expect(opened[frame] == 1,
           "a sealed frame opened " + std::to_string(opened[frame]) + " times");
  }
}

// Operation is what the other thread does, and the outcomes of a frame that it
// explains.
struct Operation {
  const char* name;
  Outcomes outcomes;
  std::function<void(Call&)> perform;
};

void ChangeAllOfAlice(Call& call) {
  for (uint64_t index = 1; index < kNumKeys; ++index) {
    call.Set(call.alice, index);
    call.Activate(index);
    call.SealOn(call.microphone);
    call.Retire(call.alice, index - 1);
    call.Poll(call.alice);
  }
  call.Remove(call.alice);
  call.Poll(call.alice);
  call.microphone.reset();
  call.alice = End();
}

void ChangeAllOfBob(Call& call) {
  call.Set(call.bob, kNumKeys);
  call.Poll(call.bob);
  for (uint64_t index = 0; index < kNumKeys; ++index) {
    call.Retire(call.bob, index);
    call.Poll(call.bob);
  }
  call.Remove(call.bob);
  call.Poll(call.bob);
  call.bobs_microphone.reset();
  call.bob = End();
}

// On the end that seals. The camera's stream is in use.
std::vector<Operation> SealingOperations() {
  return {
      {"nothing", kOk, [](Call&) {}},
      {"rotate", kOk,
       [](Call& call) {
         call.Set(call.alice, 1);
         call.Activate(1);
       }},
      {"retire", kOkOrNoKey, [](Call& call) { call.Retire(call.alice, 0); }},
      {"retire and set again", kOkOrNoKey,
       [](Call& call) {
         call.Retire(call.alice, 0);
         call.Poll(call.alice);
         call.Set(call.alice, 0);
         call.Activate(0);
       }},
      {"remove the participant", kOkOrNoKey,
       [](Call& call) { call.Remove(call.alice); }},
      {"ratchet", kOk,
       [](Call& call) {
         sealframe_provider_ratchet(call.alice.provider.get(), "alice",
                                    nullptr);
       }},
      {"switch off", kOkOrPlain,
       [](Call& call) {
         sealframe_session_set_e2ee_enabled(call.alice.session.get(), 0);
       }},
      {"destroy the provider", kOk,
       [](Call& call) { call.alice.provider.reset(); }},
      {"destroy the session", kOk,
       [](Call& call) { call.alice.session.reset(); }},
      {"destroy all other handles", kOk,
       [](Call& call) {
         call.alice.session.reset();
         call.alice.provider.reset();
         call.microphone.reset();
       }},
      {"poll", kOk, [](Call& call) { call.Poll(call.alice); }},
      {"seal on another stream", kOk,
       [](Call& call) {
         call.Expect(call.SealOn(call.microphone) == SEALFRAME_FRAME_OK,
                     "the other stream seals");
       }},
      {"seal in another provider", kOk,
       [](Call& call) { call.SealElsewhere(); }},
      {"change everything", kOkOrNoKey, ChangeAllOfAlice},
  };
}

// On the end that opens. The first sealed frame is in use.
std::vector<Operation> OpeningOperations() {
  return {
      {"nothing", kOk, [](Call&) {}},
      {"set a key", kOk, [](Call& call) { call.Set(call.bob, kNumKeys); }},
      {"retire", kOkOrNoKey, [](Call& call) { call.Retire(call.bob, 0); }},
      {"retire and set again",
       {SEALFRAME_FRAME_OK, SEALFRAME_FRAME_MISSING_KEY,
        SEALFRAME_FRAME_REPLAYED},
       [](Call& call) {
         call.Retire(call.bob, 0);
         call.Poll(call.bob);
         call.Set(call.bob, 0);
         call.OpenOn(call.bobs_microphone, call.sealed.front());
       }},
      {"remove the participant", kOkOrNoKey,
       [](Call& call) { call.Remove(call.bob); }},
      {"ratchet", kOk, [](Call& call) { call.RatchetAndSend(); }},
      {"switch off", kOkOrPlain,
       [](Call& call) {
         sealframe_session_set_e2ee_enabled(call.bob.session.get(), 0);
       }},
      {"destroy the provider", kOk,
       [](Call& call) { call.bob.provider.reset(); }},
      {"destroy the session", kOk,
       [](Call& call) { call.bob.session.reset(); }},
      {"destroy all other handles", kOk,
       [](Call& call) {
         call.bob.session.reset();
         call.bob.provider.reset();
         call.bobs_microphone.reset();
       }},
      {"poll", kOk, [](Call& call) { call.Poll(call.bob); }},
      {"open on another stream",
       {SEALFRAME_FRAME_OK, SEALFRAME_FRAME_REPLAYED},
       [](Call& call) {
         call.OpenOn(call.bobs_microphone, call.sealed.front());
       }},
      {"open a forged frame", kOk,
       [](Call& call) {
         call.OpenForged(call.bobs_microphone, call.sealed.front());
       }},
      {"change everything", kOkOrNoKey, ChangeAllOfBob},
  };
}

// FrameScene has a frame on one thread and an operation on the other.
class FrameScene : public Scene {
 public:
  FrameScene(const std::string& profile, const Operation& operation,
             StoppedThread stopped)
      : call_(profile), operation_(operation), stopped_(stopped) {}

  void Stopped() override { Do(stopped_ == StoppedThread::kOfFrame); }
  void Meanwhile() override { Do(stopped_ != StoppedThread::kOfFrame); }

  std::string Check() override {
    for (Attempt& attempt : attempts_) {
      // Frames of dave do not name their key.
      if (call_.profile == "dave" &&
          attempt.status == SEALFRAME_FRAME_NOT_AUTHENTIC) {
        attempt.status = SEALFRAME_FRAME_MISSING_KEY;
      }
      call_.Expect(operation_.outcomes.count(attempt.status) != 0,
                   std::string("the frame's outcome is ") +
                       sealframe_frame_status_name(attempt.status));
    }
    Settle();
    return call_.wrong;
  }

 protected:
  virtual void DoFrame() = 0;
  virtual void Settle() = 0;
  bool MayLoseTheKey() const {
    return operation_.outcomes.count(SEALFRAME_FRAME_MISSING_KEY) != 0;
  }

  Call call_;
  std::vector<Attempt> attempts_;  // One for each frame.

 private:
  void Do(bool frame) {
    if (frame) {
      DoFrame();
    } else {
      operation_.perform(call_);
    }
  }

  const Operation operation_;
  const StoppedThread stopped_;
};

class SealScene : public FrameScene {
 public:
  SealScene(const std::string& profile, const Operation& operation,
            StoppedThread stopped, size_t frames = 1)
      : FrameScene(profile, operation, stopped) {
    attempts_.assign(frames, call_.NewSeal(call_.camera));
  }

 private:
  void DoFrame() override { call_.Seal(call_.camera, &attempts_.front()); }
  // The streams and the session that are left still work.
  void Settle() override {
    for (Attempt& attempt : attempts_) {
      call_.CheckSealed(std::move(attempt));
    }
    call_.SealOn(call_.camera);
    if (call_.microphone != nullptr) {
      call_.SealOn(call_.microphone);
    }
    if (call_.alice.session != nullptr) {
      call_.Poll(call_.alice);
    }
    call_.OpenAll();
  }
};

// Two streams take turns in a batch, so that it finds keys of later frames
// before it begins with the first.
class SealBatchScene final : public SealScene {
 public:
  SealBatchScene(const std::string& profile, const Operation& operation,
                 StoppedThread stopped)
      : SealScene(profile, operation, stopped, kBatch),
        screen_(NewSender(call_.alice.session.get())) {
    for (size_t i = 0; i < kBatch; ++i) {
      const SenderHandle& sender = i % 2 == 0 ? call_.camera : screen_;
      jobs_[i] = NewJob<sealframe_seal_job>(
          sender.get(), call_.plain, &attempts_[i].out, &attempts_[i].result);
      jobs_[i].info = &call_.info;
      pointers_[i] = &jobs_[i];
    }
  }

 private:
  void DoFrame() override {
    sealframe_seal_batch(pointers_, kBatch);
    for (size_t i = 0; i < kBatch; ++i) {
      attempts_[i].status = jobs_[i].status;
    }
  }

  const SenderHandle screen_;
  sealframe_seal_job jobs_[kBatch];
  sealframe_seal_job* pointers_[kBatch];
};

class OpenScene : public FrameScene {
 public:
  OpenScene(const std::string& profile, const Operation& operation,
            StoppedThread stopped, size_t frames = 1)
      : FrameScene(profile, operation, stopped) {
    for (size_t i = 0; i < frames; ++i) {
      call_.Expect(call_.SealOn(call_.camera) == SEALFRAME_FRAME_OK, "seal");
      frames_.push_back(call_.sealed.back());
      attempts_.push_back(call_.NewOpen(call_.bobs_camera, frames_.back()));
    }
  }

 protected:
  std::vector<Frame> frames_;

 private:
  void DoFrame() override {
    call_.Open(call_.bobs_camera, frames_.front(), &attempts_.front());
  }
  void Settle() override {
    for (size_t i = 0; i < frames_.size(); ++i) {
      SettleOne(i);
    }
    if (call_.bob.session != nullptr) {
      call_.Poll(call_.bob);
    }
  }
  // The frame opens once, now at the latest.
  void SettleOne(size_t i) {
    const Frame& frame = frames_[i];
    if (call_.CheckOpened(frame, std::move(attempts_[i])) ==
        SEALFRAME_FRAME_PASSED_THROUGH) {
      return;
    }
    call_.OpenOn(call_.bobs_camera, frame);
    if (call_.bobs_microphone != nullptr) {
      call_.OpenOn(call_.bobs_microphone, frame);
    }
    const int opened = call_.opened[frame];
    call_.Expect(opened == 1 || (opened == 0 && MayLoseTheKey()),
                 "frame " + std::to_string(i) + " opened " +
                     std::to_string(opened) + " times");
  }
};

class OpenBatchScene final : public OpenScene {
 public:
  OpenBatchScene(const std::string& profile, const Operation& operation,
                 StoppedThread stopped)
      : OpenScene(profile, operation, stopped, kBatch),
        bobs_screen_(NewReceiver(call_.bob.session.get())) {
    for (size_t i = 0; i < kBatch; ++i) {
      const ReceiverHandle& receiver =
          i % 2 == 0 ? call_.bobs_camera : bobs_screen_;
      jobs_[i] = NewJob<sealframe_open_job>(
          receiver.get(), frames_[i], &attempts_[i].out, &attempts_[i].result);
      jobs_[i].info = &call_.info;
      pointers_[i] = &jobs_[i];
    }
  }

 private:
  void DoFrame() override {
    sealframe_open_batch(pointers_, kBatch);
    for (size_t i = 0; i < kBatch; ++i) {
      attempts_[i].status = jobs_[i].status;
    }
  }

  const ReceiverHandle bobs_screen_;
  sealframe_open_job jobs_[kBatch];
  sealframe_open_job* pointers_[kBatch];
};

// OpenHeldScene opens a frame that was held until its key was set.
class OpenHeldScene final : public OpenScene {
 public:
  OpenHeldScene(const std::string& profile, const Operation& operation,
                StoppedThread stopped)
      : OpenScene(profile, operation, stopped) {
    auto config = Config();
    config.hold_max_frames = 4;
    // The first run of an operation, instruction by instruction, takes seconds.
    config.hold_max_age_ms = 3'600'000;
    call_.bobs_camera = NewReceiver(call_.bob.session.get(), config);
    call_.Retire(call_.bob, 0);
    call_.Poll(call_.bob);
    Attempt early = call_.NewOpen(call_.bobs_camera, frames_.front());
    call_.Open(call_.bobs_camera, frames_.front(), &early);
    call_.Expect(early.status == SEALFRAME_FRAME_HELD, "hold");
    call_.Set(call_.bob, 0);
  }

  // The frame waits on if its key was taken away, and nothing is written.
  std::string Check() override {
    Attempt& attempt = attempts_.front();
    if (attempt.status == SEALFRAME_FRAME_NO_FRAME) {
      const size_t size = attempt.out.size();
      call_.Expect(attempt.out == Frame(size, 0xcc), "no frame, but bytes");
      attempt.out.assign(size, 0);
      attempt.status = SEALFRAME_FRAME_MISSING_KEY;
    }
    return OpenScene::Check();
  }

 private:
  void DoFrame() override {
    Attempt& attempt = attempts_.front();
    attempt.status = sealframe_receive_transform_open_held(
        call_.bobs_camera.get(), &info_, attempt.out.data(), attempt.out.size(),
        &attempt.result);
  }

  sealframe_frame_info info_ = Defaults<sealframe_frame_info>();
};

class ThreadEndScene final : public Scene {
 public:
  explicit ThreadEndScene(const std::string& profile) : call_(profile) {}

  // The cipher library keeps memory for a thread once a frame did not open.
  void Stopped() override {
    call_.SealOn(call_.camera);
    call_.OpenForged(call_.bobs_camera, call_.sealed.front());
  }
  void Meanwhile() override {
    call_.Set(call_.alice, 1);
    call_.Activate(1);
    call_.SealOn(call_.microphone);
    call_.OpenForged(call_.bobs_microphone, call_.sealed.front());
    call_.Retire(call_.alice, 0);
    call_.Poll(call_.alice);
    call_.Poll(call_.bob);
    call_.alice = End();
  }
  std::string Check() override {
    call_.OpenAll();
    return call_.wrong;
  }

 private:
  Call call_;
};

template <typename SceneType>
void Add(const std::string& profile, const std::string& frame,
         const std::vector<Operation>& operations,
         std::vector<CallScene>* scenes) {
  for (const Operation& operation : operations) {
    scenes->push_back(
        {.name = frame + ", " + operation.name,
         .make = [profile,
                  operation](StoppedThread stopped) -> std::unique_ptr<Scene> {
           return std::make_unique<SceneType>(profile, operation, stopped);
         }});
  }
}

}  // namespace

std::vector<CallScene> CallScenes(const std::string& profile) {
  std::vector<CallScene> scenes;
  Add<SealScene>(profile, "seal", SealingOperations(), &scenes);
  Add<OpenScene>(profile, "open", OpeningOperations(), &scenes);
  Add<SealBatchScene>(profile, "seal batch", SealingOperations(), &scenes);
  Add<OpenBatchScene>(profile, "open batch", OpeningOperations(), &scenes);
  // Frames of dave do not name their key, and so are never held.
  if (profile != "dave") {
    Add<OpenHeldScene>(profile, "open held", OpeningOperations(), &scenes);
  }
  return scenes;
}

std::unique_ptr<Scene> NewThreadEndScene(const std::string& profile) {
  return std::make_unique<ThreadEndScene>(profile);
}

}  // namespace sealframe
