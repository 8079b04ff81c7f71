// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a sender and a receiver through a sequence of calls of the C interface,
// on streams of video and sound of one participant, in any profile. Frames seal
// while a key is active. They open while the receiver has their key and keeps
// their place in the replay window, unless they wait behind held frames, or
// their stream is of the other kind. Every frame that opens was sealed, and
// opens once on all streams together, as long as the receiver kept its keys.
// Altered and shortened frames never open, unless their format says that they
// do. A call that fails leaves no byte of a frame behind. The counts of each
// stream balance. A forked child that goes on with the same calls seals
// nothing.
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
#include "sealframe/tests/fuzz/key_model.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr size_t kStreams = 3;
constexpr size_t kMaxSealed = 64;
constexpr size_t kMaxFrame = 300;
constexpr size_t kMaxBatch = 20;
constexpr uint64_t kKeys = 4;
constexpr uint8_t kUntouched = 0xcc;

// The place of a frame's number, which begins at a byte that no start code
// contains.
constexpr size_t kNumberAt = 8;
constexpr uint8_t kFirstNumber = 0x40;

// Every profile remembers more frames than these. An older frame may count as
// replayed.
constexpr size_t kReplaySpan = 1000;

using Bytes = std::vector<uint8_t>;

struct Sealed {
  Bytes frame;
  Bytes sealed;
  sealframe_frame_info info;
  uint64_t key = 0;
  size_t attempt = 0;  // The number of frames that were sealed before.
};

// The third stream carries sound.
bool IsAudio(size_t stream) { return stream == 2; }

