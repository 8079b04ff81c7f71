// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a sender and a receiver through a sequence of calls of the C interface,
// on several streams of one participant, in any profile. Every frame that opens
// was sealed, and opens once on all streams together, as long as the receiver
// kept its keys. Altered and shortened frames never open. A call that fails
// leaves no byte of a frame behind. The counts of each stream balance. A forked
// child that goes on with the same calls seals nothing.
//
// The first byte of the input selects the profile, the second its options. Each
// further pair of bytes is a call and its argument.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <set>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/hooks/c/testing/clocked_provider.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr size_t kStreams = 3;
constexpr size_t kMaxSealed = 64;
constexpr size_t kMaxFrame = 300;
constexpr size_t kMaxBatch = 20;
constexpr uint64_t kKeys = 4;
constexpr uint8_t kUntouched = 0xcc;

using Bytes = std::vector<uint8_t>;

struct Sealed {
  Bytes frame;
  Bytes sealed;
  sealframe_frame_info info;
};

sealframe_provider_options OptionsOf(const char* profile, uint8_t how) {
  sealframe_provider_options options = Options(profile);
  if (std::strcmp(profile, "sframe") == 0) {
    options.suite = static_cast<sealframe_suite>(how % 9);
    options.ratchet_bits = how / 16 % 4;
    options.allow_short_tags = 1;
  }
  return options;
}

class Call {
 public:
  Call(const char* profile, uint8_t how)
      : options_(OptionsOf(profile, how)), hold_(how % 2 != 0) {
    for (End* end : {&alice_, &bob_}) {
      end->provider = NewClockedProvider(options_, clock_);
      Check(end->provider != nullptr);
    }
    Ok(sealframe_provider_add_local_participant(alice_.provider.get(), "alice",
                                                nullptr, nullptr));
    Ok(sealframe_provider_add_remote_participant(bob_.provider.get(), "alice",
                                                 nullptr, nullptr));
    auto late = Defaults<sealframe_session_options>();
    late.allow_no_key = 1;
    for (End* end : {&alice_, &bob_}) {
      end->session = NewSession(end->provider.get(), &late);
      sealframe_session_set_e2ee_enabled(end->session.get(), 1);
    }
    for (size_t i = 0; i < kStreams; ++i) {
      senders_[i] = NewSender(alice_.session.get());
      MakeReceiver(i);
      Check(senders_[i] != nullptr && receivers_[i] != nullptr);
    }
  }

  void Do(uint8_t call, uint8_t number) {
    switch (call % 22) {
      case 0:
        return SetKey(alice_, number % kKeys);
      case 1:
        return SetKey(bob_, number % kKeys);
      case 2:
        return Activate(number % kKeys);
      case 3:
        sealframe_provider_ratchet(alice_.provider.get(), "alice", nullptr);
        return;
      case 4:
        forgot_ = true;
        sealframe_provider_retire(bob_.provider.get(), "alice", number % kKeys,
                                  number, nullptr);
        return;
      case 5:
        return RejoinBob();
      case 6:
        return clock_.Advance(absl::Milliseconds(10 * number));
      case 7:
        return Poll(number);
      case 8:
        return CurrentKey(number);
      case 9:
        forgot_ = true;
        receivers_[number % kStreams].reset();
        return MakeReceiver(number % kStreams);
      case 10:
        return OpenHeld(number % kStreams);
      case 11:
        return OpenAltered(number);
      case 12:
        return OpenCut(number);
      case 13:
        return OpenShort(number);
      case 14:
        return SealShort(number);
      case 15:
        return Open(number);
      case 16:
        return Fork();
      case 20:
        return SealBatch(number);
      case 21:
        return OpenBatch(number);
      default:
        return Seal(number);
    }
  }

