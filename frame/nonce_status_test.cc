// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/nonce_status.h"

#include "gtest/gtest.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {
namespace {

TEST(NonceStatusTest, EachErrorOfANonceHasAStatus) {
  EXPECT_EQ(StatusOf(NonceError::kNone), FrameStatus::kOk);
  EXPECT_EQ(StatusOf(NonceError::kExhausted), FrameStatus::kKeyExhausted);
  EXPECT_EQ(StatusOf(NonceError::kNotReserved),
            FrameStatus::kCounterNotReserved);
  EXPECT_EQ(StatusOf(NonceError::kForked), FrameStatus::kKeyForked);
}

TEST(NonceStatusTest, AnUnknownErrorIsNotTakenForSuccess) {
  EXPECT_EQ(StatusOf(static_cast<NonceError>(99)), FrameStatus::kInternalError);
}

}  // namespace
}  // namespace sealframe
