// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/diagnose_frame.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/frame_opener.h"
#include "sealframe/frame/diagnosis/frame_search.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/diagnosis/unexplained_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

// OtherIndex returns whether a frame that names the key `kid` does not name the
// one that the receiver has under `key_index`.
bool OtherIndex(const ProfileKey& key, uint64_t key_index, uint64_t kid) {
  const ProfileEntry& profile = *FindProfile(key.profile);
  const absl::StatusOr<Profile> made = profile.make(key.options);
  if (profile.names_step || !made.ok()) {
    return false;
  }
  const absl::StatusOr<uint64_t> expected = made->scheme->KeyId(key_index, 0);
  const uint64_t mask = made->scheme->traits().kid_mask;
  return !expected.ok() || (*expected & mask) != (kid & mask);
}

// OtherIndexText says that a frame names the key `kid`.
std::string OtherIndexText(uint64_t key_index, uint64_t kid) {
  return absl::StrCat("names key index ", kid, ", not ", key_index,
                      ": set the key under the index that its sender uses");
}

FrameDiagnosis OfOpened(const ProfileKey& key, const DiagnosisOptions& options,
                        const FrameResult& result) {
  if (result.status == FrameStatus::kOk && options.key_index.has_value() &&
      OtherIndex(key, *options.key_index, result.kid)) {
    return {
        .status = FrameStatus::kMissingKey,
        .reason = FailureReason::kKeyIndex,
        .text = absl::StrCat("it opens with the key, but ",
                             OtherIndexText(*options.key_index, result.kid)),
        .reasons = {FailureReason::kKeyIndex}};
  }
  return {.status = result.status,
          .text = result.status == FrameStatus::kOk
                      ? "it opens"
                      : "it passes through unchanged",
          .opened_size = result.size};
}

FrameDiagnosis TooLarge(size_t size) {
  return {.status = FrameStatus::kFrameTooLarge,
          .reason = FailureReason::kUnknown,
          .text = absl::StrCat("it has ", size,
                               " bytes, more than any sealed frame has: give "
                               "one frame, not a file or a stream")};
}

// AddOtherIndex adds to a finding that the frame names another key index, which
// is unknown if the end of the frame was restored.
void AddOtherIndex(const ProfileKey& key, const DiagnosisOptions& options,
                   FrameFinding* found) {
  const bool is_cut = std::count(found->reasons.begin(), found->reasons.end(),
                                 FailureReason::kCutOff) != 0;
  if (!is_cut && found->kid.has_value() && options.key_index.has_value() &&
      OtherIndex(key, *options.key_index, *found->kid)) {
    found->reasons.push_back(FailureReason::kKeyIndex);
    absl::StrAppend(&found->text, "; and it ",
                    OtherIndexText(*options.key_index, *found->kid));
  }
}

}  // namespace

absl::StatusOr<FrameDiagnosis> DiagnoseFrame(const ProfileKey& key,
                                             const FrameInfo& info,
                                             absl::Span<const uint8_t> frame,
                                             const DiagnosisOptions& options) {
  const absl::StatusOr<std::unique_ptr<FrameOpener>> opener =
      FrameOpener::Create(key);
  if (!opener.ok()) {
    return opener.status();
  }
  std::vector<uint8_t> out;
  const absl::StatusOr<FrameResult> result = (*opener)->Open(info, frame, &out);
  if (!result.ok()) {
    return result.status();
  }
  if (CameOut(result->status)) {
    return OfOpened(key, options, *result);
  }
  if (result->status == FrameStatus::kFrameTooLarge) {
    return TooLarge(frame.size());
  }
  FrameSearch mistakes(key, options.others, **opener, info, frame);
  std::optional<FrameFinding> found = mistakes.Run();
  if (found.has_value()) {
    AddOtherIndex(key, options, &*found);
    return FrameDiagnosis{.status = result->status,
                          .reason = found->reasons.front(),
                          .text = std::move(found->text),
                          .reasons = std::move(found->reasons)};
  }
  UnexplainedFrame unexplained = ExplainByStructure(key.profile, info, frame);
  return FrameDiagnosis{.status = result->status,
                        .reason = unexplained.reason,
                        .text = std::move(unexplained.text),
                        .possible = std::move(unexplained.possible)};
}

}  // namespace sealframe