  // Finish checks the counts, and destroys the handles in an order that
  // `number` selects. It ends a child.
  void Finish(uint8_t number) {
    for (const ReceiverHandle& receiver : receivers_) {
      auto stats = Defaults<sealframe_stream_stats>();
      Ok(sealframe_receive_transform_get_stats(receiver.get(), &stats));
      const uint64_t held = stats.frames_by_status[SEALFRAME_FRAME_HELD];
      Check(Total(stats) ==
            stats.frames_in + held -
                sealframe_receive_transform_num_held(receiver.get()));
    }
    for (const SenderHandle& sender : senders_) {
      auto stats = Defaults<sealframe_stream_stats>();
      Ok(sealframe_send_transform_get_stats(sender.get(), &stats));
      Check(Total(stats) == stats.frames_in);
    }
    for (int i = 0; i < 4; ++i) {
      switch ((number + i) % 4) {
        case 0:
          alice_.provider.reset();
          bob_.provider.reset();
          break;
        case 1:
          alice_.session.reset();
          bob_.session.reset();
          break;
        case 2:
          senders_ = {};
          break;
        default:
          receivers_ = {};
      }
    }
    if (is_child_) {
      _exit(0);
    }
  }

 private:
  static void Ok(sealframe_status status) { Check(status == SEALFRAME_OK); }

  static uint64_t Total(const sealframe_stream_stats& stats) {
    return std::accumulate(std::begin(stats.frames_by_status),
                           std::end(stats.frames_by_status), uint64_t{0});
  }

  // Fork lets a child do the calls that follow, and then this process. Neither
  // forks again.
  void Fork() {
    if (has_forked_) {
      return;
    }
    has_forked_ = true;
    const pid_t child = fork();
    if (child == 0) {
      is_child_ = true;
      return;
    }
    int status = 0;
    pid_t ended = 0;
    do {  // libFuzzer's alarms interrupt it.
      ended = waitpid(child, &status, 0);
    } while (ended < 0 && errno == EINTR);
    Check(ended == child && status == 0);
  }

  void MakeReceiver(size_t i) {
    sealframe_stream_config config = Config();
    if (hold_) {
      config.hold_max_frames = 5;
      config.hold_max_bytes = 2000;
    }
    receivers_[i] = NewReceiver(bob_.session.get(), config);
  }

  // SetKey sets no new key for sealing in a child: it could seal with that.
  void SetKey(const End& end, uint64_t index) {
    if (&end == &alice_) {
      if (is_child_ && !set_[index]) {
        return;
      }
      set_[index] = true;
    }
    const Bytes key(16, static_cast<uint8_t>(index + 1));
    sealframe_provider_set_key(end.provider.get(), "alice", index, 0,
                               key.data(), key.size(), nullptr);
  }

  // RejoinBob removes the sender at the receiver and adds it again.
  void RejoinBob() {
    forgot_ = true;
    sealframe_provider* const provider = bob_.provider.get();
    Ok(sealframe_provider_remove_participant(provider, "alice", nullptr));
    Ok(sealframe_provider_add_remote_participant(provider, "alice", nullptr,
                                                 nullptr));
    for (size_t i = 0; i < kStreams; ++i) {
      MakeReceiver(i);
    }
  }

  void Poll(uint8_t number) const {
    size_t events = 0;
    const auto count = [](const sealframe_event* event, void* user_data) {
      Check(event->struct_size == sizeof(sealframe_event));
      Check(event->participant != nullptr && event->track != nullptr);
      ++*static_cast<size_t*>(user_data);
    };
    const End& end = number % 2 == 0 ? alice_ : bob_;
    Ok(sealframe_session_poll(end.session.get(), count, &events));
    Check(events <= 1000);
  }

  void CurrentKey(uint8_t capacity) const {
    Bytes key(capacity, kUntouched);
    auto current = Defaults<sealframe_current_key>();
    const sealframe_status status =
        sealframe_provider_current_key(alice_.provider.get(), "alice", &current,
                                       key.data(), key.size(), nullptr);
    if (status != SEALFRAME_OK) {
      Check(std::all_of(key.begin(), key.end(),
                        [](uint8_t byte) { return byte == kUntouched; }));
    }
  }

  void Activate(uint64_t key) {
    sealframe_provider_activate(alice_.provider.get(), "alice", key, nullptr);
  }

  Bytes FrameOf(uint8_t number) const {
    Bytes frame(12 + number % kMaxFrame);
    std::iota(frame.begin(), frame.end(), number);
    frame[0] = 1;  // A delta frame of VP8.
    frame[11] = static_cast<uint8_t>(sealed_.size());
    return frame;
  }

  sealframe_frame_info NextInfo() {
    auto info = Defaults<sealframe_frame_info>();
    info.codec = SEALFRAME_CODEC_VP8;
    info.ssrc = 7;
    info.rtp_timestamp = timestamp_ += 3000;
    return info;
  }

