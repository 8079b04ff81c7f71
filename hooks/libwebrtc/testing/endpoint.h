// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The end-to-end encryption of one end of a test call, as an embedder sets it
// up: a provider, a session over it, and a poller on the application's thread.
//
// Thread-safety: any thread may call all of it but `AddReceiver`. Made and
// destroyed on any thread but `thread`.

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

class Endpoint : public EventObserver {
 public:
  // Endpoint is `participant`'s, with a key of its own, which is numbered 0 and
  // made of the first byte of its name, and end-to-end encryption switched on.
  // `profile` is by its name.
  Endpoint(const std::string& participant, const char* profile,
           rtc::Thread* thread);
  ~Endpoint() override;

  sealframe_session* session() { return session_.get(); }

  // SetKey gives a participant the key numbered `index`, made of `byte`.
  void SetKey(const std::string& participant, uint64_t index, char byte);
  // Activate and Ratchet change what this end seals with.
  void Activate(uint64_t index);
  void Ratchet();
  // Remove forgets a participant who has left.
  void Remove(const std::string& participant);

  // SwitchOff lets frames pass in the clear.
  void SwitchOff();

  // AddReceiver lets out what `receiver` holds. Called on `thread`.
  void AddReceiver(Ref<ReceiverTransformer> receiver);

  // HasTold returns whether an event said this of a stream.
  bool HasTold(sealframe_stream_state state, sealframe_media media);
  // HasToldElsewhere returns whether an event came on any thread but `thread`.
  bool HasToldElsewhere();

  void OnEvent(const sealframe_event& event) override;

 private:
  struct Told {
    sealframe_stream_state state;
    sealframe_media media;
    bool elsewhere;
  };

  bool HasToldAny(const std::function<bool(const Told&)>& matches);

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
