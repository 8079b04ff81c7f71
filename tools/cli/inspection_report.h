// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The output of `sealframe inspect` for one frame.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_TOOLS_CLI_INSPECTION_REPORT_H_
#define SEALFRAME_TOOLS_CLI_INSPECTION_REPORT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/tools/cli/frame_diagnosis.h"
#include "sealframe/tools/cli/json.h"

namespace sealframe {

// ClearText describes the bytes that the named profile leaves in the clear in
// frames of `codec`, from the table that sealing uses.
std::string ClearText(absl::string_view profile, Codec codec);

// InspectionText returns the fields of a frame as lines of text.
// AppendInspection appends them as an array element.
std::string InspectionText(const FrameInspection& inspection, Codec codec);
void AppendInspection(const FrameInspection& inspection, Codec codec,
                      JsonWriter* json);

// DiagnosisText returns a diagnosis as lines of text. AppendDiagnosis appends
// it as members of the current object.
std::string DiagnosisText(const FrameDiagnosis& diagnosis);
void AppendDiagnosis(const FrameDiagnosis& diagnosis, JsonWriter* json);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_INSPECTION_REPORT_H_
