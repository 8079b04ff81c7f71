// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The lines of a session description (RFC 8866, Section 5).
//
// Thread-safety: these are pure functions. They allocate.

#ifndef SEALFRAME_FRAME_RTP_SDP_LINES_H_
#define SEALFRAME_FRAME_RTP_SDP_LINES_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sealframe {

// The longest description that is read. That of a call of a thousand streams
// is shorter, and one of this size is still read in milliseconds.
inline constexpr size_t kMaxSdpSize = size_t{4} << 20;

// SdpLine is a line of a text that must outlive it.
struct SdpLine {
  absl::string_view text;  // Two characters or more, the second being '='.
  absl::string_view end;   // CRLF, LF or, on a last line, nothing.

  bool StartsSection() const { return text[0] == 'm'; }
};

// SplitSdpLines takes `sdp` apart: its lines' texts and ends, one after the
// other, are `sdp`. It fails with InvalidArgument if `sdp` is longer than
// `kMaxSdpSize`, or if a line does not begin with a lower-case letter and '='
// or has a CR or NUL in it.
absl::StatusOr<std::vector<SdpLine>> SplitSdpLines(absl::string_view sdp);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_SDP_LINES_H_
