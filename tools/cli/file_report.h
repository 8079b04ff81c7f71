// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The output of `sealframe inspect` for a media file.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_CLI_FILE_REPORT_H_
#define SEALFRAME_TOOLS_CLI_FILE_REPORT_H_

#include <string>

#include "sealframe/tools/cli/file_inspection.h"

namespace sealframe {

// FileReport makes the parts of a report: a summary, and a row for each frame.
// The rows are made first, since the summary counts them, but come after it.
class FileReport {
 public:
  explicit FileReport(bool is_json) : is_json_(is_json) {}

  // Row returns the part of the next frame.
  std::string Row(const InspectedFrame& frame);

  // Start returns the part before the rows, and End that after them.
  std::string Start(const FileInspection& inspection) const;
  std::string End() const;

 private:
  const bool is_json_;
  bool has_rows_ = false;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FILE_REPORT_H_
