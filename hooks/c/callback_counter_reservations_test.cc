// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/callback_counter_reservations.h"

#include <cstdint>
#include <cstring>
#include <limits>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {
namespace {

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();
constexpr KeyFingerprint kKey = {0xab, 0xcd};

// Answer is given to a call that asks for `count` counters of kKey.
struct Answer {
  sealframe_status status = SEALFRAME_OK;
  uint64_t begin = 0;
  bool sets_begin = true;
};

absl::StatusOr<CounterRange> ReserveTen(Answer answer) {
  CallbackCounterReservations reservations(
      [](void* user_data, const uint8_t fingerprint[16], uint64_t count,
         uint64_t* begin) {
        const auto* const given = static_cast<Answer*>(user_data);
        EXPECT_EQ(std::memcmp(fingerprint, kKey.data(), 16), 0);
        EXPECT_EQ(count, 10u);
        if (given->sets_begin) {
          *begin = given->begin;
        }
        return given->status;
      },
      &answer);
  return reservations.Reserve(kKey, 10);
}

TEST(CallbackCounterReservationsTest, ReturnsTheCallbacksCounters) {
  for (const uint64_t begin : {uint64_t{0}, uint64_t{1} << 40, kMax - 10}) {
    const auto range = ReserveTen({.begin = begin});
    ASSERT_TRUE(range.ok()) << range.status();
    EXPECT_EQ(range->begin, begin);
    EXPECT_EQ(range->end, begin + 10);
  }
}

TEST(CallbackCounterReservationsTest, AnyStatusButOkIsUnavailable) {
  for (const int status : {1, 6, 7, 9, -1, 1000}) {
    const auto range =
        ReserveTen({.status = static_cast<sealframe_status>(status)});
    EXPECT_EQ(range.status().code(), absl::StatusCode::kUnavailable) << status;
  }
}

TEST(CallbackCounterReservationsTest, CountersThatWrapOrAreNotSetAreRefused) {
  EXPECT_EQ(ReserveTen({.begin = kMax - 9}).status().code(),
            absl::StatusCode::kInternal);
  EXPECT_EQ(ReserveTen({.sets_begin = false}).status().code(),
            absl::StatusCode::kInternal);
}

}  // namespace
}  // namespace sealframe
