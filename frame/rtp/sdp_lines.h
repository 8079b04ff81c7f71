// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The lines of a session description (RFC 8866, Section 5).
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_FRAME_RTP_SDP_LINES_H_
#define SEALFRAME_FRAME_RTP_SDP_LINES_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sealframe {

// The longest description accepted, in bytes. A call of a thousand streams
// needs less, and parsing this much still takes only milliseconds.
inline constexpr size_t kMaxSdpSize = size_t{4} << 20;

// SdpLine is a line of a description, which must outlive it.
struct SdpLine {
  absl::string_view text;  // At least two characters. The second is '='.
  absl::string_view end;   // CRLF, LF or, on the last line only, empty.

  bool StartsSection() const { return text[0] == 'm'; }
};

// SplitSdpLines splits `sdp` into lines whose concatenated texts and ends equal
// `sdp`. Returns InvalidArgument if `sdp` is longer than `kMaxSdpSize`, or if a
// line does not begin with a lower-case letter and '=' or contains a CR or NUL.
absl::StatusOr<std::vector<SdpLine>> SplitSdpLines(absl::string_view sdp);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_SDP_LINES_H_
