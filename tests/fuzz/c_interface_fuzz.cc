// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs two senders and a receiver through a sequence of calls of the C
// interface, on streams of video and sound of one participant, in any profile.
// The senders are providers with the same keys. Their streams may have the same
// SSRCs and timestamps. What must hold:
//
// - No two frames have the same AEAD key and nonce.
// - Frames seal while a key is active. They open while the receiver has their
//   key, if they are within the replay window, wait behind no held frame, and
//   come on a stream of their kind. They do not open before the receiver has
//   their key, nor after the key is gone.
// - Frames without a key are held as long as the options allow, and come out
//   with their info once the receiver has their key. Later frames wait.
// - Each frame that opens is the one that was sealed, and opens once on all
//   streams together, whatever the receiver did with its keys in the meantime.
// - Altered and shortened frames never open, except where their format allows
//   it.
// - A frame that fails leaves zeros. A change of keys that fails leaves the
//   active key as it was.
// - The counts of each stream are those of what its calls returned.
// - A forked child that goes on with the same calls seals nothing.
//
// The first byte of the input selects the profile, the second its options. Each
// further pair of bytes is a call and its argument. The arguments of the two
// calls before it select where a frame is altered or cut, and how short a
// buffer is.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/fuzz/call_ends.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/held_model.h"
#include "sealframe/tests/fuzz/key_model.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr size_t kMaxSealed = 64;
constexpr size_t kMaxFrame = 300;
constexpr size_t kMaxBatch = 20;
constexpr uint8_t kUntouched = 0xcc;
constexpr uint8_t kInPlace = kMaxSealed * kStreams;

// Where a frame contains its number. The first number is a byte that no start
// code contains.
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
  KeyStep key = {};
  uint64_t kid = 0;    // The key id in the frame.
  size_t number = 0;   // Its place among the sealed frames.
  size_t attempt = 0;  // Its place among all frames that were to be sealed.

  bool is_audio() const { return info.codec == SEALFRAME_CODEC_OPUS; }
};

// A frame that was given to the receiver. Its token is its place in `offers_`,
// from 1 on.
struct Offered {
  size_t frame = 0;  // Its place among the sealed frames.
  bool may_open = true;
};

