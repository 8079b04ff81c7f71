// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For the fuzzer of the C interface: the two ends of its call. Each has a model
// of its keys, and counts what the calls of its streams return. They end the
// program if the library does anything else (tests/fuzz/check.h). The receiver
// also has models of the frames that its streams hold.
//
// Thread-safety: none. Allocates.

#ifndef SEALFRAME_TESTS_FUZZ_CALL_ENDS_H_
#define SEALFRAME_TESTS_FUZZ_CALL_ENDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "sealframe/frame/held_frames.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/tests/fuzz/held_model.h"
#include "sealframe/tests/fuzz/key_model.h"

namespace sealframe {

inline constexpr size_t kStreams = 3;

// KeyIndexOf returns one of four key indices. In the ring formats, a frame with
// key index 12 may look like one of key index 0 that lost its last byte.
inline uint64_t KeyIndexOf(uint8_t number) {
  return number % 4 == 3 ? 12 : number % 4;
}

// The third stream carries sound.
inline bool IsAudio(size_t stream) { return stream == 2; }

// MustBeOk checks that a call succeeded.
void MustBeOk(sealframe_status status);

// NewEnd returns an end without participants and keys, with end-to-end
// encryption switched on.
End NewEnd(const sealframe_provider_options& options, const Clock& clock);

// SetTestKey sets key `index` of alice, which has the same bytes at all ends.
sealframe_status SetTestKey(sealframe_provider* provider, uint64_t index);

// StreamCounts counts what the calls of a stream returned.
class StreamCounts {
 public:
  void In(size_t size) {
    ++frames_in_;
    bytes_in_ += size;
  }

  // Out notes the outcome of a frame: `size` is what came out.
  void Out(sealframe_frame_status status, size_t size);

  // OutOfHeld notes the outcome of a held frame.
  void OutOfHeld(sealframe_frame_status status, size_t size);

  // Compare checks that the library has the same counts. `num_held` frames are
  // held. The other frames that were held, and that no call has returned, must
  // have expired.
  void Compare(const sealframe_stream_stats& stats, size_t num_held) const;

 private:
  uint64_t frames_in_ = 0;
  uint64_t bytes_in_ = 0;
  uint64_t frames_out_ = 0;
  uint64_t bytes_out_ = 0;
  uint64_t left_held_ = 0;
  std::array<uint64_t, SEALFRAME_MAX_FRAME_STATUSES> by_status_ = {};
};

// SendingEnd is a provider of alice, its session and its streams.
class SendingEnd {
 public:
  SendingEnd(const sealframe_provider_options& options, const Clock& clock);

  // These call the provider. They check that the call succeeds if and only if
  // the model of the keys allows it, and that a call that fails does not change
  // the active key. In a forked child, no key can be set, and none ratchets.
  void Set(uint64_t index, bool is_child);
  void Activate(uint64_t index);
  void Retire(uint64_t index);
  void Ratchet(bool is_child);

  // Leave removes alice. Join adds her again, and makes each stream i anew
  // whose bit i of `remade` is set.
  void Leave();
  void Join(uint8_t remade);

  // active returns the key that frames must seal with; none if they must not.
  std::optional<KeyStep> active() const { return keys_.active(); }
  const SenderHandle& stream(size_t i) const { return streams_[i]; }
  StreamCounts& counts(size_t i) { return counts_[i]; }
  sealframe_provider* provider() const { return end_.provider.get(); }
  sealframe_session* session() const { return end_.session.get(); }

  // CheckCounts checks the counts of all streams.
  void CheckCounts() const;

  void DestroyProvider() { end_.provider.reset(); }
  void DestroySession() { end_.session.reset(); }
  void DestroyStreams() { streams_ = {}; }

 private:
  void MakeStream(size_t i);
  void CheckCounts(size_t i) const;

  // Change calls `change`, and checks that a failure leaves the active key.
  template <typename Function>
  sealframe_status Change(const Function& change) const;

  const bool ratchets_;
  End end_;
  SenderKeys keys_;
  std::array<SenderHandle, kStreams> streams_;
  std::array<StreamCounts, kStreams> counts_;
};

// ReceivingEnd is bob's, with a stream of alice for each of hers.
class ReceivingEnd {
 public:
  ReceivingEnd(const sealframe_provider_options& options, bool holds,
               const Clock& clock);

  // These call the provider, and check that the call succeeds or fails as the
  // model of the keys allows.
  void Set(uint64_t index);
  void Retire(uint64_t index, uint64_t overlap_ms);

  // Poll polls the session.
  void Poll(sealframe_event_callback callback, void* user_data);

  // Rejoin removes alice and adds her again. Each stream i is made anew whose
  // bit i of `remade` is set. If bit 3 is set, all streams end, and the session
  // is polled, while she is gone.
  void Rejoin(uint8_t remade);

  // Remake makes stream `i` anew.
  void Remake(size_t i);

  ReceiverKeys& keys() { return keys_; }
  const ReceiverHandle& stream(size_t i) const { return streams_[i]; }
  StreamCounts& counts(size_t i) { return counts_[i]; }
  HeldModel& held(size_t i) { return held_[i]; }

  // CompareHeld checks that stream `i` holds the frames of its model. The last
  // call of the stream must be one that drops old frames.
  void CompareHeld(size_t i);

  // CheckCounts checks the counts of all streams.
  void CheckCounts() const;

  void DestroyProvider() { end_.provider.reset(); }
  void DestroySession() { end_.session.reset(); }
  void DestroyStreams() { streams_ = {}; }

 private:
  void CheckCounts(size_t i) const;
  void EndStream(size_t i);

  const HoldOptions hold_;
  const Clock& clock_;
  End end_;
  ReceiverKeys keys_;
  std::array<ReceiverHandle, kStreams> streams_;
  std::array<StreamCounts, kStreams> counts_;
  std::array<HeldModel, kStreams> held_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_CALL_ENDS_H_
