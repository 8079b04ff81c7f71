// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Edits of the a=sframe attribute in session descriptions
// (draft-ietf-avtcore-rtp-sframe-02, "SFrame SDP negotiation"): adding it,
// removing it, and stopping a media section whose peer does not have it.
//
// What an edit does not change stays byte for byte, except that a last line
// without a line end gets one. Sections count from zero.
//
// Thread-safety: these are pure functions. They allocate.

#ifndef SEALFRAME_FRAME_RTP_SDP_EDIT_H_
#define SEALFRAME_FRAME_RTP_SDP_EDIT_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sealframe {

// All of them fail as ParseSdp does, and with OutOfRange if `sdp` has no
// section of that index.

// AddSFrame returns `sdp` with a=sframe in a section, before its other
// attributes and with the line end of its m= line. A section that has it stays
// as it is. It fails with FailedPrecondition if the section is not RTP or is
// rejected.
absl::StatusOr<std::string> AddSFrame(absl::string_view sdp, size_t section);

// RemoveSFrame returns `sdp` with no a=sframe in a section.
absl::StatusOr<std::string> RemoveSFrame(absl::string_view sdp, size_t section);

// RejectSection returns `sdp` with a section stopped: its port zero, no
// a=bundle-only, and its mid in no BUNDLE group (RFC 9143, Section 7.3.3).
absl::StatusOr<std::string> RejectSection(absl::string_view sdp,
                                          size_t section);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_SDP_EDIT_H_
