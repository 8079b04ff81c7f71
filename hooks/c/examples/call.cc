// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Both ends of an encrypted call in one C++ program, as call.c has them: Alice
// seals a frame, and Bob opens it, but not once a bit has changed.

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <sealframe.hpp>
#include <string>
#include <vector>

namespace {

using sealframe::Defaults;
using sealframe::Out;
using sealframe::UniquePtr;

// In a call the application agrees on a key, for example with MLS.
const std::vector<uint8_t> kKey(32, 7);

// Check ends the program with the reason if a call has failed.
void Check(sealframe_status status, const sealframe_error& error) {
  if (status != SEALFRAME_OK) {
    std::cerr << sealframe_status_name(status) << ": " << error.message << "\n";
    std::exit(1);
  }
}

// NewSession makes one end's session. It keeps its provider alive.
UniquePtr<sealframe_session> NewSession(bool is_alice) {
  auto options = Defaults<sealframe_provider_options>();
  auto error = Defaults<sealframe_error>();
  options.profile = "sframe";
  UniquePtr<sealframe_provider> provider;
  Check(sealframe_provider_create(&options, Out(&provider), &error), error);
  if (is_alice) {
    Check(sealframe_provider_add_local_participant(provider.get(), "alice",
                                                   nullptr, &error),
          error);
  }
  Check(sealframe_provider_set_key(provider.get(), "alice", 0, 0, kKey.data(),
                                   kKey.size(), &error),
        error);
  if (is_alice) {
    Check(sealframe_provider_activate(provider.get(), "alice", 0, &error),
          error);
  }
  UniquePtr<sealframe_session> session;
  Check(
      sealframe_session_create(provider.get(), nullptr, Out(&session), &error),
      error);
  sealframe_session_set_e2ee_enabled(session.get(), 1);
  return session;
}

// Open opens `sealed` in place and returns the outcome.
sealframe_frame_status Open(sealframe_receive_transform* receiver,
                            std::vector<uint8_t>* sealed) {
  auto result = Defaults<sealframe_frame_result>();
  const sealframe_frame_status status = sealframe_receive_transform_open(
      receiver, nullptr, sealed->data(), sealed->size(), sealed->data(),
      sealed->size(), &result);
  sealed->resize(result.size);
  return status;
}

bool RunCall() {
  auto config = Defaults<sealframe_stream_config>();
  auto error = Defaults<sealframe_error>();
  config.participant = "alice";
  config.media = SEALFRAME_VIDEO;
  // A transform outlives its session.
  UniquePtr<sealframe_send_transform> sender;
  Check(sealframe_send_transform_create(NewSession(/*is_alice=*/true).get(),
                                        &config, Out(&sender), &error),
        error);
  UniquePtr<sealframe_receive_transform> receiver;
  Check(sealframe_receive_transform_create(NewSession(/*is_alice=*/false).get(),
                                           &config, Out(&receiver), &error),
        error);

  const std::string frame = "an encoded frame";
  std::vector<uint8_t> sealed(
      sealframe_send_transform_max_sealed_size(sender.get(), frame.size()));
  auto result = Defaults<sealframe_frame_result>();
  if (sealframe_send_transform_seal(
          sender.get(), nullptr, reinterpret_cast<const uint8_t*>(frame.data()),
          frame.size(), sealed.data(), sealed.size(),
          &result) != SEALFRAME_FRAME_OK) {
    return false;
  }
  sealed.resize(result.size);

  std::vector<uint8_t> changed = sealed;
  changed.back() ^= 1;
  return Open(receiver.get(), &changed) == SEALFRAME_FRAME_NOT_AUTHENTIC &&
         Open(receiver.get(), &sealed) == SEALFRAME_FRAME_OK &&
         std::string(sealed.begin(), sealed.end()) == frame;
}

}  // namespace

int main() {
  const bool is_good = RunCall();
  std::cout << (is_good ? "sealed, opened, and refused when changed\n"
                        : "the call failed\n");
  return is_good ? 0 : 1;
}
