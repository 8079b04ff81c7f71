// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The decisions of SFrame's offer and answer
// (draft-ietf-avtcore-rtp-sframe-02, "SFrame SDP negotiation").
//
// Thread-safety: pure functions. CheckSharedPayloadTypes allocates
// when it fails.

#ifndef SEALFRAME_FRAME_RTP_SDP_NEGOTIATION_H_
#define SEALFRAME_FRAME_RTP_SDP_NEGOTIATION_H_

#include <cstdint>

#include "absl/status/status.h"
#include "sealframe/frame/rtp/sdp.h"

namespace sealframe {

// SFrameDecision is the action to take for a media section.
enum class SFrameDecision : uint8_t {
  kPlain,   // Neither side wants SFrame: send and expect plain media.
  kSFrame,  // Both sides want it: send and expect only SFrame packets.
  kStop,    // Only we want it: stop the transceiver (RejectSection).
  kRefuse,  // Only the peer wants it: answer with port zero (RejectSection), or
            // stop if we offered. Never send: media would be in the clear.
};

// DecideSFrame decides on a section from whether we want SFrame and whether the
// peer's offer or answer has a=sframe. Offerer and answerer always reach the
// same outcome: SFrame, plain media or no media.
SFrameDecision DecideSFrame(bool we_want, bool peer_has);

// CheckSharedPayloadTypes returns FailedPrecondition if two sections of a
// BUNDLE group, one with a=sframe and one without, share a payload type that is
// a media encoding in either. A receiver could not determine whether such a
// packet carries SFrame. Two repair encodings may share a payload type.
// Rejected sections are ignored.
absl::Status CheckSharedPayloadTypes(const SdpDescription& description);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_SDP_NEGOTIATION_H_
