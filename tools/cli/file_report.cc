// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/file_report.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "fmt/core.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/file_inspection.h"
#include "sealframe/tools/cli/inspection_report.h"
#include "sealframe/tools/cli/json.h"

namespace sealframe {
namespace {

// CodecsOf returns the codecs of the file's streams, each once.
std::set<Codec> CodecsOf(const FileInspection& inspection) {
  std::set<Codec> codecs;
  for (const InspectedFrame& frame : inspection.frames) {
    codecs.insert(frame.info.codec);
  }
  return codecs.empty() ? std::set<Codec>{Codec::kUnknown} : codecs;
}

std::string CodecNames(const FileInspection& inspection) {
  return absl::StrJoin(CodecsOf(inspection), ", ",
                       [](std::string* text, Codec codec) {
                         absl::StrAppend(text, CodecName(codec));
                       });
}

// ClearRules describes the bytes that stay in the clear, for each codec if
// there are several.
std::string ClearRules(const FileInspection& inspection) {
  const std::set<Codec> codecs = CodecsOf(inspection);
  return absl::StrJoin(codecs, "; ", [&](std::string* text, Codec codec) {
    absl::StrAppend(
        text,
        codecs.size() > 1 ? absl::StrCat("of ", CodecName(codec), " ") : "",
        ClearText(inspection.profile, codec));
  });
}

size_t Count(const FileInspection& inspection,
             bool (*counts)(const InspectedFrame&)) {
  return static_cast<size_t>(std::count_if(inspection.frames.begin(),
                                           inspection.frames.end(), counts));
}

size_t KeyFrames(const FileInspection& inspection) {
  return Count(inspection, [](const InspectedFrame& frame) {
    return frame.info.key_frame;
  });
}

size_t Opened(const FileInspection& inspection) {
  return Count(inspection, [](const InspectedFrame& frame) {
    return frame.status.has_value() && CameOut(*frame.status);
  });
}

bool HasKey(const FileInspection& inspection) {
  return !inspection.frames.empty() &&
         inspection.frames.front().status.has_value();
}

std::string Row(const InspectedFrame& frame) {
  std::string row =
      fmt::format("{:>5} {:>8} {:>10} {:>4}", frame.info.index, frame.size,
                  frame.info.timestamp, frame.info.key_frame ? "key" : "");
  if (frame.inspection.has_value()) {
    absl::StrAppend(
        &row, fmt::format(" {:>6} {:>20} {:>6} {:>8}", frame.inspection->kid,
                          frame.inspection->counter,
                          PartSize(*frame.inspection, FramePart::kClear),
                          PartSize(*frame.inspection, FramePart::kCiphertext)));
  }
  if (frame.status.has_value()) {
    absl::StrAppend(&row, " ", FrameStatusName(*frame.status));
  }
  if (frame.repeats.has_value()) {
    absl::StrAppend(&row, " same as ", *frame.repeats);
  }
  return absl::StrCat(row, "\n");
}

void AppendRow(const InspectedFrame& frame, JsonWriter* json) {
  json->BeginObject();
  json->Integer("index", static_cast<int64_t>(frame.info.index));
  json->Integer("stream", frame.info.stream);
  json->Integer("size", static_cast<int64_t>(frame.size));
  json->Integer("timestamp", frame.info.timestamp);
  json->Bool("key_frame", frame.info.key_frame);
  if (frame.inspection.has_value()) {
    json->Number64("kid", frame.inspection->kid);
    json->Number64("counter", frame.inspection->counter);
    json->Integer("clear", static_cast<int64_t>(
                               PartSize(*frame.inspection, FramePart::kClear)));
    json->Integer("ciphertext",
                  static_cast<int64_t>(
                      PartSize(*frame.inspection, FramePart::kCiphertext)));
  }
  if (frame.status.has_value()) {
    json->String("status", FrameStatusName(*frame.status));
  }
  if (frame.repeats.has_value()) {
    json->Integer("same_as", static_cast<int64_t>(*frame.repeats));
  }
  json->EndObject();
}

}  // namespace

std::string FileText(const FileInspection& inspection) {
  std::string text = fmt::format("file of {} frames, {} key frames, of {}\n",
                                 inspection.frames.size(),
                                 KeyFrames(inspection), CodecNames(inspection));
  if (inspection.profile.empty()) {
    absl::StrAppend(&text, inspection.is_proved_plain
                               ? "looks plain: every frame could be unsealed\n"
                               : "no profile is evident: plain, or sealed in a "
                                 "profile without a structure, as sframe is\n");
  } else {
    absl::StrAppend(&text, "read as ", inspection.profile,
                    "; in the clear: ", ClearRules(inspection), "\n");
  }
  if (HasKey(inspection)) {
    absl::StrAppend(&text, "opened: ", Opened(inspection), " of ",
                    inspection.frames.size(), "\n");
  }
  if (inspection.first_failure.has_value()) {
    absl::StrAppend(&text, "frame ", *inspection.first_failure, ": ",
                    FrameStatusName(inspection.diagnosis.status),
                    "\nlikely: ", inspection.diagnosis.text, "\n");
  }
  absl::StrAppend(&text, fmt::format("{:>5} {:>8} {:>10} {:>4}", "frame",
                                     "bytes", "timestamp", ""));
  if (!inspection.profile.empty()) {
    absl::StrAppend(&text, fmt::format(" {:>6} {:>20} {:>6} {:>8}", "key",
                                       "counter", "clear", "sealed"));
  }
  absl::StrAppend(&text, "\n");
  for (const InspectedFrame& frame : inspection.frames) {
    absl::StrAppend(&text, Row(frame));
  }
  return text;
}

std::string FileJson(const FileInspection& inspection) {
  JsonWriter json;
  json.BeginObject();
  json.String("codec", CodecNames(inspection));
  json.Integer("key_frames", static_cast<int64_t>(KeyFrames(inspection)));
  json.String("profile", inspection.profile);
  if (!inspection.profile.empty()) {
    json.String("clear_rule", ClearRules(inspection));
  }
  if (HasKey(inspection)) {
    json.Integer("opened", static_cast<int64_t>(Opened(inspection)));
  }
  if (inspection.first_failure.has_value()) {
    json.Integer("first_failure",
                 static_cast<int64_t>(*inspection.first_failure));
    AppendDiagnosis(inspection.diagnosis, &json);
  }
  json.BeginArray("frames");
  for (const InspectedFrame& frame : inspection.frames) {
    AppendRow(frame, &json);
  }
  json.EndArray();
  json.EndObject();
  return absl::StrCat(json.text(), "\n");
}

}  // namespace sealframe
