// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/testing/expect_diagnosis.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {
namespace {

std::vector<absl::string_view> NamesOf(
    const std::vector<FailureReason>& reasons) {
  std::vector<absl::string_view> names;
  for (const FailureReason reason : reasons) {
    names.push_back(FailureReasonName(reason));
  }
  return names;
}

}  // namespace

void ExpectReasons(const ProfileKey& key, const FrameInfo& info,
                   absl::Span<const uint8_t> frame,
                   const std::vector<FailureReason>& reasons,
                   const std::string& words, const DiagnosisOptions& options) {
  const absl::StatusOr<FrameDiagnosis> diagnosis =
      DiagnoseFrame(key, info, frame, options);
  ASSERT_TRUE(diagnosis.ok()) << diagnosis.status();
  EXPECT_EQ(NamesOf(diagnosis->reasons), NamesOf(reasons))
      << key.profile << ": " << diagnosis->text;
  EXPECT_EQ(FailureReasonName(diagnosis->reason),
            FailureReasonName(reasons.front()));
  EXPECT_THAT(diagnosis->text, testing::HasSubstr(words)) << key.profile;
  EXPECT_FALSE(CameOut(diagnosis->status));
  EXPECT_TRUE(diagnosis->possible.empty());
}

}  // namespace sealframe
