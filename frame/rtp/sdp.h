// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Parses the parts of a session description that concern SFrame
// (draft-ietf-avtcore-rtp-sframe-02, "SFrame SDP negotiation").
//
// The attribute a=sframe belongs in a media section and has no value. At
// session level, or with a value, it is ignored like any unknown attribute. The
// section then does not offer SFrame, and a side that requires it stops the
// section rather than sending in the clear.
//
// Thread-safety: a pure function. It allocates.

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

// SdpMediaSection is an m= line and the lines that follow it.
struct SdpMediaSection {
  std::string mid;        // Empty without a=mid.
  bool is_rtp = false;    // Only RTP sections can have SFrame.
  bool rejected = false;  // Port zero without a=bundle-only.
  bool has_sframe = false;
  // SFrame applies to media encodings. Repair encodings (retransmission,
  // redundancy, error correction) carry packets that already have it.
  std::bitset<kNumPayloadTypes> media_payload_types;
  std::bitset<kNumPayloadTypes> repair_payload_types;
};

struct SdpDescription {
  std::vector<SdpMediaSection> sections;
  // For each a=group:BUNDLE line, the indices of its sections. A mid without a
  // section is omitted.
  std::vector<std::vector<size_t>> bundles;
};

// ParseSdp parses an offer or answer, which may be hostile. Returns
// InvalidArgument if SplitSdpLines does, if an m=, a=mid or a=rtpmap line is
// malformed, or if two sections have the same mid.
absl::StatusOr<SdpDescription> ParseSdp(absl::string_view sdp);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_SDP_H_
