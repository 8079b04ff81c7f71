// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/frame_diagnosis.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/widen_start_codes.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/cli/key_variants.h"
#include "sealframe/tools/cli/plain_frame.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr absl::string_view kNames[] = {
    "none",     "padding", "start_codes",  "frame_kind", "key_derivation",
    "key_size", "suite",   "ratchet_step", "profile",    "plain_frame",
    "replay",   "cut_off", "unknown",
};

// The longest padding of an RTP packet.
constexpr size_t kMaxPadding = 255;

// Finding is a reason for a failure.
struct Finding {
  FailureReason reason;
  std::string text;
};

// Attempts tries to open one frame under one key. A failed attempt changes
// nothing.
class Attempts {
 public:
  Attempts(const ProfileKey& key, const FrameInfo& info,
           absl::Span<const uint8_t> frame)
      : key_(CloneKey(key)), info_(info), frame_(frame) {
    absl::StatusOr<std::unique_ptr<FrameCryptor>> cryptor =
        FrameCryptor::ForOpening(key);
    if (cryptor.ok()) {
      cryptor_ = *std::move(cryptor);
    }
  }

  bool Opens(const FrameInfo& info, absl::Span<const uint8_t> frame) {
    Bytes out;
    const absl::StatusOr<FrameResult> result =
        cryptor_ == nullptr ? FrameResult{.status = FrameStatus::kMissingKey}
                            : cryptor_->Open(info, frame, &out);
    return result.ok() && result->status == FrameStatus::kOk;
  }

  absl::optional<Finding> TryPadding();
  absl::optional<Finding> TryStartCodes();
  absl::optional<Finding> TryKinds();

 private:
  const ProfileKey key_;
  const FrameInfo info_;
  const absl::Span<const uint8_t> frame_;
  std::unique_ptr<FrameCryptor> cryptor_;
};

absl::optional<Finding> Attempts::TryPadding() {
  const size_t most = std::min(kMaxPadding, frame_.size());
  for (size_t padding = 1; padding <= most; ++padding) {
    const absl::Span<const uint8_t> cut = frame_.first(frame_.size() - padding);
    if (InspectFrameAs(key_.profile, info_, cut).has_value() &&
        Opens(info_, cut)) {
      return Finding{FailureReason::kPadding,
                     absl::StrCat("it opens without its last ", padding,
                                  padding == 1 ? " byte" : " bytes",
                                  ": something was appended to it")};
    }
  }
  return absl::nullopt;
}

// NarrowStartCodes returns `frame` with the start codes from byte `from` on
// narrowed to three bytes.
Bytes NarrowStartCodes(absl::Span<const uint8_t> frame, size_t from) {
  Bytes narrow;
  for (size_t i = 0; i < frame.size(); ++i) {
    const bool is_extra = i >= from && i + 3 < frame.size() && frame[i] == 0 &&
                          frame[i + 1] == 0 && frame[i + 2] == 0 &&
                          frame[i + 3] == 1;
    if (!is_extra) {
      narrow.push_back(frame[i]);
    }
  }
  return narrow;
}

absl::optional<Finding> Attempts::TryStartCodes() {
  Bytes wide(WidenedSize(frame_));
  const bool widened = WidenStartCodes(frame_, absl::MakeSpan(wide)) != 0;
  if (widened && Opens(info_, wide)) {
    return Finding{
        FailureReason::kStartCodes,
        "it opens with start codes of four bytes: they were shortened "
        "on the way"};
  }
  for (const size_t from : {size_t{0}, size_t{1}}) {
    if (Opens(info_, NarrowStartCodes(frame_, from))) {
      return Finding{FailureReason::kStartCodes,
                     "it opens with start codes of three bytes: they were "
                     "lengthened on the way, because the sender did not widen "
                     "them"};
    }
  }
  return absl::nullopt;
}

std::string KindText(const FrameInfo& info) {
  if (info.kind == MediaKind::kAudio) {
    return "audio";
  }
  return absl::StrCat(info.key_frame ? "a key frame" : "a delta frame", " of ",
                      CodecName(info.codec), " video");
}

absl::optional<Finding> Attempts::TryKinds() {
  FrameInfo info = info_;
  for (size_t kind = 0; kind < 3; ++kind) {
    info.kind = kind == 2 ? MediaKind::kAudio : MediaKind::kVideo;
    info.key_frame = kind == 1;
    for (size_t codec = 0; codec < kCodecCount; ++codec) {
      info.codec = static_cast<Codec>(codec);
      const bool is_audio = info.kind == MediaKind::kAudio;
      if (info.codec != Codec::kUnknown &&
          is_audio != (info.codec == Codec::kOpus)) {
        continue;
      }
      if (Opens(info, frame_)) {
        return Finding{
            FailureReason::kFrameKind,
            absl::StrCat("it opens as ", KindText(info),
                         ": its sender sealed it as that kind of frame")};
      }
    }
  }
  return absl::nullopt;
}

