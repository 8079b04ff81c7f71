// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For tests of the C interface: both ends of a call, made with it alone. Alice
// sends, Bob receives.
//
// Thread-safety: none.

#ifndef SEALFRAME_HOOKS_C_TESTING_CALL_FIXTURE_H_
#define SEALFRAME_HOOKS_C_TESTING_CALL_FIXTURE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sealframe/hooks/c/sealframe.hpp"

namespace sealframe {

using ProviderHandle = UniquePtr<sealframe_provider>;
using SessionHandle = UniquePtr<sealframe_session>;
using SenderHandle = UniquePtr<sealframe_send_transform>;
using ReceiverHandle = UniquePtr<sealframe_receive_transform>;

inline const std::vector<uint8_t> kTestKey(32, 5);

// Options returns the default options of a provider.
inline sealframe_provider_options Options(const char* profile = "sframe") {
  auto options = Defaults<sealframe_provider_options>();
  options.profile = profile;
  return options;
}

// Ratchets returns whether applications ratchet the keys of a profile: in
// sframe, if `ratchet_bits` is not 0.
inline bool Ratchets(const std::string& profile) {
  return profile == "sframe" || profile == "livekit" || profile == "jframe";
}

// The New... functions return null on error.
inline ProviderHandle NewProvider(
    const sealframe_provider_options& options = Options()) {
  ProviderHandle provider;
  sealframe_provider_create(&options, Out(&provider), nullptr);
  return provider;
}

inline SessionHandle NewSession(
    sealframe_provider* provider,
    const sealframe_session_options* options = nullptr) {
  SessionHandle session;
  sealframe_session_create(provider, options, Out(&session), nullptr);
  return session;
}

inline sealframe_status SetKey(sealframe_provider* provider,
                               uint64_t key_index = 0,
                               size_t key_size = kTestKey.size()) {
  return sealframe_provider_set_key(provider, "alice", key_index, 0,
                                    kTestKey.data(), key_size, nullptr);
}

inline sealframe_stream_config Config() {
  auto config = Defaults<sealframe_stream_config>();
  config.participant = "alice";
  config.track = "camera";
  config.media = SEALFRAME_VIDEO;
  return config;
}

// End is one end of the call.
struct End {
  ProviderHandle provider;
  SessionHandle session;
};

inline End AlicesEnd(const sealframe_provider_options& options = Options(),
                     size_t key_size = kTestKey.size()) {
  End end = {.provider = NewProvider(options), .session = nullptr};
  sealframe_provider_add_local_participant(end.provider.get(), "alice", nullptr,
                                           nullptr);
  SetKey(end.provider.get(), 0, key_size);
  sealframe_provider_activate(end.provider.get(), "alice", 0, nullptr);
  end.session = NewSession(end.provider.get());
  sealframe_session_set_e2ee_enabled(end.session.get(), 1);
  return end;
}

inline End BobsEnd(const sealframe_provider_options& options = Options(),
                   size_t key_size = kTestKey.size()) {
  End end = {.provider = NewProvider(options), .session = nullptr};
  SetKey(end.provider.get(), 0, key_size);
  end.session = NewSession(end.provider.get());
  sealframe_session_set_e2ee_enabled(end.session.get(), 1);
  return end;
}

inline SenderHandle NewSender(
    sealframe_session* session,
    const sealframe_stream_config& config = Config()) {
  SenderHandle sender;
  sealframe_send_transform_create(session, &config, Out(&sender), nullptr);
  return sender;
}

inline ReceiverHandle NewReceiver(
    sealframe_session* session,
    const sealframe_stream_config& config = Config()) {
  ReceiverHandle receiver;
  sealframe_receive_transform_create(session, &config, Out(&receiver), nullptr);
  return receiver;
}

// NewJob returns a job of a batch. The rest outlives it.
template <typename Job, typename Transform>
Job NewJob(Transform* transform, const std::vector<uint8_t>& frame,
           std::vector<uint8_t>* out, sealframe_frame_result* result) {
  auto job = Defaults<Job>();
  job.transform = transform;
  job.frame = frame.data();
  job.frame_size = frame.size();
  job.out = out->data();
  job.out_capacity = out->size();
  job.result = result;
  return job;
}

// Done is the outcome of a frame and the output.
struct Done {
  sealframe_frame_status status;
  std::vector<uint8_t> frame;
  uint64_t kid;
};

inline Done Seal(const SenderHandle& sender, const std::vector<uint8_t>& frame,
                 const sealframe_frame_info* info = nullptr) {
  std::vector<uint8_t> out(
      sealframe_send_transform_max_sealed_size(sender.get(), frame.size()));
  auto result = Defaults<sealframe_frame_result>();
  const sealframe_frame_status status = sealframe_send_transform_seal(
      sender.get(), info, frame.data(), frame.size(), out.data(), out.size(),
      &result);
  out.resize(result.size);
  return {.status = status, .frame = out, .kid = result.kid};
}

inline Done Open(const ReceiverHandle& receiver,
                 const std::vector<uint8_t>& sealed,
                 const sealframe_frame_info* info = nullptr) {
  std::vector<uint8_t> out(sealframe_receive_transform_max_opened_size(
      receiver.get(), sealed.size()));
  auto result = Defaults<sealframe_frame_result>();
  const sealframe_frame_status status = sealframe_receive_transform_open(
      receiver.get(), info, sealed.data(), sealed.size(), out.data(),
      out.size(), &result);
  out.resize(result.size);
  return {.status = status, .frame = out, .kid = result.kid};
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_TESTING_CALL_FIXTURE_H_
