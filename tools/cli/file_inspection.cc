// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/file_inspection.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
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
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

void ProfileGuess::Add(const ContainerFrame& frame) {
  ++frames_;
  plain_ += LookOf(frame.info.codec, frame.data) != PlainLook::kNo ? 1 : 0;
  for (const FrameInspection& seen :
       InspectFrame(InfoOf(frame.info, 0), frame.data)) {
    fits_[seen.profile] += static_cast<size_t>(seen.fit);
  }
}

std::vector<std::string> ProfileGuess::Guesses() const {
  const auto fit = [this](absl::string_view name) {
    const auto found = fits_.find(std::string(name));
    return found == fits_.end() ? 0 : found->second;
  };
  const auto fits_better = [&fit](absl::string_view a, absl::string_view b) {
    return fit(a) > fit(b);
  };
  std::vector<std::string> guesses;
  for (const ProfileEntry* const profile : WireFormats()) {
    if (fit(profile->name) > frames_ / 2) {
      guesses.emplace(std::upper_bound(guesses.begin(), guesses.end(),
                                       profile->name, fits_better),
                      profile->name);
    }
  }
  if (guesses.empty() && plain_ < frames_) {
    guesses.push_back(std::string(WireFormats().back()->name));
  }
  return guesses;
}

absl::StatusOr<std::unique_ptr<FileInspector>> FileInspector::Create(
    absl::string_view profile, const ProfileKey* key) {
  auto inspector = absl::WrapUnique(new FileInspector());
  inspector->inspection_.profile = std::string(profile);
  if (key != nullptr) {
    absl::StatusOr<std::unique_ptr<FrameCryptor>> cryptor =
        FrameCryptor::ForOpening(*key);
    if (!cryptor.ok()) {
      return cryptor.status();
    }
    inspector->inspection_.has_key = true;
    inspector->key_ = key;
    inspector->cryptor_ = *std::move(cryptor);
  }
  return inspector;
}

absl::StatusOr<InspectedFrame> FileInspector::Inspect(
    const ContainerFrame& frame) {
  const FrameInfo info = InfoOf(frame.info, 0);
  InspectedFrame inspected = {
      .info = frame.info,
      .size = frame.data.size(),
      .inspection = InspectFrameAs(inspection_.profile, info, frame.data),
      .repeats = seen_.Add(frame.data, frame.info.index)};
  ++inspection_.frames;
  inspection_.key_frames += frame.info.key_frame ? 1 : 0;
  inspection_.codecs.insert(frame.info.codec);
  inspection_.is_proved_plain =
      inspection_.is_proved_plain ||
      IsProvedPlain(*WireFormats().back(), info, frame.data);
  if (cryptor_ != nullptr) {
    absl::Status status = Open(frame, &inspected);
    if (!status.ok()) {
      return status;
    }
  }
  return inspected;
}

absl::Status FileInspector::Open(const ContainerFrame& frame,
                                 InspectedFrame* inspected) {
  std::vector<uint8_t> out;
  const FrameInfo info = InfoOf(frame.info, 0);
  const absl::StatusOr<FrameResult> result =
      OpenEither(*cryptor_, info, frame.data, &out);
  if (!result.ok()) {
    return result.status();
  }
  inspected->status = result->status;
  if (CameOut(result->status)) {
    ++inspection_.opened;
    return absl::OkStatus();
  }
  if (inspection_.first_failure.has_value()) {
    return absl::OkStatus();
  }
  inspection_.first_failure = frame.info.index;
  if (result->status == FrameStatus::kReplayed) {
    inspection_.diagnosis = {
        .status = result->status,
        .reason = FailureReason::kReplay,
        .text =
            inspected->repeats.has_value()
                ? absl::StrCat("it is frame ", *inspected->repeats, " again")
                : "its nonce was used before, or is too old"};
    return absl::OkStatus();
  }
  absl::StatusOr<FrameDiagnosis> diagnosis =
      DiagnoseFrame(*key_, info, frame.data);
  if (!diagnosis.ok()) {
    return diagnosis.status();
  }
  inspection_.diagnosis = *std::move(diagnosis);
  return absl::OkStatus();
}

}  // namespace sealframe
