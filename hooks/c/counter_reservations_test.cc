// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counter reservations in an application's own store, through the C interface.

#include <sys/wait.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr uint64_t kBlock = 1 << 16;

// Store is the application's store, in memory.
struct Store {
  std::map<std::vector<uint8_t>, uint64_t> next;
  sealframe_status status = SEALFRAME_OK;
  int calls = 0;
};

sealframe_status Reserve(void* user_data, const uint8_t fingerprint[16],
                         uint64_t count, uint64_t* begin) {
  auto* const store = static_cast<Store*>(user_data);
  ++store->calls;
  if (store->status == SEALFRAME_OK) {
    uint64_t& next = store->next[{fingerprint, fingerprint + 16}];
    *begin = next;
    next += count;
  }
  return store->status;
}

sealframe_provider_options OptionsWith(Store* store,
                                       const char* profile = "sframe") {
  auto options = Options(profile);
  options.reserve_counters = Reserve;
  options.reserve_counters_user_data = store;
  return options;
}

// Sender is one end of a call that seals with a key of the test's own: a
// process has one counter for a key.
class Sender {
 public:
  explicit Sender(const sealframe_provider_options& options)
      : provider_(NewProvider(options)) {
    sealframe_provider_add_local_participant(provider_.get(), "alice", nullptr,
                                             nullptr);
  }

  // Use sets the key of 32 bytes `byte` and activates it.
  sealframe_status Use(uint8_t byte, sealframe_error* error = nullptr) {
    const std::vector<uint8_t> key(32, byte);
    const sealframe_status status = sealframe_provider_set_key(
        provider_.get(), "alice", byte, 0, key.data(), key.size(), error);
    if (status != SEALFRAME_OK) {
      return status;
    }
    const sealframe_status active =
        sealframe_provider_activate(provider_.get(), "alice", byte, error);
    if (active == SEALFRAME_OK && session_ == nullptr) {
      session_ = NewSession(provider_.get());
      sealframe_session_set_e2ee_enabled(session_.get(), 1);
      stream_ = NewSender(session_.get());
    }
    return active;
  }

  // SealOne returns the counter of a sealed frame.
  uint64_t SealOne() {
    const Done sealed = Seal(stream_, {1});
    EXPECT_EQ(sealed.status, SEALFRAME_FRAME_OK);
    auto inspection = Defaults<sealframe_inspection>();
    EXPECT_EQ(sealframe_inspect("sframe", SEALFRAME_VIDEO, nullptr,
                                sealed.frame.data(), sealed.frame.size(),
                                &inspection, nullptr),
              SEALFRAME_OK);
    return inspection.counter;
  }

  // SealAll seals until a frame is dropped, and returns how many were not.
  uint64_t SealAll() {
    uint64_t count = 0;
    sealframe_frame_status status = SEALFRAME_FRAME_OK;
    while ((status = Seal(stream_, {1}).status) == SEALFRAME_FRAME_OK) {
      ++count;
    }
    EXPECT_EQ(status, SEALFRAME_FRAME_COUNTER_NOT_RESERVED);
    return count;
  }

  // Poll returns the names of the events that concern keys.
  std::vector<std::string> Poll() {
    std::vector<std::string> names;
    sealframe_session_poll(
        session_.get(),
        [](const sealframe_event* event, void* user_data) {
          if (event->kind != SEALFRAME_EVENT_STREAM_STATE) {
            static_cast<std::vector<std::string>*>(user_data)->push_back(
                sealframe_event_kind_name(event->kind));
          }
        },
        &names);
    return names;
  }

 private:
  ProviderHandle provider_;
  SessionHandle session_;
  SenderHandle stream_;
};

TEST(CounterReservationsTest, KeysTakeBlocksFromTheStore) {
  Store store;
  Sender sender(OptionsWith(&store));
  ASSERT_EQ(sender.Use(1), SEALFRAME_OK);
  EXPECT_EQ(sender.SealOne(), 0u);
  ASSERT_EQ(sender.Use(2), SEALFRAME_OK);
  EXPECT_EQ(sender.SealOne(), 0u);
  ASSERT_EQ(store.next.size(), 2u) << "each key has a fingerprint of its own";
  for (const auto& [fingerprint, next] : store.next) {
    EXPECT_EQ(next, kBlock);
  }
}

