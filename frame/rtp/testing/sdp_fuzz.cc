// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/testing/sdp_fuzz.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/rtp/sdp.h"
#include "sealframe/frame/rtp/sdp_edit.h"
#include "sealframe/frame/rtp/sdp_negotiation.h"

namespace sealframe {
namespace {

void Check(bool claim) {
  if (!claim) {
    std::abort();
  }
}

SdpDescription Parse(const absl::StatusOr<std::string>& sdp) {
  Check(sdp.ok());
  const auto description = ParseSdp(*sdp);
  Check(description.ok());
  return *description;
}

void CheckAddAndRemove(const std::string& sdp, const SdpMediaSection& before,
                       size_t section) {
  const auto removed = RemoveSFrame(sdp, section);
  Check(!Parse(removed).sections[section].has_sframe);
  const auto added = AddSFrame(*removed, section);
  if (!before.is_rtp || before.rejected) {
    Check(added.status().code() == absl::StatusCode::kFailedPrecondition);
    return;
  }
  Check(Parse(added).sections[section].has_sframe);
  Check(*AddSFrame(*added, section) == *added);
  Check(*RemoveSFrame(*added, section) == *removed);
  if (!before.has_sframe) {
    Check(absl::StartsWith(*removed, sdp));
  }
}

void CheckReject(const std::string& sdp, size_t section) {
  const auto rejected = RejectSection(sdp, section);
  const SdpDescription description = Parse(rejected);
  Check(description.sections[section].rejected);
  for (const std::vector<size_t>& bundle : description.bundles) {
    Check(std::find(bundle.begin(), bundle.end(), section) == bundle.end());
  }
  Check(*RejectSection(*rejected, section) == *rejected);
}

}  // namespace

void FuzzSdp(absl::Span<const uint8_t> data) {
  const std::string sdp(data.begin(), data.end());
  const auto description = ParseSdp(sdp);
  if (!description.ok()) {
    Check(description.status().code() == absl::StatusCode::kInvalidArgument);
    return;
  }
  CheckSharedPayloadTypes(*description).IgnoreError();
  const size_t num_sections = description->sections.size();
  Check(RejectSection(sdp, num_sections).status().code() ==
        absl::StatusCode::kOutOfRange);
  if (num_sections == 0) {
    return;
  }
  for (const size_t section : {size_t{0}, num_sections - 1}) {
    CheckAddAndRemove(sdp, description->sections[section], section);
    CheckReject(sdp, section);
  }
}

}  // namespace sealframe
