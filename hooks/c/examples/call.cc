// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What call.c does, from C++: both ends of an encrypted call.

#include <sealframe.h>

#include <cstdint>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

// In a call the application agrees on a key, for example with MLS.
const std::vector<uint8_t> kKey(32, 7);

template <typename T, void (*Destroy)(T*)>
struct Destroyer {
  void operator()(T* handle) const { Destroy(handle); }
};

template <typename T, void (*Destroy)(T*)>
using Handle = std::unique_ptr<T, Destroyer<T, Destroy>>;

using Provider = Handle<sealframe_provider, sealframe_provider_destroy>;
using Session = Handle<sealframe_session, sealframe_session_destroy>;
using Sender =
    Handle<sealframe_send_transform, sealframe_send_transform_destroy>;
using Receiver =
    Handle<sealframe_receive_transform, sealframe_receive_transform_destroy>;

// Made returns a struct of defaults.
template <typename T>
T Made() {
  T made;
  SEALFRAME_INIT(&made);
  return made;
}

// Must calls a function that takes an error last, and throws what it says.
template <typename Function, typename... Arguments>
void Must(Function function, Arguments... arguments) {
  auto error = Made<sealframe_error>();
  if (function(arguments..., &error) != SEALFRAME_OK) {
    throw std::runtime_error(error.message);
  }
}

Provider NewProvider() {
  auto options = Made<sealframe_provider_options>();
  options.profile = "sframe";
  sealframe_provider* provider = nullptr;
  Must(sealframe_provider_create, &options, &provider);
  return Provider(provider);
}

void SetKey(const Provider& provider) {
  Must(sealframe_provider_set_key, provider.get(), "alice", 0, 0, kKey.data(),
       kKey.size());
}

Session NewSession(const Provider& provider) {
  sealframe_session* session = nullptr;
  Must(sealframe_session_create, provider.get(), nullptr, &session);
  sealframe_session_set_e2ee_enabled(session, 1);
  return Session(session);
}

sealframe_stream_config AlicesVideo() {
  auto config = Made<sealframe_stream_config>();
  config.participant = "alice";
  config.media = SEALFRAME_VIDEO;
  return config;
}

bool RunCall() {
  const Provider alice = NewProvider();
  Must(sealframe_provider_add_local_participant, alice.get(), "alice", nullptr);
  SetKey(alice);
  Must(sealframe_provider_activate, alice.get(), "alice", 0);
  const Provider bob = NewProvider();
  SetKey(bob);

  // A transform keeps what it needs of its session, and that of its provider.
  const sealframe_stream_config config = AlicesVideo();
  sealframe_send_transform* made_sender = nullptr;
  Must(sealframe_send_transform_create, NewSession(alice).get(), &config,
       &made_sender);
  const Sender sender(made_sender);
  sealframe_receive_transform* made_receiver = nullptr;
  Must(sealframe_receive_transform_create, NewSession(bob).get(), &config,
       &made_receiver);
  const Receiver receiver(made_receiver);

  const std::string frame = "an encoded frame";
  std::vector<uint8_t> buffer(
      sealframe_send_transform_max_sealed_size(sender.get(), frame.size()));
  auto result = Made<sealframe_frame_result>();
  if (sealframe_send_transform_seal(
          sender.get(), nullptr, reinterpret_cast<const uint8_t*>(frame.data()),
          frame.size(), buffer.data(), buffer.size(),
          &result) != SEALFRAME_FRAME_OK) {
    return false;
  }
  buffer.resize(result.size);

  std::vector<uint8_t> changed = buffer;
  changed.back() ^= 1;
  if (sealframe_receive_transform_open(receiver.get(), nullptr, changed.data(),
                                       changed.size(), changed.data(),
                                       changed.size(), &result) !=
      SEALFRAME_FRAME_NOT_AUTHENTIC) {
    return false;
  }

  // In place.
  return sealframe_receive_transform_open(
             receiver.get(), nullptr, buffer.data(), buffer.size(),
             buffer.data(), buffer.size(), &result) == SEALFRAME_FRAME_OK &&
         std::string(buffer.begin(),
                     buffer.begin() +
                         static_cast<std::ptrdiff_t>(result.size)) == frame;
}

}  // namespace

int main() {
  const bool good = RunCall();
  std::cout << (good ? "sealed, opened, and refused when changed\n"
                     : "went wrong\n");
  return good ? 0 : 1;
}
