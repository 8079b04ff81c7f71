// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/failure_reason.h"

#include <cstddef>
#include <set>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(FailureReasonTest, EveryReasonHasANameOfItsOwn) {
  std::set<absl::string_view> names;
  for (size_t i = 0; i < kFailureReasonCount; ++i) {
    const auto name = FailureReasonName(static_cast<FailureReason>(i));
    EXPECT_FALSE(name.empty()) << i;
    EXPECT_EQ(name.data()[name.size()], '\0') << i;
    EXPECT_TRUE(names.insert(name).second) << name;
  }
}

TEST(FailureReasonTest, TheFirstAndTheLastAreInTheirPlaces) {
  EXPECT_EQ(FailureReasonName(FailureReason::kNone), "none");
  EXPECT_EQ(FailureReasonName(FailureReason::kUnknown), "unknown");
  EXPECT_EQ(FailureReasonName(FailureReason::kAltered), "altered");
}

}  // namespace
}  // namespace sealframe
