// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/faults/restarting_sender.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/keyring/file_counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {
namespace {

constexpr uint8_t kFrame[20] = {7};

sealframe_status Reserve(void* store, const uint8_t fingerprint[16],
                         uint64_t count, uint64_t* begin) {
  KeyFingerprint key;
  std::copy(fingerprint, fingerprint + key.size(), key.begin());
  const auto range =
      static_cast<FileCounterReservations*>(store)->Reserve(key, count);
  if (!range.ok()) {
    return SEALFRAME_UNAVAILABLE;
  }
  *begin = range->begin;
  return SEALFRAME_OK;
}

}  // namespace

RestartingSender::RestartingSender(uint8_t sender, const std::string& folder,
                                   CounterStore store,
                                   const std::string& profile)
    : sender_(sender),
      profile_(profile),
      num_keys_(profile == "dave" ? 1 : kNumKeys) {
  auto options = Options(profile_.c_str());
  if (store == CounterStore::kFolder) {
    options.counter_reservations_folder = folder.c_str();
  } else {
    auto opened = FileCounterReservations::Open(folder);
    if (!opened.ok()) {
      error_ = std::string(opened.status().message());
      return;
    }
    store_ = *std::move(opened);
    options.reserve_counters = Reserve;
    options.reserve_counters_user_data = store_.get();
  }
  auto error = Defaults<sealframe_error>();
  sealframe_provider_create(&options, Out(&provider_), &error);
  error_ = error.message;
  if (!error_.empty()) {
    return;
  }
  sealframe_provider_add_local_participant(provider_.get(), "alice", nullptr,
                                           nullptr);
  auto session = Defaults<sealframe_session_options>();
  session.allow_no_key = 1;
  session_ = NewSession(provider_.get(), &session);
  sealframe_session_set_e2ee_enabled(session_.get(), 1);
  for (SenderHandle& stream : streams_) {
    stream = NewSender(session_.get());
  }
}

bool RestartingSender::Check(sealframe_status status,
                             const sealframe_error& error) {
  if (status != SEALFRAME_OK) {
    error_ = absl::StrCat(sealframe_status_name(status), ": ", error.message);
  }
  return status == SEALFRAME_OK;
}

bool RestartingSender::Rotate(uint64_t key) {
  key %= num_keys_;
  const std::vector<uint8_t> bytes(
      16, static_cast<uint8_t>(sender_ * kNumKeys + key));
  auto error = Defaults<sealframe_error>();
  const sealframe_status set = sealframe_provider_set_key(
      provider_.get(), "alice", key, 0, bytes.data(), bytes.size(), &error);
  return (set == SEALFRAME_ALREADY_EXISTS || Check(set, error)) &&
         Check(
             sealframe_provider_activate(provider_.get(), "alice", key, &error),
             error);
}

bool RestartingSender::Retire(uint64_t key) {
  key %= num_keys_;
  auto error = Defaults<sealframe_error>();
  const sealframe_status status =
      sealframe_provider_retire(provider_.get(), "alice", key, 0, &error);
  return status == SEALFRAME_NOT_FOUND || Check(status, error);
}

bool RestartingSender::Poll() {
  const auto count = [](const sealframe_event* event, void* failed) {
    if (event->kind == SEALFRAME_EVENT_RESERVATION_FAILED) {
      ++*static_cast<int*>(failed);
    }
  };
  return Check(
      sealframe_session_poll(session_.get(), count, &failed_reservations_),
      Defaults<sealframe_error>());
}

sealframe_frame_status RestartingSender::Seal(size_t stream,
                                              UsedCounter* used) {
  uint8_t out[100];
  auto result = Defaults<sealframe_frame_result>();
  const sealframe_frame_status status =
      sealframe_send_transform_seal(streams_[stream].get(), nullptr, kFrame,
                                    sizeof(kFrame), out, sizeof(out), &result);
  if (status == SEALFRAME_FRAME_OK) {
    auto inspection = Defaults<sealframe_inspection>();
    sealframe_inspect(profile_.c_str(), SEALFRAME_VIDEO, nullptr, out,
                      result.size, &inspection, nullptr);
    // The key id of dave is a generation, which is in the counter, too.
    *used = {.key = sender_ * kNumKeys + (num_keys_ == 1 ? 0 : inspection.kid),
             .counter = inspection.counter};
  }
  return status;
}

}  // namespace sealframe
