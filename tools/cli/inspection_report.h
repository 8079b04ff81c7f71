// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The output of `sealframe inspect` for one frame.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_TOOLS_CLI_INSPECTION_REPORT_H_
#define SEALFRAME_TOOLS_CLI_INSPECTION_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/tools/cli/json.h"

namespace sealframe {

// ClearText describes the bytes that the named profile leaves in the clear in
// frames of `codec`, from the table that sealing uses.
std::string ClearText(absl::string_view profile, Codec codec);

// FrameReport holds the results for one frame.
struct FrameReport {
  const FrameInfo& info;
  absl::Span<const uint8_t> frame;
  const std::vector<FrameInspection>& inspections;
  const std::optional<FrameDiagnosis>& diagnosis;  // If there is a key.
};

// FrameText returns a report as lines of text, and FrameJson as a line of JSON.
std::string FrameText(const FrameReport& report);
std::string FrameJson(const FrameReport& report);

// AppendDiagnosis appends a diagnosis as members of the current object.
void AppendDiagnosis(const FrameDiagnosis& diagnosis, JsonWriter* json);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_INSPECTION_REPORT_H_
