// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How `sealframe inspect` words what it sees of one frame.
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

// ClearText says what the profile of that name leaves in the clear of frames of
// `codec`, from the table that sealing goes by.
std::string ClearText(absl::string_view profile, Codec codec);

// InspectionText says in lines of text, and AppendInspection as an object in an
// array, what a frame says of itself.
std::string InspectionText(const FrameInspection& inspection, Codec codec);
void AppendInspection(const FrameInspection& inspection, Codec codec,
                      JsonWriter* json);

// DiagnosisText and AppendDiagnosis say whether the frame opens and why not;
// the latter in members of the object at hand.
std::string DiagnosisText(const FrameDiagnosis& diagnosis);
void AppendDiagnosis(const FrameDiagnosis& diagnosis, JsonWriter* json);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_INSPECTION_REPORT_H_