  void Seal(uint8_t number) {
    if (sealed_.size() == kMaxSealed) {
      return;
    }
    const SenderHandle& sender = senders_[number % kStreams];
    const Bytes frame = FrameOf(number);
    const sealframe_frame_info info = NextInfo();
    const Done done = sealframe::Seal(sender, frame, &info);
    if (done.status == SEALFRAME_FRAME_OK) {
      Check(!is_child_ && done.frame.size() > frame.size());
      sealed_.push_back({.frame = frame, .sealed = done.frame, .info = info});
    } else {
      Check(done.frame.empty());
    }
  }

  // SealBatch seals frames of all streams in turn, in one call.
  void SealBatch(uint8_t number) {
    const size_t count = number % kMaxBatch;
    std::vector<Sealed> batch(count);
    std::vector<sealframe_frame_result> results(
        count, Defaults<sealframe_frame_result>());
    std::vector<sealframe_seal_job> jobs(count);
    std::vector<sealframe_seal_job*> pointers(count);
    for (size_t i = 0; i < count; ++i) {
      sealframe_send_transform* const sender = senders_[i % kStreams].get();
      Bytes frame = FrameOf(number);
      frame[11] = static_cast<uint8_t>(sealed_.size() + i);
      batch[i] = {.frame = frame, .sealed = {}, .info = NextInfo()};
      batch[i].sealed.resize(
          sealframe_send_transform_max_sealed_size(sender, frame.size()),
          kUntouched);
      jobs[i] = NewJob<sealframe_seal_job>(sender, batch[i].frame,
                                           &batch[i].sealed, &results[i]);
      jobs[i].info = &batch[i].info;
      pointers[i] = &jobs[i];
    }
    Ok(sealframe_seal_batch(pointers.data(), count));
    bool all_sealed = true;
    for (size_t i = 0; i < count; ++i) {
      const bool is_sealed = jobs[i].status == SEALFRAME_FRAME_OK;
      Check(is_sealed ? !is_child_ && results[i].size > batch[i].frame.size()
                      : results[i].size == 0 && IsBlank(batch[i].sealed));
      all_sealed &= is_sealed;
      batch[i].sealed.resize(results[i].size);
    }
    if (all_sealed && sealed_.size() + count <= kMaxSealed) {
      sealed_.insert(sealed_.end(), batch.begin(), batch.end());
    }
  }

  // SealShort seals into a buffer that may be too small.
  void SealShort(uint8_t number) {
    const Bytes frame = FrameOf(number);
    const sealframe_frame_info info = NextInfo();
    Bytes out(number, kUntouched);
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_send_transform_seal(
        senders_[0].get(), &info, frame.data(), frame.size(), out.data(),
        out.size(), &result);
    if (status != SEALFRAME_FRAME_OK) {
      Check(result.size == 0 && IsBlank(out));
    } else {
      Check(!is_child_);
    }
  }

  const Sealed* Recent(uint8_t number) const {
    const size_t back = number / kStreams;
    return back < sealed_.size() ? &sealed_[sealed_.size() - 1 - back]
                                 : nullptr;
  }

  static bool IsBlank(const Bytes& out) {
    return std::all_of(out.begin(), out.end(), [](uint8_t byte) {
      return byte == 0 || byte == kUntouched;
    });
  }

  // OpenBytes opens `bytes` with room for `room` bytes.
  Done OpenBytes(uint8_t number, const Bytes& bytes, size_t room,
                 sealframe_frame_info info) {
    const ReceiverHandle& receiver = receivers_[number % kStreams];
    Bytes out(room, kUntouched);
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_receive_transform_open(
        receiver.get(), &info, bytes.data(), bytes.size(), out.data(),
        out.size(), &result);
    if (status != SEALFRAME_FRAME_OK) {
      Check(result.size == 0 && IsBlank(out));
    }
    out.resize(result.size);
    return {.status = status, .frame = out, .kid = result.kid};
  }

  void Open(uint8_t number) {
    const Sealed* const one = Recent(number);
    if (one != nullptr) {
      CameOut(OpenBytes(number, one->sealed, one->sealed.size(), one->info));
    }
  }