FailureReason ReasonOf(KeyDifference difference) {
  switch (difference) {
    case KeyDifference::kDerivation:
      return FailureReason::kKeyDerivation;
    case KeyDifference::kSize:
      return FailureReason::kKeySize;
    case KeyDifference::kSuite:
      return FailureReason::kSuite;
    case KeyDifference::kRatchetStep:
      return FailureReason::kRatchetStep;
    case KeyDifference::kProfile:
      return FailureReason::kProfile;
  }
  return FailureReason::kUnknown;
}

absl::optional<Finding> TryKeys(const ProfileKey& key, const FrameInfo& info,
                                absl::Span<const uint8_t> frame) {
  for (const KeyVariant& variant : KeyVariantsOf(key, kMaxStepsTried)) {
    if (InspectFrameAs(variant.key.profile, info, frame).has_value() &&
        Attempts(variant.key, info, frame).Opens(info, frame)) {
      return Finding{ReasonOf(variant.difference),
                     absl::StrCat("it opens ", variant.text)};
    }
  }
  return absl::nullopt;
}

// Unproved returns the likeliest reason if no attempt opened the frame.
Finding Unproved(const ProfileKey& key, const FrameInfo& info,
                 absl::Span<const uint8_t> frame) {
  const std::vector<FrameInspection> seen = InspectFrame(info, frame);
  const bool is_sealed =
      !seen.empty() && seen.front().fit != FrameFit::kPossible;
  const bool fits = InspectFrameAs(key.profile, info, frame).has_value();
  const PlainLook look = LookOf(info.codec, frame);
  if (!is_sealed &&
      (look == PlainLook::kYes || (look == PlainLook::kMaybe && !fits))) {
    return {FailureReason::kPlainFrame,
            absl::StrCat("it looks like a plain ", CodecName(info.codec),
                         " frame that was never sealed")};
  }
  if (fits) {
    return {FailureReason::kUnknown,
            absl::StrCat("it was altered or sealed with another key",
                         FindProfile(key.profile)->takes_metadata
                             ? ", or with metadata"
                             : "",
                         ": no common mistake explains it")};
  }
  if (is_sealed) {
    return {FailureReason::kProfile,
            absl::StrCat("it looks like a frame of the profile ",
                         seen.front().profile, ", under another key")};
  }
  return {FailureReason::kCutOff,
          absl::StrCat("it does not have the structure of the profile ",
                       key.profile, ": it is cut off, or was never sealed")};
}

absl::optional<Finding> TryAll(const ProfileKey& key, const FrameInfo& info,
                               absl::Span<const uint8_t> frame) {
  Attempts attempts(key, info, frame);
  absl::optional<Finding> found = attempts.TryPadding();
  if (!found.has_value()) {
    found = attempts.TryStartCodes();
  }
  if (!found.has_value()) {
    found = attempts.TryKinds();
  }
  return found.has_value() ? found : TryKeys(key, info, frame);
}

}  // namespace

absl::string_view FailureReasonName(FailureReason reason) {
  return kNames[static_cast<size_t>(reason)];
}

absl::StatusOr<FrameDiagnosis> DiagnoseFrame(const ProfileKey& key,
                                             const FrameInfo& info,
                                             absl::Span<const uint8_t> frame) {
  const absl::StatusOr<std::unique_ptr<FrameCryptor>> cryptor =
      FrameCryptor::ForOpening(key);
  if (!cryptor.ok()) {
    return cryptor.status();
  }
  Bytes out;
  const absl::StatusOr<FrameResult> result =
      (*cryptor)->Open(info, frame, &out);
  if (!result.ok()) {
    return result.status();
  }
  if (CameOut(result->status)) {
    return FrameDiagnosis{.status = result->status,
                          .text = result->status == FrameStatus::kOk
                                      ? "it opens"
                                      : "it passes through unchanged",
                          .opened_size = out.size()};
  }
  const Finding finding =
      TryAll(key, info, frame).value_or(Unproved(key, info, frame));
  return FrameDiagnosis{
      .status = result->status, .reason = finding.reason, .text = finding.text};
}

}  // namespace sealframe
