// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/inspection_report.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "fmt/format.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/plain_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/json.h"

namespace sealframe {
namespace {

std::string FirstBytes(int count) {
  return count == 0 ? "nothing"
                    : absl::StrCat("the first ", count,
                                   count == 1 ? " byte" : " bytes");
}

std::string PrefixText(const ClearRule& rule, Codec codec) {
  if (codec == Codec::kOpus ||
      (codec == Codec::kUnknown && rule.audio == rule.key &&
       rule.key == rule.delta)) {
    return FirstBytes(rule.audio);
  }
  const std::string video =
      rule.key == rule.delta
          ? FirstBytes(rule.key)
          : absl::StrCat("the first bytes: ", int{rule.key},
                         " of a key frame, ", int{rule.delta}, " of others");
  return codec == Codec::kUnknown
             ? absl::StrCat(video, ", ", int{rule.audio}, " of audio")
             : video;
}

absl::string_view FitText(FrameFit fit) {
  switch (fit) {
    case FrameFit::kPossible:
      return "possible";
    case FrameFit::kLikely:
      return "likely";
    case FrameFit::kClose:
      return "very likely";
  }
  return "";
}

std::string Line(absl::string_view name, absl::string_view value) {
  return fmt::format("  {:<12}{}\n", std::string(name), std::string(value));
}

void AppendReasons(absl::string_view name,
                   const std::vector<FailureReason>& reasons,
                   JsonWriter* json) {
  json->BeginArray(name);
  for (const FailureReason reason : reasons) {
    json->String("", FailureReasonName(reason));
  }
  json->EndArray();
}

}  // namespace

std::string ClearText(absl::string_view profile, Codec codec) {
  const ProfileEntry* const entry = FindProfile(profile);
  if (entry == nullptr) {
    return "";
  }
  const ClearRule& rule = GetClearRule(entry->clear_rules, codec);
  return rule.shape == ClearShape::kPrefix ||
                 rule.shape == ClearShape::kVp8Header
             ? PrefixText(rule, codec)
             : std::string(ClearShapeText(rule.shape));
}

namespace {

std::string InspectionText(const FrameInspection& inspection, Codec codec) {
  const ProfileEntry& profile = *FindProfile(inspection.profile);
  std::string text = absl::StrCat(
      inspection.profile, " (", FitText(inspection.fit), ")\n",
      Line(profile.kid_word, absl::StrCat(inspection.kid)),
      Line(profile.counter_word, absl::StrCat(inspection.counter)));
  if (profile.frames_carry_ssrc) {
    absl::StrAppend(&text, Line("ssrc", absl::StrCat(inspection.ssrc)),
                    Line("timestamp", absl::StrCat(inspection.timestamp)));
  }
  for (const FramePartRange& range : inspection.parts) {
    absl::StrAppend(&text, Line(FramePartName(range.part),
                                absl::StrCat(range.bytes.size, " bytes at ",
                                             range.bytes.offset)));
  }
  if (inspection.escapes != 0) {
    absl::StrAppend(&text, Line("escapes", absl::StrCat(inspection.escapes,
                                                        " of these bytes")));
  }
  absl::StrAppend(
      &text, Line("clear is", absl::StrCat(ClearText(inspection.profile, codec),
                                           ", of ", CodecName(codec))));
  return text;
}

void AppendInspection(const FrameInspection& inspection, Codec codec,
                      JsonWriter* json) {
  json->BeginObject();
  json->String("profile", inspection.profile);
  json->String("fit", FitText(inspection.fit));
  json->Number64("kid", inspection.kid);
  json->Number64("counter", inspection.counter);
  if (FindProfile(inspection.profile)->frames_carry_ssrc) {
    json->Integer("ssrc", inspection.ssrc);
    json->Integer("timestamp", inspection.timestamp);
  }
  json->Integer("escapes", static_cast<int64_t>(inspection.escapes));
  json->String("clear_rule", ClearText(inspection.profile, codec));
  json->BeginArray("parts");
  for (const FramePartRange& range : inspection.parts) {
    json->BeginObject();
    json->String("part", FramePartName(range.part));
    json->Integer("offset", static_cast<int64_t>(range.bytes.offset));
    json->Integer("size", static_cast<int64_t>(range.bytes.size));
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
}

std::string DiagnosisText(const FrameDiagnosis& diagnosis) {
  if (diagnosis.reason == FailureReason::kNone) {
    return absl::StrCat("opens: yes, to ", diagnosis.opened_size, " bytes\n");
  }
  return absl::StrCat("opens: no, ", FrameStatusName(diagnosis.status),
                      "\nlikely: ", diagnosis.text, "\n");
}

// LooksPlain returns "yes" only if the frame does not look sealed as well.
absl::string_view LooksPlain(const FrameReport& report) {
  const bool looks_sealed =
      !report.inspections.empty() &&
      report.inspections.front().fit != FrameFit::kPossible;
  switch (LookOf(report.info.codec, report.frame)) {
    case PlainLook::kNo:
      return "no";
    case PlainLook::kMaybe:
      return "possible";
    case PlainLook::kYes:
      return looks_sealed ? "possible" : "yes";
  }
  return "";
}

// PlainSentence returns a sentence on whether the frame looks plain.
std::string PlainSentence(const FrameReport& report) {
  const absl::string_view looks = LooksPlain(report);
  const std::string plain =
      report.info.codec == Codec::kUnknown
          ? "plain media"
          : absl::StrCat("plain ", CodecName(report.info.codec));
  return looks == "no"    ? absl::StrCat("it does not look like ", plain)
         : looks == "yes" ? absl::StrCat("it looks like ", plain)
                          : absl::StrCat("it may be ", plain);
}

}  // namespace

void AppendDiagnosis(const FrameDiagnosis& diagnosis, JsonWriter* json) {
  json->Bool("opens", diagnosis.reason == FailureReason::kNone);
  json->String("status", FrameStatusName(diagnosis.status));
  json->String("reason", FailureReasonName(diagnosis.reason));
  json->String("explanation", diagnosis.text);
  AppendReasons("reasons", diagnosis.reasons, json);
  AppendReasons("possible", diagnosis.possible, json);
}

std::string FrameText(const FrameReport& report) {
  const Codec codec = report.info.codec;
  std::string text = absl::StrCat("frame of ", report.frame.size(), " bytes; ",
                                  PlainSentence(report), "\n");
  if (report.inspections.empty()) {
    absl::StrAppend(&text, "its structure matches no profile\n");
  }
  for (const FrameInspection& inspection : report.inspections) {
    absl::StrAppend(&text, InspectionText(inspection, codec));
  }
  if (report.diagnosis.has_value()) {
    absl::StrAppend(&text, DiagnosisText(*report.diagnosis));
  }
  return text;
}

std::string FrameJson(const FrameReport& report) {
  const Codec codec = report.info.codec;
  JsonWriter json;
  json.BeginObject();
  json.Integer("size", static_cast<int64_t>(report.frame.size()));
  json.String("looks_plain", LooksPlain(report));
  json.BeginArray("profiles");
  for (const FrameInspection& inspection : report.inspections) {
    AppendInspection(inspection, codec, &json);
  }
  json.EndArray();
  if (report.diagnosis.has_value()) {
    AppendDiagnosis(*report.diagnosis, &json);
  }
  json.EndObject();
  return absl::StrCat(json.text(), "\n");
}

}  // namespace sealframe
