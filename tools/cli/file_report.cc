// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/file_report.h"

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "fmt/format.h"
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
  return inspection.codecs.empty() ? std::set<Codec>{Codec::kUnknown}
                                   : inspection.codecs;
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

std::string RowText(const InspectedFrame& frame) {
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

std::string RowJson(const InspectedFrame& frame) {
  JsonWriter json;
  json.BeginObject();
  json.Integer("index", static_cast<int64_t>(frame.info.index));
  json.Integer("stream", frame.info.stream);
  json.Integer("size", static_cast<int64_t>(frame.size));
  json.Integer("timestamp", frame.info.timestamp);
  json.Bool("key_frame", frame.info.key_frame);
  if (frame.inspection.has_value()) {
    json.Number64("kid", frame.inspection->kid);
    json.Number64("counter", frame.inspection->counter);
    json.Integer("clear", static_cast<int64_t>(
                              PartSize(*frame.inspection, FramePart::kClear)));
    json.Integer("ciphertext", static_cast<int64_t>(PartSize(
                                   *frame.inspection, FramePart::kCiphertext)));
  }
  if (frame.status.has_value()) {
    json.String("status", FrameStatusName(*frame.status));
  }
  if (frame.repeats.has_value()) {
    json.Integer("same_as", static_cast<int64_t>(*frame.repeats));
  }
  json.EndObject();
  return json.text();
}

std::string StartText(const FileInspection& inspection) {
  std::string text = fmt::format("file of {} frames, {} key frames, of {}\n",
                                 inspection.frames, inspection.key_frames,
                                 CodecNames(inspection));
  if (inspection.profile.empty()) {
    absl::StrAppend(&text, inspection.is_proved_plain
                               ? "looks plain: every frame could be unsealed\n"
                               : "no profile is evident: plain, or sealed in a "
                                 "profile without a structure, as sframe is\n");
  } else {
    absl::StrAppend(&text, "read as ", inspection.profile,
                    "; in the clear: ", ClearRules(inspection), "\n");
  }
  if (inspection.has_key) {
    absl::StrAppend(&text, "opened: ", inspection.opened, " of ",
                    inspection.frames, "\n");
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
  return absl::StrCat(text, "\n");
}

std::string StartJson(const FileInspection& inspection) {
  JsonWriter json;
  json.BeginObject();
  json.String("codec", CodecNames(inspection));
  json.Integer("key_frames", static_cast<int64_t>(inspection.key_frames));
  json.String("profile", inspection.profile);
  if (!inspection.profile.empty()) {
    json.String("clear_rule", ClearRules(inspection));
  }
  if (inspection.has_key) {
    json.Integer("opened", static_cast<int64_t>(inspection.opened));
  }
  if (inspection.first_failure.has_value()) {
    json.Integer("first_failure",
                 static_cast<int64_t>(*inspection.first_failure));
    AppendDiagnosis(inspection.diagnosis, &json);
  }
  json.BeginArray("frames");
  return json.text();
}

}  // namespace

std::string FileReport::Row(const InspectedFrame& frame) {
  if (!is_json_) {
    return RowText(frame);
  }
  const bool has_rows = std::exchange(has_rows_, true);
  return absl::StrCat(has_rows ? ", " : "", RowJson(frame));
}

std::string FileReport::Start(const FileInspection& inspection) const {
  return is_json_ ? StartJson(inspection) : StartText(inspection);
}

std::string FileReport::End() const { return is_json_ ? "]}\n" : ""; }

}  // namespace sealframe
