// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/sdp_lines.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace sealframe {
namespace {

// TakeLine removes the first line from `*rest`, which must not be empty.
SdpLine TakeLine(absl::string_view* rest) {
  const size_t size = std::min(rest->find('\n'), rest->size() - 1) + 1;
  absl::string_view text = rest->substr(0, size);
  size_t end_size = 0;
  if (absl::EndsWith(text, "\r\n")) {
    end_size = 2;
  } else if (absl::EndsWith(text, "\n")) {
    end_size = 1;
  }
  rest->remove_prefix(size);
  return {text.substr(0, size - end_size), text.substr(size - end_size)};
}

bool IsWellFormed(absl::string_view text) {
  return text.size() >= 2 && text[0] >= 'a' && text[0] <= 'z' &&
         text[1] == '=' && !absl::StrContains(text, '\r') &&
         !absl::StrContains(text, '\0');
}

}  // namespace

absl::StatusOr<std::vector<SdpLine>> SplitSdpLines(absl::string_view sdp) {
  if (sdp.size() > kMaxSdpSize) {
    return absl::InvalidArgumentError(absl::StrCat(
        "SDP of ", sdp.size(), " bytes: at most ", kMaxSdpSize, " are read"));
  }
  std::vector<SdpLine> lines;
  while (!sdp.empty()) {
    lines.push_back(TakeLine(&sdp));
    if (!IsWellFormed(lines.back().text)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "SDP line ", lines.size(),
          " is malformed: start it with a lower-case letter and '=', and put "
          "no CR or NUL inside"));
    }
  }
  return lines;
}

}  // namespace sealframe
