// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/sdp_negotiation.h"

#include <bitset>
#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "sealframe/frame/rtp/sdp.h"

namespace sealframe {
namespace {

struct PayloadTypes {
  std::bitset<kNumPayloadTypes> media;
  std::bitset<kNumPayloadTypes> repair;
};

bool AreShared(const SdpDescription& description,
               const std::vector<size_t>& bundle) {
  PayloadTypes with_sframe;
  PayloadTypes without;
  for (const size_t index : bundle) {
    const SdpMediaSection& section = description.sections[index];
    if (!section.rejected) {
      PayloadTypes& side = section.has_sframe ? with_sframe : without;
      side.media |= section.media_payload_types;
      side.repair |= section.repair_payload_types;
    }
  }
  const auto shared = (with_sframe.media & (without.media | without.repair)) |
                      (with_sframe.repair & without.media);
  return shared.any();
}

}  // namespace

SFrameDecision DecideSFrame(bool we_want, bool peer_has) {
  if (we_want) {
    return peer_has ? SFrameDecision::kSFrame : SFrameDecision::kStop;
  }
  return peer_has ? SFrameDecision::kRefuse : SFrameDecision::kPlain;
}

absl::Status CheckSharedPayloadTypes(const SdpDescription& description) {
  for (const std::vector<size_t>& bundle : description.bundles) {
    if (AreShared(description, bundle)) {
      return absl::FailedPreconditionError(
          "SDP sections with and without a=sframe share a payload type in one "
          "BUNDLE group: give them different payload types");
    }
  }
  return absl::OkStatus();
}

}  // namespace sealframe