// The AEAD key of a frame, its counter, SSRC and timestamp, and the bytes of
// its nonce. Each profile has only some of them.
using Nonce = std::tuple<KeyStep, uint64_t, uint32_t, uint32_t, std::string>;

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
      : options_(OptionsOf(profile, how)),
        alices_{SendingEnd(options_, clock_), SendingEnd(options_, clock_)},
        bob_(options_, how % 2 != 0, clock_) {}

  void Do(uint8_t call, uint8_t number) {
    Run(call, number);
    before_ = before_ % 256 * 256 + number;
  }

  // Finish checks the counts, and destroys the handles in an order that
  // `number` selects. It ends a child.
  void Finish(uint8_t number) {
    bob_.CheckCounts();
    for (const SendingEnd& alice : alices_) {
      alice.CheckCounts();
    }
    std::vector<int> order = {0, 1, 2, 3, 4, 5};
    for (int i = 0; i < 720 * number / 256; ++i) {
      std::next_permutation(order.begin(), order.end());
    }
    for (const int what : order) {
      Destroy(what);
    }
    if (is_child_) {
      _exit(0);
    }
  }

 private:
  void Run(uint8_t call, uint8_t number) {
    switch (call % 25) {
      case 1:
        return bob_.Set(KeyIndexOf(number));
      case 4:
        return bob_.Retire(KeyIndexOf(number), number);
      case 5:
        return bob_.Rejoin(number);
      case 6:
        return Advance(number);
      case 7:
        return Poll(number);
      case 9:
        return bob_.Remake(number % kStreams);
      case 10:
        return OpenHeld(number);
      case 11:
        return OpenAltered(number);
      case 12:
        return OpenCut(number);
      case 13:
        return OpenShort(number);
      case 15:
        return Open(number);
      case 16:
        return Fork();
      case 21:
        return OpenBatch(number);
      case 24:
        which_ = number % 2;
        return;
      default:
        return RunOfAlice(call % 25, number);
    }
  }

  void RunOfAlice(uint8_t call, uint8_t number) {
    switch (call) {
      case 0:
        return alice().Set(KeyIndexOf(number), is_child_);
      case 2:
        return alice().Activate(KeyIndexOf(number));
      case 3:
        return alice().Ratchet(is_child_);
      case 8:
        return CurrentKey(number);
      case 14:
        return SealShort(number);
      case 20:
        return SealBatch(number);
      case 22:
        return alice().Retire(KeyIndexOf(number));
      case 23:
        return Rejoin(number);
      default:
        return Seal(number);
    }
  }

  void Destroy(int what) {
    switch (what) {
      case 0:
        return bob_.DestroyProvider();
      case 1:
        return bob_.DestroySession();
      case 2:
        return bob_.DestroyStreams();
      case 3:
        return ForEachAlice(&SendingEnd::DestroyProvider);
      case 4:
        return ForEachAlice(&SendingEnd::DestroySession);
      default:
        return ForEachAlice(&SendingEnd::DestroyStreams);
    }
  }

  void ForEachAlice(void (SendingEnd::*function)()) {
    for (SendingEnd& alice : alices_) {
      (alice.*function)();
    }
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
    Check(child > 0 && ended == child && status == 0);
  }

  // alice returns the sender that calls use.
  SendingEnd& alice() { return alices_[which_]; }

  // Rejoin has alice leave, seal nothing, and join again.
  void Rejoin(uint8_t number) {
    alice().Leave();
    Seal(number);
    alice().Join(number);
  }

  // Advance moves the clock by up to two seconds, or back by half a second.
  void Advance(uint8_t number) {
    clock_.Advance(
        absl::Milliseconds(10 * (number < 200 ? number : 200 - number)));
  }

  void Poll(uint8_t number) {
    size_t events = 0;
    const auto count = [](const sealframe_event* event, void* user_data) {
      Check(event->struct_size == sizeof(sealframe_event));
      Check(event->participant != nullptr && event->track != nullptr);
      ++*static_cast<size_t*>(user_data);
    };
    if (number % 2 == 0) {
      MustBeOk(sealframe_session_poll(alice().session(), count, &events));
    } else {
      bob_.Poll(count, &events);
    }
    Check(events <= 1000);
  }

  void CurrentKey(uint8_t capacity) {
    Bytes key(capacity, kUntouched);
    auto current = Defaults<sealframe_current_key>();
    const sealframe_status status = sealframe_provider_current_key(
        alice().provider(), "alice", &current, key.data(), key.size(), nullptr);
    const std::optional<KeyStep> active = alice().active();
    Check((status == SEALFRAME_OK) ==
          (active.has_value() && capacity >= current.key_size));
    if (status == SEALFRAME_OK) {
      Check(KeyStep(current.key_index, current.step) == *active);
    } else {
      Check(std::all_of(key.begin(), key.end(),
                        [](uint8_t byte) { return byte == kUntouched; }));
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
    one.info.ssrc = 7 + number / 64;
    one.info.rtp_timestamp = timestamp_ += number % 2 * 3000;
    one.number = index;
    one.key = alice().active().value_or(KeyStep());
    one.attempt = ++attempts_;
    std::iota(one.frame.begin(), one.frame.end(), number);
    const Bytes front = FrontOf(one.info.codec);
    std::copy(front.begin(), front.end(), one.frame.begin());
    one.frame[kNumberAt] = static_cast<uint8_t>(kFirstNumber + index);
    one.frame.back() = 0x80;
    return one;
  }

  // Sealing counts the outcome of a frame of `stream`, and checks that nothing
  // is left in `out` of one that was not sealed.
  void Sealing(size_t stream, const Bytes& frame, sealframe_frame_status status,
               const Bytes& out, size_t size) {
    StreamCounts& counts = alice().counts(stream);
    counts.In(frame.size());
    counts.Out(status, size);
    if (status == SEALFRAME_FRAME_OK) {
      Check(size > frame.size());
    } else {
      Check(size == 0);
      CheckFailed(status, Bytes(out.size(), kUntouched), out,
                  sealframe_send_transform_max_sealed_size(
                      alice().stream(stream).get(), frame.size()));
    }
  }

  // MustSeal checks that a frame was sealed if and only if it had to be.
  void MustSeal(sealframe_frame_status status) {
    Check((status == SEALFRAME_FRAME_OK) ==
          (alice().active().has_value() && !is_child_));
  }

  // Use checks the key id of `one`, and that no frame before had its key and
  // nonce.
  void Use(const Sealed& one) {
    FrameInfo info;
    info.kind = one.is_audio() ? MediaKind::kAudio : MediaKind::kVideo;
    info.codec = static_cast<Codec>(one.info.codec);
    const auto seen = InspectFrameAs(options_.profile, info, one.sealed);
    Check(seen.has_value() && seen->kid == one.kid);
    std::string nonce;
    for (const FramePartRange& range : seen->parts) {
      if (range.part == FramePart::kNonce) {
        const uint8_t* const begin = one.sealed.data() + range.bytes.offset;
        nonce.append(begin, begin + range.bytes.size);
      }
    }
    Check(used_
              .insert(
                  {one.key, seen->counter, seen->ssrc, seen->timestamp, nonce})
              .second);
    keys_.insert(one.key);
  }

  void Seal(uint8_t number) {
    const size_t stream = number % kStreams;
    Sealed one = NewFrame(number, stream, sealed_.size());
    one.sealed.resize(sealframe_send_transform_max_sealed_size(
                          alice().stream(stream).get(), one.frame.size()),
                      kUntouched);
    SealInto(&one, stream);
    if (!one.sealed.empty() && sealed_.size() < kMaxSealed) {
      sealed_.push_back(one);
    }
  }

  // SealInto seals into the room of `one->sealed`, and leaves the sealed frame
  // there, or nothing.
  void SealInto(Sealed* one, size_t stream) {
    const size_t room = one->sealed.size();
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_send_transform_seal(
        alice().stream(stream).get(), &one->info, one->frame.data(),
        one->frame.size(), one->sealed.data(), room, &result);
    AfterSeal(one, stream, status, result);
  }

  // AfterSeal checks the outcome of `one`, which may be sealed in
  // `one->sealed`.
  void AfterSeal(Sealed* one, size_t stream, sealframe_frame_status status,
                 const sealframe_frame_result& result) {
    Sealing(stream, one->frame, status, one->sealed, result.size);
    const size_t needed = sealframe_send_transform_max_sealed_size(
        alice().stream(stream).get(), one->frame.size());
    if (status != SEALFRAME_FRAME_BUFFER_TOO_SMALL ||
        one->sealed.size() >= needed) {
      MustSeal(status);
    }
    one->sealed.resize(result.size);
    one->kid = result.kid;
    if (status == SEALFRAME_FRAME_OK) {
      Use(*one);
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
      sealframe_send_transform* const sender =
          alice().stream(i % kStreams).get();
      batch[i] = NewFrame(number, i % kStreams, sealed_.size() + i);
      batch[i].sealed.resize(sealframe_send_transform_max_sealed_size(
                                 sender, batch[i].frame.size()),
                             kUntouched);
      jobs[i] = NewJob<sealframe_seal_job>(sender, batch[i].frame,
                                           &batch[i].sealed, &results[i]);
      jobs[i].info = &batch[i].info;
      pointers[i] = &jobs[i];
    }
    MustBeOk(sealframe_seal_batch(pointers.data(), count));
    bool all_sealed = true;
    for (size_t i = 0; i < count; ++i) {
      AfterSeal(&batch[i], i % kStreams, jobs[i].status, results[i]);
      all_sealed = all_sealed && jobs[i].status == SEALFRAME_FRAME_OK;
    }
    if (all_sealed && sealed_.size() + count <= kMaxSealed) {
      sealed_.insert(sealed_.end(), batch.begin(), batch.end());
    }
  }

  // SealShort seals into a buffer that may be too small.
  void SealShort(uint8_t number) {
    const size_t stream = before_ % kStreams;
    Sealed one = NewFrame(number, stream, 0);
    one.sealed = Bytes(before_ % 512, kUntouched);
    SealInto(&one, stream);
  }

  const Sealed* Recent(uint8_t number) const {
    const size_t back = number / kStreams;
    return back < sealed_.size() ? &sealed_[sealed_.size() - 1 - back]
                                 : nullptr;
  }

  // CheckFailed checks a buffer that contained `before`, after a frame did not
  // come out that could have filled its first `filled` bytes: they are zeros,
  // or as before if an argument was refused. So are the others.
  static void CheckFailed(sealframe_frame_status status, const Bytes& before,
                          const Bytes& out, size_t filled) {
    const bool is_left_alone = status == SEALFRAME_FRAME_INVALID_ARGUMENT ||
                               status == SEALFRAME_FRAME_BUFFERS_OVERLAP;
    Bytes expected = before;
    std::fill_n(expected.begin(),
                is_left_alone ? 0 : std::min(filled, out.size()), 0);
    Check(out == expected);
  }

  // OpenBytes opens `bytes`, which stand for those of `one`, on the stream that
  // `number` selects, in `out`, or in place if that is `bytes`. Unless
  // `may_open`, they must not come out later either, if they are held.
  Done OpenBytes(uint8_t number, const Sealed& one, const Bytes& bytes,
                 Bytes out, bool may_open) {
    const size_t stream = number % kStreams;
    const sealframe_frame_info info = Offer(one, may_open);
    const Bytes before = out;
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_receive_transform_open(
        bob_.stream(stream).get(), &info,
        out == bytes ? out.data() : bytes.data(), bytes.size(), out.data(),
        out.size(), &result);
    const Done done =
        AfterOpen(one, stream, bytes, info.token, status, before, out, result);
    if (!bytes.empty()) {
      bob_.CompareHeld(stream);
    }
    return done;
  }

  // AfterOpen checks the outcome of `bytes`, which stand for those of `one`,
  // and which may be opened in `out`, where `before` was. It returns what came
  // out.
  Done AfterOpen(const Sealed& one, size_t stream, const Bytes& bytes,
                 uint64_t token, sealframe_frame_status status,
                 const Bytes& before, const Bytes& out,
                 const sealframe_frame_result& result) {
    Opening(stream, bytes.size(), status, before, out, result.size);
    if (!bytes.empty()) {  // Empty frames pass through, past held ones.
      bob_.held(stream).DropOld(clock_.Now());
      if (bytes == one.sealed && out.size() >= bytes.size()) {
        CheckFate(one, stream, status);
      }
      Hold(one, stream, bytes, token, status);
    }
    const auto end = out.begin() + static_cast<ptrdiff_t>(result.size);
    return {
        .status = status, .frame = Bytes(out.begin(), end), .kid = result.kid};
  }

  // Offer returns the info with which bytes of `one` are given to the receiver.
  sealframe_frame_info Offer(const Sealed& one, bool may_open) {
    offers_.push_back({.frame = one.number, .may_open = may_open});
    sealframe_frame_info info = one.info;
    info.token = offers_.size();
    return info;
  }

  // Hold notes that a stream holds `bytes` of `one`, if that is their outcome.
  void Hold(const Sealed& one, size_t stream, const Bytes& bytes,
            uint64_t token, sealframe_frame_status status) {
    if (status == SEALFRAME_FRAME_HELD) {
      const bool has_key =
          bytes == one.sealed && IsAudio(stream) == one.is_audio();
      bob_.held(stream).Hold(
          token, has_key ? std::optional<KeyStep>(one.key) : std::nullopt,
          bytes.size(), clock_.Now());
    }
  }

  // Opening counts the outcome of a frame, and checks that nothing is left of
  // one that did not come out.
  void Opening(size_t stream, size_t sealed_size, sealframe_frame_status status,
               const Bytes& before, const Bytes& out, size_t size) {
    StreamCounts& counts = bob_.counts(stream);
    counts.In(sealed_size);
    counts.Out(status, size);
    Check(status != SEALFRAME_FRAME_PASSED_THROUGH || sealed_size == 0);
    if (status != SEALFRAME_FRAME_OK) {
      Check(size == 0);
      CheckFailed(status, before, out,
                  sealframe_receive_transform_max_opened_size(
                      bob_.stream(stream).get(), sealed_size));
    }
  }

  // CheckFate checks the outcome of `one` on a stream against the models, which
  // do not know it yet.
  void CheckFate(const Sealed& one, size_t stream,
                 sealframe_frame_status status) {
    if (IsAudio(stream) != one.is_audio()) {
      return;
    }
    switch (bob_.held(stream).FateOf(one.key, one.sealed.size(), bob_.keys())) {
      case Fate::kIsOpened:
        return MustOpen(one, status);
      case Fate::kIsHeld:
        return Check(status == SEALFRAME_FRAME_HELD ||
                     (status == SEALFRAME_FRAME_REPLAYED &&
                      opened_.count(one.number) != 0));
      case Fate::kUncertain:
        return;
    }
  }

  // MustOpen checks the outcome of a frame whose key the receiver has, unless
  // the frame is too old.
  void MustOpen(const Sealed& one, sealframe_frame_status status) const {
    const bool has_opened = opened_.count(one.number) != 0;
    Check(attempts_ - one.attempt >= kReplaySpan ||
          (has_opened ? status == SEALFRAME_FRAME_REPLAYED ||
                            (status == SEALFRAME_FRAME_OK && MayForget())
                      : status == SEALFRAME_FRAME_OK));
  }

  // MayForget returns whether the receiver may have forgotten which frames it
  // has opened.
  bool MayForget() const { return keys_.size() > kRememberedKeys; }

  // Open opens a frame apart, or, from kInPlace on, in place.
  void Open(uint8_t number) {
    const Sealed* const one = Recent(number % kInPlace);
    if (one == nullptr) {
      return;
    }
    CameOut(*one,
            OpenBytes(number, *one, one->sealed,
                      number < kInPlace ? Bytes(one->sealed.size(), kUntouched)
                                        : one->sealed,
                      true));
  }

  // OpenBatch opens the most recent frames in one call.
  void OpenBatch(uint8_t number) {
    const size_t count = std::min(number % kMaxBatch, sealed_.size());
    std::vector<Bytes> outs(count);
    std::vector<sealframe_frame_result> results(
        count, Defaults<sealframe_frame_result>());
    std::vector<sealframe_open_job> jobs(count);
    std::vector<sealframe_open_job*> pointers(count);
    std::vector<sealframe_frame_info> infos(count);
    const size_t first = sealed_.size() - count;
    for (size_t i = 0; i < count; ++i) {
      const Sealed& one = sealed_[first + i];
      const size_t stream = (number + i) % kStreams;
      infos[i] = Offer(one, true);
      outs[i].resize(one.sealed.size(), kUntouched);
      jobs[i] = NewJob<sealframe_open_job>(bob_.stream(stream).get(),
                                           one.sealed, &outs[i], &results[i]);
      jobs[i].info = &infos[i];
      pointers[i] = &jobs[i];
    }
    MustBeOk(sealframe_open_batch(pointers.data(), count));
    for (size_t i = 0; i < count; ++i) {
      const Sealed& one = sealed_[first + i];
      const size_t stream = (number + i) % kStreams;
      CameOut(one, AfterOpen(one, stream, one.sealed, infos[i].token,
                             jobs[i].status, Bytes(outs[i].size(), kUntouched),
                             outs[i], results[i]));
    }
    for (size_t i = 0; i < std::min(count, kStreams); ++i) {
      bob_.CompareHeld((number + i) % kStreams);
    }
  }

  void OpenShort(uint8_t number) {
    const Sealed* const one = Recent(number);
    if (one != nullptr) {
      CameOut(*one, OpenBytes(number, *one, one->sealed,
                              Bytes(before_ % 512, kUntouched), true));
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
    const size_t at = before_ / 8 % bytes.size();
    const int bit = static_cast<int>(before_ % 8);
    bytes[at] ^= static_cast<uint8_t>(1 << bit);
    OpenOther(number, *one, bytes, IsEscapedBit(one->sealed, at, bit));
  }

  void OpenCut(uint8_t number) {
    const Sealed* const one = Recent(number);
    if (one == nullptr) {
      return;
    }
    Bytes bytes = one->sealed;
    bytes.resize(before_ % bytes.size());
    OpenOther(number, *one, bytes, IsWithoutZero(*one, bytes));
  }

  // OpenOther opens other bytes in place of those of `one`.
  void OpenOther(uint8_t number, const Sealed& one, const Bytes& bytes,
                 bool may_open) {
    const Done done = OpenBytes(number, one, bytes,
                                Bytes(bytes.size(), kUntouched), may_open);
    Check(done.status != SEALFRAME_FRAME_OK || may_open);
    CameOut(one, done);
  }

  // IsWithoutZero returns whether `bytes` is a frame of H.264 without a zero at
  // its end. Packetizers drop it, so the ring formats open such a frame.
  static bool IsWithoutZero(const Sealed& one, const Bytes& bytes) {
    return one.info.codec == SEALFRAME_CODEC_H264 && one.sealed.back() == 0 &&
           bytes.size() + 1 == one.sealed.size();
  }

  // OpenHeld opens a held frame, with as much room as it needs, or less.
  void OpenHeld(uint8_t number) {
    const size_t stream = number % kStreams;
    sealframe_receive_transform* const receiver = bob_.stream(stream).get();
    const size_t needed = sealframe_receive_transform_next_held_size(receiver);
    bob_.held(stream).DropOld(clock_.Now());
    bob_.CompareHeld(stream);
    Bytes out(number < 128 ? needed : needed / 2, kUntouched);
    auto info = Defaults<sealframe_frame_info>();
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_receive_transform_open_held(
        receiver, &info, out.data(), out.size(), &result);
    bob_.counts(stream).OutOfHeld(status, result.size);
    Check((status == SEALFRAME_FRAME_NO_FRAME) == (needed == 0));
    Check(needed != 0 || !bob_.held(stream).HasReady(bob_.keys()));
    if (status != SEALFRAME_FRAME_OK) {
      Check(result.size == 0);
      CheckFailed(status, Bytes(out.size(), kUntouched), out, out.size());
    }
    if (status == SEALFRAME_FRAME_NO_FRAME ||
        status == SEALFRAME_FRAME_BUFFER_TOO_SMALL) {
      StaysHeld(stream, info);
      Check(status == SEALFRAME_FRAME_NO_FRAME || out.size() < needed);
      return;
    }
    out.resize(result.size);
    CameOutOfHeld(stream, info,
                  {.status = status, .frame = out, .kid = result.kid});
  }

  // StaysHeld checks that no frame came out of those that a stream holds.
  void StaysHeld(size_t stream, const sealframe_frame_info& info) {
    Check(info.token == 0 && info.ssrc == 0 && info.rtp_timestamp == 0);
    bob_.CompareHeld(stream);
  }

  // CameOutOfHeld checks a frame that a stream no longer holds.
  void CameOutOfHeld(size_t stream, const sealframe_frame_info& info,
                     const Done& done) {
    const size_t first_ready = bob_.held(stream).FirstReady(bob_.keys());
    const size_t place = bob_.held(stream).Remove(info.token, bob_.keys());
    bob_.CompareHeld(stream);
    Check(place <= first_ready);
    const Offered& offered = offers_.at(static_cast<size_t>(info.token) - 1);
    const Sealed& one = sealed_.at(offered.frame);
    Check(info.codec == one.info.codec && info.ssrc == one.info.ssrc &&
          info.rtp_timestamp == one.info.rtp_timestamp &&
          info.is_key_frame == one.info.is_key_frame);
    if (place == first_ready) {
      MustOpen(one, done.status);
    }
    Check(done.status != SEALFRAME_FRAME_OK || offered.may_open);
    CameOut(one, done);
  }

  // CameOut checks what came out for `one`, if it did.
  void CameOut(const Sealed& one, const Done& done) {
    if (done.status == SEALFRAME_FRAME_OK) {
      Check(done.frame == one.frame && done.kid == one.kid);
      Check(opened_.insert(one.number).second || MayForget());
      Check(bob_.keys().MayOpen(one.key));
      bob_.keys().Open(one.key);
    }
  }

  FakeClock clock_;
  const sealframe_provider_options options_;
  std::array<SendingEnd, 2> alices_;
  size_t which_ = 0;
  ReceivingEnd bob_;
  std::vector<Sealed> sealed_;
  std::set<Nonce> used_;
  std::set<KeyStep> keys_;  // Those that sealed frames.
  size_t attempts_ = 0;     // Frames that were to be sealed.
  std::vector<Offered> offers_;
  std::set<size_t> opened_;  // Their numbers.
  uint32_t timestamp_ = 0xffff0000;
  uint32_t before_ = 0;  // The arguments of the two calls before.
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
