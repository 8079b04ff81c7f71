// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A receiving stream of a flood. It knows which honest frames must come out,
// counts what its calls return, and notes each fault.
//
// Thread-safety: none.

#ifndef SEALFRAME_TESTS_SOAK_FLOOD_STREAM_H_
#define SEALFRAME_TESTS_SOAK_FLOOD_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/held_frames.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/tests/soak/call_counts.h"
#include "sealframe/tests/soak/hostile_sender.h"

namespace sealframe {

// The stream holds this many frames, as its owner must configure.
inline constexpr HoldOptions kFloodHold = {.max_frames = 128};

// LateKey counts the honest frames that arrived before their key.
struct LateKey {
  uint64_t sealed = 0;
  std::set<uint64_t> opened = {};  // When the key came: their numbers.
  uint64_t lost = 0;               // Held first, then pushed out or too old.
  uint64_t refused = 0;            // Not held.
};

class FloodStream {
 public:
  struct Options {
    std::unique_ptr<ReceiveTransform> receive;
    const Clock* clock;
    // Frames name a step, and may not show that their key is missing.
    bool names_step;
    // Called with what went wrong, in words. It outlives the stream.
    const std::function<void(const std::string&)>* fault;
  };

  explicit FloodStream(Options options) : options_(std::move(options)) {}

  // Expect says that honest frame `number`, not 0, is about to arrive.
  void Expect(uint64_t number, Bytes frame);

  // Open opens a frame, whose token is its number, or 0 if it is hostile, and
  // then the held frames that can come out. Note checks the result of `Open`,
  // and the frame in `out` if one came out. They are two functions so that only
  // the first is timed.
  FrameResult Open(const Sent& sent, absl::Span<uint8_t> out);
  void Note(const Sent& sent, const FrameResult& result,
            absl::Span<const uint8_t> out);

  // OpenHeld opens the held frames that can come out.
  void OpenHeld();

  // LoseKey says that the sender uses a new key, and KeyCame that the receiver
  // has just got it. KeyCame opens the frames that waited for it.
  void LoseKey() { late_ = LateKey(); }
  LateKey KeyCame();

  // EndStep checks that all frames came out whose key is there.
  void EndStep();

  // CheckCounts compares the stream's statistics with what its calls returned.
  void CheckCounts() const;

  size_t MaxOpenedSize(size_t sealed_size) const {
    return options_.receive->MaxOpenedSize(sealed_size);
  }
  uint64_t opened() const { return opened_; }  // Honest frames.

 private:
  struct Expected {
    Bytes frame;
    absl::Time since;
  };

  void Fault(const std::string& what) const { (*options_.fault)(what); }
  void CameOutAs(uint64_t number, absl::Span<const uint8_t> frame);
  void Ended(uint64_t number, FrameStatus status);
  bool MayRefuse(FrameStatus status) const;

  Options options_;
  CallCounts counts_;
  std::map<uint64_t, Expected> expected_;  // By number.
  std::optional<LateKey> late_;            // While the key has not come.
  uint64_t opened_ = 0;
  Bytes held_out_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_SOAK_FLOOD_STREAM_H_
