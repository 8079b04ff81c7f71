// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the WebAssembly module asks JavaScript for (hooks/web/module), compiled
// for this machine, with answers from the input: keys of passphrases that
// succeed, fail or are left to the module, and counters that are granted, with
// gaps, or refused. A derivation or reservation that fails leaves the sender's
// key as it was, and in sframe and dave, no counter of a key is used twice or
// without a reservation.
//
// The first byte of the input selects the profile. Each further pair of bytes
// is a call and its argument.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/fuzz/check.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using Fingerprint = std::array<uint8_t, 16>;

// The answers of JavaScript: see pbkdf2.c for the outcomes.
struct Answers {
  int derivation = 1;
  uint8_t derived = 0;  // The first byte of the next key.
  bool grants = true;
  uint64_t gap = 0;
  std::map<Fingerprint, uint64_t> next;  // The first counter that is free.
  // The counters that each key may use, with their ends.
  std::map<Fingerprint, std::vector<std::pair<uint64_t, uint64_t>>> blocks;
  size_t events = 0;
};
Answers* answers = nullptr;

}  // namespace
}  // namespace sealframe

extern "C" {

sealframe_event_callback sealframe_web_event(void);
decltype(sealframe_provider_options::reserve_counters)
sealframe_web_reserve_counters(void);

void sealframe_web_on_event(const sealframe_event* event, void* user_data) {
  sealframe::Check(event->struct_size == sizeof(sealframe_event));
  sealframe::Check(event->participant != nullptr && user_data == nullptr);
  ++sealframe::answers->events;
}

sealframe_status sealframe_web_on_reserve_counters(
    void*, const uint8_t fingerprint[16], uint64_t count, uint64_t* begin) {
  sealframe::Answers& answers = *sealframe::answers;
  sealframe::Fingerprint key;
  std::memcpy(key.data(), fingerprint, key.size());
  uint64_t& next = answers.next[key];
  constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();
  if (!answers.grants || answers.gap > kMax - next ||
      count > kMax - next - answers.gap) {
    return SEALFRAME_UNAVAILABLE;
  }
  *begin = next + answers.gap;
  next = *begin + count;
  answers.blocks[key].emplace_back(*begin, next);
  return SEALFRAME_OK;
}

int sealframe_web_pbkdf2(const char* password, size_t password_size,
                         const uint8_t*, size_t, uint32_t iterations,
                         size_t size, uint8_t* out) {
  sealframe::Check(password != nullptr && password_size > 0 && iterations > 0);
  sealframe::Answers& answers = *sealframe::answers;
  if (answers.derivation == 1) {
    std::memset(out, 7, size);
    out[0] = answers.derived;
  }
  return answers.derivation;
}

}  // extern "C"

namespace sealframe {
namespace {

class Call {
 public:
  explicit Call(const char* profile)
      : profile_(profile),
        is_sframe_(*profile == 's'),
        is_dave_(*profile == 'd') {
    answers = &answers_;
    sealframe_provider_options options = Options(profile);
    options.reserve_counters = sealframe_web_reserve_counters();
    options.ratchet_bits = is_sframe_ ? 4 : 0;
    provider_ = NewProvider(options);
    sealframe_provider_add_local_participant(provider_.get(), "alice", nullptr,
                                             nullptr);
    auto late = Defaults<sealframe_session_options>();
    late.allow_no_key = 1;
    session_ = NewSession(provider_.get(), &late);
    sealframe_session_set_e2ee_enabled(session_.get(), 1);
    sender_ = NewSender(session_.get());
    Check(sender_ != nullptr);
  }

