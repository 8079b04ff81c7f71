// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What a session description says about SFrame
// (draft-ietf-avtcore-rtp-sframe-02, "SFrame SDP negotiation").
//
// The attribute a=sframe stands in a media section and has no value. At
// session level, or with a value, it is not this attribute, and ignored as SDP
// ignores what it does not know: the section then does not ask for SFrame, and
// who wants it will stop the section rather than send in the clear.
//
// Thread-safety: this is a pure function. It allocates.

#ifndef SEALFRAME_FRAME_RTP_SDP_H_
#define SEALFRAME_FRAME_RTP_SDP_H_

#include <bitset>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sealframe {

inline constexpr size_t kNumPayloadTypes = 128;

// SdpMediaSection is what one m= line and the lines after it say.
struct SdpMediaSection {
  std::string mid;        // Empty if there is none.
  bool is_rtp = false;    // Other sections cannot have SFrame.
  bool rejected = false;  // Port zero, and not because of a=bundle-only.
  bool has_sframe = false;
  // The payload types of media encodings, to which SFrame applies, and those
  // of retransmission, redundancy and error correction, which carry packets
  // that already have it.
  std::bitset<kNumPayloadTypes> media_payload_types;
  std::bitset<kNumPayloadTypes> repair_payload_types;
};

struct SdpDescription {
  std::vector<SdpMediaSection> sections;
  // The a=group:BUNDLE lines: for each, its sections by index. A mid that no
  // section has is left out.
  std::vector<std::vector<size_t>> bundles;
};

// ParseSdp reads an offer or answer, which may be hostile. It fails with
// InvalidArgument if SplitSdpLines does, if an m=, a=mid or a=rtpmap line is
// malformed, or if two sections have the same mid.
absl::StatusOr<SdpDescription> ParseSdp(absl::string_view sdp);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_SDP_H_
