// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/file_inspection.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/plain_frame.h"
#include "sealframe/frame/diagnosis/plain_proof.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/cli/media_info.h"
#include "sealframe/tools/cli/progress.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

absl::Status OpenFrame(const ProfileKey& key, const ContainerFrame& frame,
                       FrameCryptor& cryptor, FileInspection* inspection) {
  std::vector<uint8_t> out;
  const FrameInfo info = InfoOf(frame.info, 0);
  const absl::StatusOr<FrameResult> result =
      OpenEither(cryptor, info, frame.data, &out);
  if (!result.ok()) {
    return result.status();
  }
  InspectedFrame& inspected = inspection->frames.back();
  inspected.status = result->status;
  if (CameOut(result->status) || inspection->first_failure.has_value()) {
    return absl::OkStatus();
  }
  inspection->first_failure = frame.info.index;
  if (result->status == FrameStatus::kReplayed) {
    inspection->diagnosis = {
        .status = result->status,
        .reason = FailureReason::kReplay,
        .text = inspected.repeats.has_value()
                    ? absl::StrCat("it is frame ", *inspected.repeats, " again")
                    : "its nonce was used before, or is too old"};
    return absl::OkStatus();
  }
  absl::StatusOr<FrameDiagnosis> diagnosis =
      DiagnoseFrame(key, info, frame.data);
  if (!diagnosis.ok()) {
    return diagnosis.status();
  }
  inspection->diagnosis = *std::move(diagnosis);
  return absl::OkStatus();
}

}  // namespace

std::vector<std::string> GuessProfiles(
    const std::vector<ContainerFrame>& frames) {
  std::map<std::string, size_t> fits;
  size_t plain = 0;
  for (const ContainerFrame& frame : frames) {
    plain += LookOf(frame.info.codec, frame.data) != PlainLook::kNo ? 1 : 0;
    for (const FrameInspection& seen :
         InspectFrame(InfoOf(frame.info, 0), frame.data)) {
      fits[seen.profile] += static_cast<size_t>(seen.fit);
    }
  }
  std::vector<std::string> guesses;
  for (const ProfileEntry* const profile : WireFormats()) {
    std::string name(profile->name);
    if (fits[name] > frames.size() / 2) {
      guesses.push_back(std::move(name));
    }
  }
  std::stable_sort(guesses.begin(), guesses.end(),
                   [&fits](const std::string& a, const std::string& b) {
                     return fits[a] > fits[b];
                   });
  if (guesses.empty() && plain < frames.size()) {
    guesses.push_back(std::string(WireFormats().back()->name));
  }
  return guesses;
}

absl::StatusOr<FileInspection> InspectFrames(
    const std::vector<ContainerFrame>& frames, absl::string_view profile,
    const ProfileKey* key) {
  FileInspection inspection;
  inspection.profile = std::string(profile);
  std::unique_ptr<FrameCryptor> cryptor;
  if (key != nullptr) {
    absl::StatusOr<std::unique_ptr<FrameCryptor>> made =
        FrameCryptor::ForOpening(*key);
    if (!made.ok()) {
      return made.status();
    }
    cryptor = *std::move(made);
  }
  std::map<std::vector<uint8_t>, size_t> before;
  Progress progress("inspecting", frames.size());
  for (const ContainerFrame& frame : frames) {
    InspectedFrame inspected = {
        .info = frame.info,
        .size = frame.data.size(),
        .inspection = InspectFrameAs(inspection.profile, InfoOf(frame.info, 0),
                                     frame.data)};
    const auto [first, is_new] = before.emplace(frame.data, frame.info.index);
    if (!is_new) {
      inspected.repeats = first->second;
    }
    inspection.is_proved_plain =
        inspection.is_proved_plain ||
        IsProvedPlain(*WireFormats().back(), InfoOf(frame.info, 0), frame.data);
    inspection.frames.push_back(std::move(inspected));
    progress.Add(1);
    if (cryptor != nullptr) {
      absl::Status status = OpenFrame(*key, frame, *cryptor, &inspection);
      if (!status.ok()) {
        return status;
      }
    }
  }
  return inspection;
}

}  // namespace sealframe