sealframe_stream_config ConfigOf(size_t stream) {
  sealframe_stream_config config = Config();
  config.media = IsAudio(stream) ? SEALFRAME_AUDIO : SEALFRAME_VIDEO;
  return config;
}

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
      senders_[i] = NewSender(alice_.session.get(), ConfigOf(i));
      MakeReceiver(i);
      Check(senders_[i] != nullptr && receivers_[i] != nullptr);
    }
  }

  void Do(uint8_t call, uint8_t number) {
    switch (call % 22) {
      case 0:
        return SetAtAlice(number % kKeys);
      case 1:
        return SetAtBob(number % kKeys);
      case 2:
        return Activate(number % kKeys);
      case 3:
        return Ratchet();
      case 4:
        return RetireAtBob(number);
      case 5:
        return RejoinBob();
      case 6:
        return clock_.Advance(absl::Milliseconds(10 * number));
      case 7:
        return Poll(number);
      case 8:
        return CurrentKey(number);
      case 9:
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
    sealframe_stream_config config = ConfigOf(i);
    if (hold_) {
      config.hold_max_frames = 5;
      config.hold_max_bytes = 2000;
    }
    receivers_[i] = NewReceiver(bob_.session.get(), config);
  }

  sealframe_status SetKey(const End& end, uint64_t index) const {
    const Bytes key(16, static_cast<uint8_t>(index + 1));
    return sealframe_provider_set_key(end.provider.get(), "alice", index, 0,
                                      key.data(), key.size(), nullptr);
  }

  // SetAtAlice sets no new key in a child: it could seal with that.
  void SetAtAlice(uint64_t index) {
    if (is_child_ && !set_[index]) {
      return;
    }
    const sealframe_status status = SetKey(alice_, index);
    Check((status == SEALFRAME_OK) == !set_[index]);
    set_[index] = true;
  }

  void SetAtBob(uint64_t index) {
    if (SetKey(bob_, index) == SEALFRAME_OK) {
      model_.SetAtReceiver(index);
    }
  }

  void RetireAtBob(uint8_t number) {
    forgot_ = true;
    model_.Retire(number % kKeys);
    sealframe_provider_retire(bob_.provider.get(), "alice", number % kKeys,
                              number, nullptr);
  }

  void Ratchet() {
    if (sealframe_provider_ratchet(alice_.provider.get(), "alice", nullptr) ==
        SEALFRAME_OK) {
      model_.Ratchet();
    }
  }

  // RejoinBob removes the sender at the receiver and adds it again.
  void RejoinBob() {
    forgot_ = true;
    model_.RemoveReceiver();
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
    const sealframe_status status = sealframe_provider_activate(
        alice_.provider.get(), "alice", key, nullptr);
    Check((status == SEALFRAME_OK) == set_[key]);
    if (status == SEALFRAME_OK) {
      model_.Activate(key);
    }
  }

  static sealframe_codec CodecOf(uint8_t number, size_t stream) {
    if (IsAudio(stream)) {
      return SEALFRAME_CODEC_OPUS;
    }
    return number / kStreams % 2 == 0 ? SEALFRAME_CODEC_VP8
                                      : SEALFRAME_CODEC_H264;
  }

  static Bytes FrontOf(sealframe_codec codec) {
    switch (codec) {
      case SEALFRAME_CODEC_OPUS:
        return {0x78};
      case SEALFRAME_CODEC_VP8:
        return {1};  // A delta frame.
      default:
        return {0, 0, 0, 1, 0x41};  // A slice.
    }
  }

  // NewFrame returns the next frame of `stream`, whose size and codec depend on
  // `number`.
  Sealed NewFrame(uint8_t number, size_t stream, size_t index) {
    Sealed one = {.frame = Bytes(12 + number % kMaxFrame),
                  .sealed = {},
                  .info = Defaults<sealframe_frame_info>()};
    one.info.codec = CodecOf(number, stream);
    one.info.ssrc = 7;
    one.info.rtp_timestamp = timestamp_ += 3000;
    one.key = model_.active().value_or(0);
    one.attempt = ++attempts_;
    std::iota(one.frame.begin(), one.frame.end(), number);
    const Bytes front = FrontOf(one.info.codec);
    std::copy(front.begin(), front.end(), one.frame.begin());
    one.frame[kNumberAt] = static_cast<uint8_t>(kFirstNumber + index);
    one.frame.back() = 0x80;
    return one;
  }

  // Sealing checks whether a frame had to seal.
  void Sealing(sealframe_frame_status status) const {
    Check((status == SEALFRAME_FRAME_OK) ==
          (model_.active().has_value() && !is_child_));
  }

  void Seal(uint8_t number) {
    if (sealed_.size() == kMaxSealed) {
      return;
    }
    const size_t stream = number % kStreams;
    Sealed one = NewFrame(number, stream, sealed_.size());
    const Done done = sealframe::Seal(senders_[stream], one.frame, &one.info);
    Sealing(done.status);
    if (done.status == SEALFRAME_FRAME_OK) {
      Check(done.frame.size() > one.frame.size());
      one.sealed = done.frame;
      sealed_.push_back(one);
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
      batch[i] = NewFrame(number, i % kStreams, sealed_.size() + i);
      batch[i].sealed.resize(sealframe_send_transform_max_sealed_size(
                                 sender, batch[i].frame.size()),
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
      Sealing(jobs[i].status);
      Check(is_sealed ? results[i].size > batch[i].frame.size()
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
    const Sealed one = NewFrame(number, 0, 0);
    Bytes out(number, kUntouched);
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_send_transform_seal(
        senders_[0].get(), &one.info, one.frame.data(), one.frame.size(),
        out.data(), out.size(), &result);
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

  // MustOpen returns whether `one` opens on a stream, unless it has opened.
  bool MustOpen(const Sealed& one, size_t stream) const {
    const bool is_audio = one.info.codec == SEALFRAME_CODEC_OPUS;
    return model_.Opens(one.key) && IsAudio(stream) == is_audio &&
           attempts_ - one.attempt < kReplaySpan &&
           sealframe_receive_transform_next_held_size(
               receivers_[stream].get()) == 0;
  }

  // Opening checks the outcome of a frame that must open, unless it has opened.
  void Opening(const Sealed& one, sealframe_frame_status status) const {
    const bool has_opened = opened_.count(one.frame[kNumberAt]) != 0;
    Check(has_opened ? status == SEALFRAME_FRAME_REPLAYED ||
                           (status == SEALFRAME_FRAME_OK && forgot_)
                     : status == SEALFRAME_FRAME_OK);
  }

  void Open(uint8_t number) {
    const Sealed* const one = Recent(number);
    if (one == nullptr) {
      return;
    }
    const bool must_open = MustOpen(*one, number % kStreams);
    const Done done =
        OpenBytes(number, one->sealed, one->sealed.size(), one->info);
    if (must_open) {
      Opening(*one, done.status);
    }
    CameOut(done);
  }

  // OpenBatch opens the most recent frames in one call.
  void OpenBatch(uint8_t number) {
    const size_t count = std::min(number % kMaxBatch, sealed_.size());
    std::vector<Bytes> outs(count);
    std::vector<sealframe_frame_result> results(
        count, Defaults<sealframe_frame_result>());
    std::vector<sealframe_open_job> jobs(count);
    std::vector<sealframe_open_job*> pointers(count);
    std::vector<bool> must_open(count);
    const size_t first = sealed_.size() - count;
    for (size_t i = 0; i < count; ++i) {
      const Sealed& one = sealed_[first + i];
      must_open[i] = MustOpen(one, (number + i) % kStreams);
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
      if (must_open[i]) {
        Opening(sealed_[first + i], jobs[i].status);
      }
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

  // IsEscapedBit returns whether a bit of `sealed` is the one of a GetStream
  // trailer that can be flipped where nothing is escaped.
  bool IsEscapedBit(const Bytes& sealed, size_t byte, int bit) const {
    return std::strcmp(options_.profile, "getstream") == 0 && bit == 7 &&
           byte + 7 == sealed.size();
  }

  void OpenAltered(uint8_t number) {
    const Sealed* const one = Recent(number);
    if (one == nullptr) {
      return;
    }
    Bytes bytes = one->sealed;
    const size_t at = number * size_t{7} % bytes.size();
    bytes[at] ^= static_cast<uint8_t>(1 << number % 8);
    const Done done = OpenBytes(number, bytes, bytes.size(), one->info);
    if (IsEscapedBit(one->sealed, at, number % 8)) {
      CameOut(done);
    } else {
      Check(done.status != SEALFRAME_FRAME_OK);
    }
  }

  void OpenCut(uint8_t number) {
    const Sealed* const one = Recent(number);
    if (one == nullptr) {
      return;
    }
    Bytes bytes = one->sealed;
    bytes.resize(number * size_t{7} % bytes.size());
    const Done done = OpenBytes(number, bytes, bytes.size(), one->info);
    if (IsWithoutZero(*one, bytes)) {
      CameOut(done);
    } else {
      Check(done.status != SEALFRAME_FRAME_OK);
    }
  }

  // IsWithoutZero returns whether `bytes` is a frame of H.264 without a zero at
  // its end. Packetizers drop it, so the ring formats open such a frame.
  static bool IsWithoutZero(const Sealed& one, const Bytes& bytes) {
    return one.info.codec == SEALFRAME_CODEC_H264 && one.sealed.back() == 0 &&
           bytes.size() + 1 == one.sealed.size();
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
    Check(done.frame.size() >= 12);
    const size_t index = done.frame[kNumberAt] - size_t{kFirstNumber};
    Check(index < sealed_.size() && done.frame == sealed_[index].frame);
    Check(opened_.insert(done.frame[kNumberAt]).second || forgot_);
  }

  FakeClock clock_;
  const sealframe_provider_options options_;
  const bool hold_;
  End alice_;
  End bob_;
  std::array<SenderHandle, kStreams> senders_;
  std::array<ReceiverHandle, kStreams> receivers_;
  KeyModel model_;
  std::vector<Sealed> sealed_;
  size_t attempts_ = 0;  // Frames that were to be sealed.
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
  Check(count > 0);
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