  void Do(uint8_t call, uint8_t number) {
    switch (call % 8) {
      case 0:
        return Change([&] { return SetPassphrase(number); });
      case 1:
        return Change([&] {
          const Bytes key(16, number);
          return sealframe_provider_set_key(provider_.get(), "alice",
                                            number % 4, 0, key.data(),
                                            key.size(), nullptr);
        });
      case 2:
        sealframe_provider_activate(provider_.get(), "alice", number % 4,
                                    nullptr);
        return;
      case 3:
        return Change([&] {
          return sealframe_provider_ratchet(provider_.get(), "alice", nullptr);
        });
      case 4:
        answers_.derivation = number % 16 == 0 ? 2 : number % 2;
        answers_.derived = number;
        return;
      case 5:
        answers_.grants = number % 4 != 0;
        answers_.gap = number % 3 == 0 ? uint64_t{number} << 48 : 0;
        return;
      case 6:
        Check(sealframe_session_poll(session_.get(), sealframe_web_event(),
                                     nullptr) == SEALFRAME_OK);
        return;
      default:
        Seal(number);
    }
  }

 private:
  using CurrentKey = std::pair<sealframe_status, std::vector<uint64_t>>;

  CurrentKey Current() const {
    auto key = Defaults<sealframe_current_key>();
    const sealframe_status status = sealframe_provider_current_key(
        provider_.get(), "alice", &key, nullptr, 0, nullptr);
    return {status, {key.key_index, key.step, key.key_size}};
  }

  // Change makes a change of keys, which changes nothing if it fails.
  template <typename Function>
  void Change(const Function& change) {
    const CurrentKey before = Current();
    if (change() != SEALFRAME_OK) {
      Check(Current() == before);
    }
  }

  sealframe_status SetPassphrase(uint8_t number) {
    const char words[] = "some words";
    const int derivation = answers_.derivation;
    const sealframe_status status = sealframe_provider_set_passphrase(
        provider_.get(), "alice", number % 4, 0,
        reinterpret_cast<const uint8_t*>(words), sizeof(words) - 1, nullptr);
    Check(status != SEALFRAME_OK || derivation != 0);
    return status;
  }

  void Seal(uint8_t number) {
    auto info = Defaults<sealframe_frame_info>();
    info.codec = SEALFRAME_CODEC_VP8;
    info.ssrc = 7;
    info.rtp_timestamp = ++frames_;
    const Bytes frame(size_t{12} + number, 1);
    const Done done = sealframe::Seal(sender_, frame, &info);
    Check((done.status == SEALFRAME_FRAME_OK) == !done.frame.empty());
    if ((is_sframe_ || is_dave_) && !done.frame.empty()) {
      CheckCounter(done.frame, info);
    }
  }

  void CheckCounter(const Bytes& frame, const sealframe_frame_info& info) {
    auto found = Defaults<sealframe_inspection>();
    Check(sealframe_inspect(profile_, SEALFRAME_VIDEO, &info, frame.data(),
                            frame.size(), &found, nullptr) == SEALFRAME_OK);
    // dave's nonces start at one. A key has an index and a step, of which
    // frames have the low bits at most.
    const uint64_t counter = found.counter - (is_dave_ ? 1 : 0);
    Check(used_.emplace(Current().second, counter).second);
    // As many keys have used it as have reserved it, at most.
    Check(++uses_[counter] <= TimesReserved(counter));
  }

  size_t TimesReserved(uint64_t counter) const {
    size_t times = 0;
    for (const auto& [key, blocks] : answers_.blocks) {
      for (const auto& [begin, end] : blocks) {
        times += counter >= begin && counter < end ? 1 : 0;
      }
    }
    return times;
  }

  const char* const profile_;
  const bool is_sframe_;
  const bool is_dave_;
  Answers answers_;
  ProviderHandle provider_;
  SessionHandle session_;
  SenderHandle sender_;
  uint32_t frames_ = 0;
  std::set<std::pair<std::vector<uint64_t>, uint64_t>> used_;
  std::map<uint64_t, size_t> uses_;  // By how many keys a counter was used.
};

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) {
    return 0;
  }
  sealframe::Call call(std::array<const char*, 6>{"sframe", "livekit",
                                                  "videosdk", "jframe", "dave",
                                                  "getstream"}[data[0] % 6]);
  for (size_t i = 1; i + 1 < size; i += 2) {
    call.Do(data[i], data[i + 1]);
  }
  return 0;
}
