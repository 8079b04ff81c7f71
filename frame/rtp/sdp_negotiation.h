// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The decisions of SFrame's offer and answer
// (draft-ietf-avtcore-rtp-sframe-02, "SFrame SDP negotiation").
//
// Thread-safety: these are pure functions. CheckSharedPayloadTypes allocates
// when it fails.

#ifndef SEALFRAME_FRAME_RTP_SDP_NEGOTIATION_H_
#define SEALFRAME_FRAME_RTP_SDP_NEGOTIATION_H_

#include <cstdint>

#include "absl/status/status.h"
#include "sealframe/frame/rtp/sdp.h"

namespace sealframe {

// SFrameDecision is what becomes of a media section.
enum class SFrameDecision : uint8_t {
  kPlain,   // Neither side has SFrame.
  kSFrame,  // Both have: all media is sent and expected in SFrame packets.
  kStop,    // Only we want it: stop the transceiver (RejectSection).
  kRefuse,  // Only the peer wants it: answer port zero (RejectSection), or stop
            // if we offered. Never send to it: it would be in the clear.
};

// DecideSFrame decides on a section by whether we want SFrame in it and
// whether the peer's offer or answer has a=sframe in it. Whoever offers and
// whoever answers come to the same end: SFrame, or none, or no media.
SFrameDecision DecideSFrame(bool we_want, bool peer_has);

// CheckSharedPayloadTypes returns FailedPrecondition if two sections of a
// BUNDLE group, one with a=sframe and one without, share a payload type that
// is a media encoding's in either: a receiver could not tell from a packet
// whether it is SFrame. Retransmission, redundancy and error correction may
// share theirs. Rejected sections do not count.
absl::Status CheckSharedPayloadTypes(const SdpDescription& description);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_SDP_NEGOTIATION_H_
