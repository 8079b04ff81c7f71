// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sessions and their events.

#include "sealframe/frame/session.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {
namespace {

absl::Status NewSession(const sealframe_provider& provider,
                        const sealframe_session_options* given,
                        sealframe_session** session) {
  sealframe_session_options options = {};
  if (given != nullptr && !ReadStruct(given, &options)) {
    return NotAStruct("options");
  }
  SessionOptions made = {.discard_frame_when_cryptor_not_ready =
                             options.pass_frame_when_cryptor_not_ready == 0,
                         .allow_no_key = options.allow_no_key != 0};
  if (options.wake != nullptr) {
    // No exception may pass through the frame path.
    made.wake = [wake = options.wake,
                 user_data = options.wake_user_data]() noexcept {
      wake(user_data);
    };
  }
  absl::StatusOr<std::unique_ptr<Session>> created =
      Session::Create(provider.keys, made);
  if (!created.ok()) {
    return created.status();
  }
  *session = new sealframe_session{.keys = provider.keys,
                                   .session = *std::move(created)};
  return absl::OkStatus();
}

sealframe_event ToC(const Event& event) {
  return {.struct_size = sizeof(sealframe_event),
          .participant = event.participant.c_str(),
          .kid = event.kid,
          .kind = ToC(event.kind),
          .state = ToC(event.state),
          .track = event.track.c_str(),
          .media = ToC(event.media),
          .direction = ToC(event.direction),
          .reason = ToC(event.reason),
          .reserved = 0};
}

// The events are owned here, so the callback may destroy the session.
void PollSession(Session& session, sealframe_event_callback callback,
                 void* user_data) noexcept {
  const std::vector<Event> events = session.Poll();
  if (callback == nullptr) {
    return;
  }
  for (const Event& event : events) {
    const sealframe_event converted = ToC(event);
    callback(&converted, user_data);
  }
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_session_create(
    sealframe_provider* provider, const sealframe_session_options* options,
    sealframe_session** session, sealframe_error* error) {
  if (session != nullptr) {
    *session = nullptr;
  }
  return sealframe::Call(
      error, {{"provider", provider}, {"session", session}},
      [&] { return sealframe::NewSession(*provider, options, session); });
}

void sealframe_session_destroy(sealframe_session* session) { delete session; }

sealframe_status sealframe_session_set_e2ee_enabled(sealframe_session* session,
                                                    uint32_t enabled) {
  if (session == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  session->session->SetE2eeEnabled(enabled != 0);
  return SEALFRAME_OK;
}

uint32_t sealframe_session_is_e2ee_enabled(const sealframe_session* session) {
  return session != nullptr && session->session->e2ee_enabled() ? 1 : 0;
}

sealframe_status sealframe_session_poll(sealframe_session* session,
                                        sealframe_event_callback callback,
                                        void* user_data) {
  if (session == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  sealframe::PollSession(*session->session, callback, user_data);
  return SEALFRAME_OK;
}
