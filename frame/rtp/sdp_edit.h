// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Edits session descriptions for SFrame (draft-ietf-avtcore-rtp-sframe-02,
// "SFrame SDP negotiation"): adds or removes a=sframe, or stops a media section
// whose peer does not support it.
//
// An edit preserves all other bytes, except that it terminates a last line
// without a line ending. Sections are numbered from zero.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_FRAME_RTP_SDP_EDIT_H_
#define SEALFRAME_FRAME_RTP_SDP_EDIT_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sealframe {

// All functions fail as ParseSdp does, and return OutOfRange if `sdp` does not
// have that section.

// AddSFrame returns `sdp` with a=sframe inserted before the section's other
// attributes, with the same line ending as its m= line. It does not change a
// section that already has a=sframe. Returns FailedPrecondition if the section
// is rejected or is not RTP.
absl::StatusOr<std::string> AddSFrame(absl::string_view sdp, size_t section);

// RemoveSFrame returns `sdp` without a=sframe in the section.
absl::StatusOr<std::string> RemoveSFrame(absl::string_view sdp, size_t section);

// RejectSection returns `sdp` with the section rejected: with port zero,
// without a=bundle-only, and with its mid removed from every BUNDLE group (RFC
// 9143, Section 7.3.3).
absl::StatusOr<std::string> RejectSection(absl::string_view sdp,
                                          size_t section);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_SDP_EDIT_H_
