// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The output of `sealframe inspect` for a media file.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_TOOLS_CLI_FILE_REPORT_H_
#define SEALFRAME_TOOLS_CLI_FILE_REPORT_H_

#include <string>

#include "sealframe/tools/cli/file_inspection.h"

namespace sealframe {

// FileText returns a summary and a table with one line per frame. FileJson
// returns the same as JSON.
std::string FileText(const FileInspection& inspection);
std::string FileJson(const FileInspection& inspection);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FILE_REPORT_H_
