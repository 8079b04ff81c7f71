// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For tests of the C interface: a call in which alice's stream of VP8 delta
// frames is received by bob, under one profile and the test's own time.
//
// Thread-safety: none.

#ifndef SEALFRAME_HOOKS_C_TESTING_CLOCKED_CALL_H_
#define SEALFRAME_HOOKS_C_TESTING_CLOCKED_CALL_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/hooks/c/testing/clocked_provider.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {

struct ClockedCall {
  // ClockedCall sets key 0 at both ends, and enables their sessions. It is
  // alice's, or shared if `options` says so. Shared keys are supported in
  // livekit, videosdk, jframe and getstream: dave has none, and sframe needs
  // sender numbers.
  explicit ClockedCall(const sealframe_provider_options& options,
                       const sealframe_stream_config& config = Config())
      : alice{.provider = NewClockedProvider(options, clock),
              .session = nullptr},
        bob{.provider = NewClockedProvider(options, clock),
            .session = nullptr} {
    sealframe_provider_add_local_participant(alice.provider.get(), "alice",
                                             nullptr, nullptr);
    sealframe_provider_add_remote_participant(bob.provider.get(), "alice",
                                              nullptr, nullptr);
    for (End* end : {&alice, &bob}) {
      if (options.key_mode == SEALFRAME_KEY_SHARED) {
        sealframe_provider_set_shared_key(end->provider.get(), 0,
                                          kTestKey.data(), 16, nullptr);
      } else {
        SetKey(end->provider.get(), 0, 16);
      }
      end->session = NewSession(end->provider.get());
      sealframe_session_set_e2ee_enabled(end->session.get(), 1);
    }
    sealframe_provider_activate(alice.provider.get(), "alice", 0, nullptr);
    sender = NewSender(alice.session.get(), config);
    receiver = NewReceiver(bob.session.get(), config);
    info.codec = SEALFRAME_CODEC_VP8;
    info.ssrc = 0x1234;
    info.rtp_timestamp = 3'000'000'000;
  }

  // Next moves the clock and the timestamps on by a frame of 30 per second.
  void Next() {
    info.rtp_timestamp += 3000;
    clock.Advance(absl::Milliseconds(33));
  }

  // SealNext seals the next frame.
  std::vector<uint8_t> SealNext() {
    Next();
    return Seal(sender, frame, &info).frame;
  }

  sealframe_frame_status OpenNext(const std::vector<uint8_t>& sealed) {
    return Open(receiver, sealed, &info).status;
  }

  // Poll returns the events of `end` as "state", or "stalled: reason".
  static std::vector<std::string> Poll(const End& end) {
    std::vector<std::string> events;
    const auto tell = [](const sealframe_event* event, void* user_data) {
      std::string text = sealframe_stream_state_name(event->state);
      if (event->state == SEALFRAME_STATE_STALLED) {
        text += ": " + std::string(sealframe_frame_status_name(event->reason));
      }
      static_cast<std::vector<std::string>*>(user_data)->push_back(text);
    };
    sealframe_session_poll(end.session.get(), tell, &events);
    return events;
  }

  FakeClock clock;
  std::vector<uint8_t> frame = std::vector<uint8_t>(40, 0x11);
  sealframe_frame_info info = Defaults<sealframe_frame_info>();
  End alice;
  End bob;
  SenderHandle sender;
  ReceiverHandle receiver;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_TESTING_CLOCKED_CALL_H_