TEST(CounterReservationsTest, AFolderAndACallbackTogetherAreRefused) {
  Store store;
  auto options = OptionsWith(&store);
  options.counter_reservations_folder = "/";
  auto error = Defaults<sealframe_error>();
  ProviderHandle provider;
  EXPECT_EQ(sealframe_provider_create(&options, Out(&provider), &error),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_THAT(error.message,
              HasSubstr("counter_reservations_folder and reserve_counters"));
}

TEST(CounterReservationsTest, AKeyIsNotUsableIfTheStoreFails) {
  Store store = {.next = {}, .status = SEALFRAME_INTERNAL, .calls = 0};
  Sender sender(OptionsWith(&store));
  auto error = Defaults<sealframe_error>();
  EXPECT_EQ(sender.Use(3, &error), SEALFRAME_UNAVAILABLE);
  EXPECT_THAT(error.message, HasSubstr("reserve_counters returned status 9"));
  store.status = SEALFRAME_OK;
  EXPECT_EQ(sender.Use(3, &error), SEALFRAME_OK) << error.message;
  EXPECT_EQ(sender.SealOne(), 0u);
}

TEST(CounterReservationsTest, AKeyInUseStopsAtTheEndOfItsBlockAndRecovers) {
  Store store;
  Sender sender(OptionsWith(&store));
  ASSERT_EQ(sender.Use(4), SEALFRAME_OK);
  store.status = SEALFRAME_UNAVAILABLE;
  EXPECT_EQ(sender.SealAll(), kBlock);
  EXPECT_THAT(sender.Poll(), ElementsAre("reservation_failed"));
  EXPECT_THAT(sender.Poll(), IsEmpty()) << "it lasts, and is reported once";
  EXPECT_EQ(sender.SealAll(), 0u);
  store.status = SEALFRAME_OK;
  EXPECT_THAT(sender.Poll(), IsEmpty());
  EXPECT_EQ(sender.SealOne(), kBlock);
}

TEST(CounterReservationsTest, CountersThatGoBackAreRefused) {
  Store store;
  Sender sender(OptionsWith(&store));
  ASSERT_EQ(sender.Use(5), SEALFRAME_OK);
  EXPECT_EQ(sender.SealAll(), kBlock);
  store.next.begin()->second = kBlock - 1;
  EXPECT_THAT(sender.Poll(), Not(IsEmpty()));
  EXPECT_EQ(sender.SealAll(), 0u) << "a counter comes twice";
  store.next.begin()->second = 3 * kBlock;
  EXPECT_THAT(sender.Poll(), IsEmpty());
  EXPECT_EQ(sender.SealOne(), 3 * kBlock) << "gaps are harmless";
}

TEST(CounterReservationsTest, ProfilesWithRandomCountersDoNotReserve) {
  Store store;
  Sender sender(OptionsWith(&store, "livekit"));
  EXPECT_EQ(sender.Use(6), SEALFRAME_OK);
  EXPECT_EQ(store.calls, 0);
}

// ReserveInFile keeps the first free counter of the only key in a file.
sealframe_status ReserveInFile(void* user_data, const uint8_t[16],
                               uint64_t count, uint64_t* begin) {
  const auto* const path = static_cast<const char*>(user_data);
  *begin = 0;
  std::ifstream(path) >> *begin;
  return std::ofstream(path) << *begin + count ? SEALFRAME_OK
                                               : SEALFRAME_UNAVAILABLE;
}

// CounterInANewProcess seals a frame in a child, which has sealed nothing
// before, and returns its counter.
uint64_t CounterInANewProcess(const sealframe_provider_options& options) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    Sender sender(options);
    const uint64_t counter =
        sender.Use(7) == SEALFRAME_OK ? sender.SealOne() : ~uint64_t{0};
    _exit(write(ends[1], &counter, sizeof(counter)) < 0);
  }
  uint64_t counter = 0;
  EXPECT_EQ(read(ends[0], &counter, sizeof(counter)),
            static_cast<ssize_t>(sizeof(counter)));
  waitpid(child, nullptr, 0);
  close(ends[0]);
  close(ends[1]);
  return counter;
}

TEST(CounterReservationsTest, ARestartedProcessContinuesAfterTheLastBlock) {
  std::string path = ::testing::TempDir() + "/store";
  auto options = Options();
  options.reserve_counters = ReserveInFile;
  options.reserve_counters_user_data = path.data();
  for (uint64_t life = 0; life < 3; ++life) {
    EXPECT_EQ(CounterInANewProcess(options), life * kBlock);
  }
}

}  // namespace
}  // namespace sealframe