  // OpenBatch opens the most recent frames in one call.
  void OpenBatch(uint8_t number) {
    const size_t count = std::min(number % kMaxBatch, sealed_.size());
    std::vector<Bytes> outs(count);
    std::vector<sealframe_frame_result> results(
        count, Defaults<sealframe_frame_result>());
    std::vector<sealframe_open_job> jobs(count);
    std::vector<sealframe_open_job*> pointers(count);
    for (size_t i = 0; i < count; ++i) {
      const Sealed& one = sealed_[sealed_.size() - count + i];
      outs[i].resize(one.sealed.size(), kUntouched);
      jobs[i] =
          NewJob<sealframe_open_job>(receivers_[(number + i) % kStreams].get(),
                                     one.sealed, &outs[i], &results[i]);
      jobs[i].info = &one.info;
      pointers[i] = &jobs[i];
    }
    Ok(sealframe_open_batch(pointers.data(), count));
    for (size_t i = 0; i < count; ++i) {
      Check(jobs[i].status == SEALFRAME_FRAME_OK ||
            (results[i].size == 0 && IsBlank(outs[i])));
      outs[i].resize(results[i].size);
      CameOut(
          {.status = jobs[i].status, .frame = outs[i], .kid = results[i].kid});
    }
  }

  void OpenShort(uint8_t number) {
    const Sealed* const one = Recent(number);
    if (one != nullptr) {
      CameOut(OpenBytes(number, one->sealed, number, one->info));
    }
  }

  void OpenAltered(uint8_t number) {
    const Sealed* const one = Recent(number);
    if (one != nullptr) {
      Bytes bytes = one->sealed;
      bytes[number * size_t{7} % bytes.size()] ^=
          static_cast<uint8_t>(1 << number % 8);
      Check(OpenBytes(number, bytes, bytes.size(), one->info).status !=
            SEALFRAME_FRAME_OK);
    }
  }

  void OpenCut(uint8_t number) {
    const Sealed* const one = Recent(number);
    if (one != nullptr) {
      Bytes bytes = one->sealed;
      bytes.resize(number * size_t{7} % bytes.size());
      Check(OpenBytes(number, bytes, bytes.size(), one->info).status !=
            SEALFRAME_FRAME_OK);
    }
  }

  void OpenHeld(size_t stream) {
    sealframe_receive_transform* const receiver = receivers_[stream].get();
    Bytes out(sealframe_receive_transform_next_held_size(receiver), kUntouched);
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_receive_transform_open_held(
        receiver, nullptr, out.data(), out.size(), &result);
    Check(status != SEALFRAME_FRAME_BUFFER_TOO_SMALL);
    if (status != SEALFRAME_FRAME_OK) {
      Check(result.size == 0 && IsBlank(out));
    }
    out.resize(result.size);
    CameOut({.status = status, .frame = out, .kid = result.kid});
  }

  void CameOut(const Done& done) {
    if (done.status != SEALFRAME_FRAME_OK) {
      return;
    }
    Check(done.frame.size() >= 12 && done.frame[11] < sealed_.size());
    Check(done.frame == sealed_[done.frame[11]].frame);
    Check(opened_.insert(done.frame[11]).second || forgot_);
  }

  FakeClock clock_;
  const sealframe_provider_options options_;
  const bool hold_;
  End alice_;
  End bob_;
  std::array<SenderHandle, kStreams> senders_;
  std::array<ReceiverHandle, kStreams> receivers_;
  std::vector<Sealed> sealed_;
  std::set<uint8_t> opened_;
  uint32_t timestamp_ = 0xffff0000;
  bool forgot_ = false;  // Whether the receiver may have forgotten replays.
  std::array<bool, kKeys> set_ = {};  // Alice's keys.
  bool has_forked_ = false;
  bool is_child_ = false;
};

const char* ProfileOf(uint8_t number) {
  size_t count = 0;
  while (sealframe_profile_name(count) != nullptr) {
    ++count;
  }
  return sealframe_profile_name(number % count);
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) {
    return 0;
  }
  sealframe::Call call(sealframe::ProfileOf(data[0]), data[1]);
  for (size_t i = 2; i + 1 < size; i += 2) {
    call.Do(data[i], data[i + 1]);
  }
  call.Finish(data[size - 1]);
  return 0;
}
