// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/fuzz/call_ends.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/frame/held_frames.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/hooks/c/testing/clocked_provider.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/held_model.h"
#include "sealframe/tests/fuzz/key_model.h"

namespace sealframe {
namespace {

sealframe_stream_config ConfigOf(size_t stream) {
  sealframe_stream_config config = Config();
  config.media = IsAudio(stream) ? SEALFRAME_AUDIO : SEALFRAME_VIDEO;
  return config;
}

// StepsAhead returns how many ratchet steps ahead a receiver has keys of. It is
// zero if the application cannot ratchet keys.
uint64_t StepsAhead(const sealframe_provider_options& options) {
  const std::string profile = options.profile;
  if (profile == "livekit" || profile == "jframe") {
    return 8;
  }
  return profile == "sframe" ? (uint64_t{1} << options.ratchet_bits) / 2 : 0;
}

HeldModel NewHeldModel(const sealframe_provider_options& options,
                       const HoldOptions& hold) {
  return HeldModel(hold, std::string(options.profile) != "dave");
}

// ActiveKeyOf returns the key that alice seals with; zeros if there is none.
KeyStep ActiveKeyOf(sealframe_provider* provider) {
  auto current = Defaults<sealframe_current_key>();
  sealframe_provider_current_key(provider, "alice", &current, nullptr, 0,
                                 nullptr);
  return {current.key_index, current.step};
}

}  // namespace

void MustBeOk(sealframe_status status) { Check(status == SEALFRAME_OK); }

End NewEnd(const sealframe_provider_options& options, const Clock& clock) {
  End end = {.provider = NewClockedProvider(options, clock),
             .session = nullptr};
  auto late = Defaults<sealframe_session_options>();
  late.allow_no_key = 1;
  end.session = NewSession(end.provider.get(), &late);
  MustBeOk(sealframe_session_set_e2ee_enabled(end.session.get(), 1));
  return end;
}

sealframe_status SetTestKey(sealframe_provider* provider, uint64_t index) {
  const std::vector<uint8_t> key(16, static_cast<uint8_t>(index + 1));
  return sealframe_provider_set_key(provider, "alice", index, 0, key.data(),
                                    key.size(), nullptr);
}

void StreamCounts::Out(sealframe_frame_status status, size_t size) {
  ++by_status_[static_cast<size_t>(status)];
  if (status == SEALFRAME_FRAME_OK ||
      status == SEALFRAME_FRAME_PASSED_THROUGH) {
    ++frames_out_;
    bytes_out_ += size;
  }
}

void StreamCounts::OutOfHeld(sealframe_frame_status status, size_t size) {
  // A frame that does not fit stays.
  if (status != SEALFRAME_FRAME_NO_FRAME &&
      status != SEALFRAME_FRAME_BUFFER_TOO_SMALL) {
    ++left_held_;
    Out(status, size);
  }
}

void StreamCounts::Compare(const sealframe_stream_stats& stats,
                           size_t num_held) const {
  Check(stats.frames_in == frames_in_ && stats.bytes_in == bytes_in_);
  Check(stats.frames_out == frames_out_ && stats.bytes_out == bytes_out_);
  const uint64_t held = by_status_[SEALFRAME_FRAME_HELD];
  Check(held >= left_held_ + num_held);
  auto expected = by_status_;
  expected[SEALFRAME_FRAME_HOLD_EXPIRED] += held - left_held_ - num_held;
  for (size_t i = 0; i < expected.size(); ++i) {
    Check(stats.frames_by_status[i] == expected[i]);
  }
}

SendingEnd::SendingEnd(const sealframe_provider_options& options,
                       const Clock& clock)
    : ratchets_(StepsAhead(options) != 0), end_(NewEnd(options, clock)) {
  Join(/*remade=*/0xff);
}

void SendingEnd::MakeStream(size_t i) {
  if (streams_[i] != nullptr) {
    CheckCounts(i);
  }
  streams_[i] = NewSender(session(), ConfigOf(i));
  Check(streams_[i] != nullptr);
  counts_[i] = {};
}

template <typename Function>
sealframe_status SendingEnd::Change(const Function& change) const {
  const KeyStep before = ActiveKeyOf(provider());
  const sealframe_status status = change();
  Check(status == SEALFRAME_OK || ActiveKeyOf(provider()) == before);
  return status;
}

void SendingEnd::Set(uint64_t index, bool is_child) {
  const sealframe_status status =
      Change([&] { return SetTestKey(provider(), index); });
  Check((status == SEALFRAME_OK) == (!keys_.Has(index) && !is_child));
  if (status == SEALFRAME_OK) {
    keys_.Set(index);
  }
}

void SendingEnd::Activate(uint64_t index) {
  const sealframe_status status = Change([&] {
    return sealframe_provider_activate(provider(), "alice", index, nullptr);
  });
  Check((status == SEALFRAME_OK) == keys_.Has(index));
  if (status == SEALFRAME_OK) {
    keys_.Activate(index);
  }
}

void SendingEnd::Retire(uint64_t index) {
  const sealframe_status status = Change([&] {
    return sealframe_provider_retire(provider(), "alice", index, 0, nullptr);
  });
  Check((status == SEALFRAME_OK) == keys_.Has(index));
  if (status == SEALFRAME_OK) {
    keys_.Retire(index);
  }
}

void SendingEnd::Ratchet(bool is_child) {
  const sealframe_status status = Change(
      [&] { return sealframe_provider_ratchet(provider(), "alice", nullptr); });
  Check((status == SEALFRAME_OK) ==
        (active().has_value() && ratchets_ && !is_child));
  if (status == SEALFRAME_OK) {
    keys_.Ratchet();
    Check(ActiveKeyOf(provider()) == *active());
  }
}

void SendingEnd::Leave() {
  MustBeOk(sealframe_provider_remove_participant(provider(), "alice", nullptr));
  keys_.RemoveAll();
}

void SendingEnd::Join(uint8_t remade) {
  MustBeOk(sealframe_provider_add_local_participant(provider(), "alice",
                                                    nullptr, nullptr));
  for (size_t i = 0; i < kStreams; ++i) {
    if ((remade >> i & 1) != 0) {
      MakeStream(i);
    }
  }
}

void SendingEnd::CheckCounts() const {
  for (size_t i = 0; i < kStreams; ++i) {
    CheckCounts(i);
  }
}

void SendingEnd::CheckCounts(size_t i) const {
  auto stats = Defaults<sealframe_stream_stats>();
  MustBeOk(sealframe_send_transform_get_stats(streams_[i].get(), &stats));
  counts_[i].Compare(stats, 0);
}

ReceivingEnd::ReceivingEnd(const sealframe_provider_options& options,
                           bool holds, const Clock& clock)
    : hold_({.max_frames = holds ? size_t{5} : 0,
             .max_bytes = 2000,
             .max_age = absl::Seconds(1)}),
      clock_(clock),
      end_(NewEnd(options, clock)),
      keys_(StepsAhead(options)),
      held_{NewHeldModel(options, hold_), NewHeldModel(options, hold_),
            NewHeldModel(options, hold_)} {
  MustBeOk(sealframe_provider_add_remote_participant(
      end_.provider.get(), "alice", nullptr, nullptr));
  for (size_t i = 0; i < kStreams; ++i) {
    Remake(i);
  }
}

void ReceivingEnd::Set(uint64_t index) {
  const sealframe_status status = SetTestKey(end_.provider.get(), index);
  Check(keys_.MayBe(index, /*has=*/status != SEALFRAME_OK));
  if (status == SEALFRAME_OK) {
    keys_.Set(index);
  }
}

void ReceivingEnd::Retire(uint64_t index, uint64_t overlap_ms) {
  const sealframe_status status = sealframe_provider_retire(
      end_.provider.get(), "alice", index, overlap_ms, nullptr);
  Check(keys_.MayBe(index, /*has=*/status == SEALFRAME_OK));
  if (status == SEALFRAME_OK) {
    keys_.Retire(index, clock_.Now() + absl::Milliseconds(overlap_ms));
  }
}

void ReceivingEnd::Poll(sealframe_event_callback callback, void* user_data) {
  MustBeOk(sealframe_session_poll(end_.session.get(), callback, user_data));
  keys_.Poll(clock_.Now());
}

void ReceivingEnd::Rejoin(uint8_t remade) {
  sealframe_provider* const provider = end_.provider.get();
  MustBeOk(sealframe_provider_remove_participant(provider, "alice", nullptr));
  keys_.RemoveAll();
  const bool ends_first = (remade >> kStreams & 1) != 0;
  if (ends_first) {
    for (size_t i = 0; i < kStreams; ++i) {
      EndStream(i);
    }
    Poll(nullptr, nullptr);
  }
  MustBeOk(sealframe_provider_add_remote_participant(provider, "alice", nullptr,
                                                     nullptr));
  for (size_t i = 0; i < kStreams; ++i) {
    if (ends_first || (remade >> i & 1) != 0) {
      Remake(i);
    }
  }
}

void ReceivingEnd::EndStream(size_t i) {
  if (streams_[i] != nullptr) {
    CheckCounts(i);
  }
  streams_[i].reset();
  counts_[i] = {};
  held_[i].Clear();
}

void ReceivingEnd::Remake(size_t i) {
  EndStream(i);
  sealframe_stream_config config = ConfigOf(i);
  if (hold_.max_frames != 0) {
    config.hold_max_frames = static_cast<uint32_t>(hold_.max_frames);
    config.hold_max_bytes = hold_.max_bytes;
    config.hold_max_age_ms =
        static_cast<uint64_t>(absl::ToInt64Milliseconds(hold_.max_age));
  }
  streams_[i] = NewReceiver(end_.session.get(), config);
  Check(streams_[i] != nullptr);
}

void ReceivingEnd::CompareHeld(size_t i) {
  std::vector<uint64_t> tokens;
  const sealframe_receive_transform* const stream = streams_[i].get();
  for (size_t j = 0; j < sealframe_receive_transform_num_held(stream); ++j) {
    tokens.push_back(sealframe_receive_transform_held_token(stream, j));
  }
  held_[i].Compare(tokens);
}

void ReceivingEnd::CheckCounts() const {
  for (size_t i = 0; i < kStreams; ++i) {
    CheckCounts(i);
  }
}

void ReceivingEnd::CheckCounts(size_t i) const {
  auto stats = Defaults<sealframe_stream_stats>();
  MustBeOk(sealframe_receive_transform_get_stats(streams_[i].get(), &stats));
  counts_[i].Compare(stats,
                     sealframe_receive_transform_num_held(streams_[i].get()));
}

}  // namespace sealframe
