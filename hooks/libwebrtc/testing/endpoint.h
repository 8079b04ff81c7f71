// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// End-to-end encryption at one end of a test call, as an embedder sets it up: a
// provider, a session, and a poller on the application's thread.
//
// Thread-safety: any thread may call any function except `AddReceiver`. Create
// and destroy it on any thread except `thread`.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_TESTING_ENDPOINT_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_TESTING_ENDPOINT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "rtc_base/thread.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/session_poller.h"

namespace sealframe {

// NewThread returns a thread that runs.
std::unique_ptr<rtc::Thread> NewThread();

// AlicesVideo is the config of a video stream that "alice" sends.
sealframe_stream_config AlicesVideo();

class Endpoint : public EventObserver {
 public:
  // Endpoint is the end of `participant`, whose key 0 consists of the first
  // byte of its name. End-to-end encryption is on. `profile` is the profile's
  // name.
  Endpoint(const std::string& participant, const char* profile,
           rtc::Thread* thread);
  ~Endpoint() override;

  sealframe_session* session() { return session_.get(); }

  // SetKey sets a participant's key `index`, which consists of `byte`.
  void SetKey(const std::string& participant, uint64_t index, char byte);
  // Retire retires it after `overlap_ms`.
  void Retire(const std::string& participant, uint64_t index,
              uint64_t overlap_ms = 10000);
  // Activate and Ratchet change the key that this end seals with.
  void Activate(uint64_t index);
  void Ratchet();
  // Remove removes a participant and its keys.
  void Remove(const std::string& participant);

  // SwitchOff lets frames pass in the clear.
  void SwitchOff();

  // AddReceiver releases the held frames of `receiver`. Call it on `thread`.
  void AddReceiver(Ref<ReceiverTransformer> receiver);

  // HasReported returns whether an event reported this state of a stream.
  bool HasReported(sealframe_stream_state state, sealframe_media media);
  // HasReportedElsewhere returns whether an event came on a thread other than
  // `thread`.
  bool HasReportedElsewhere();

  void OnEvent(const sealframe_event& event) override;

 private:
  struct Told {
    sealframe_stream_state state;
    sealframe_media media;
    bool elsewhere;
  };

  bool HasReportedAny(const std::function<bool(const Told&)>& matches);

  const std::string participant_;
  rtc::Thread* const thread_;
  UniquePtr<sealframe_provider> provider_;
  UniquePtr<sealframe_session> session_;
  std::unique_ptr<SessionPoller> poller_;
  std::mutex mutex_;
  std::vector<Told> told_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_TESTING_ENDPOINT_H_
