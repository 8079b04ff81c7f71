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
#include "sealframe/frame/rtp/sdp_lines.h"
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

// PartsOf returns the lines of each section, without their ends, behind those
// of the session.
std::vector<std::vector<std::string>> PartsOf(const std::string& sdp) {
  std::vector<std::vector<std::string>> parts(1);
  const auto lines = SplitSdpLines(sdp);
  Check(lines.ok());
  for (const SdpLine& line : *lines) {
    if (line.StartsSection()) {
      parts.emplace_back();
    }
    parts.back().emplace_back(line.text);
  }
  return parts;
}

// RemoveEdited removes the lines that an edit of `section` may change: bundles,
// and of the section its first line and the attributes of the edits.
void RemoveEdited(size_t section,
                  std::vector<std::vector<std::string>>* parts) {
  std::vector<std::string>& session = parts->front();
  session.erase(std::remove_if(session.begin(), session.end(),
                               [](const std::string& line) {
                                 return absl::StartsWith(line,
                                                         "a=group:BUNDLE");
                               }),
                session.end());
  std::vector<std::string>& edited = (*parts)[section + 1];
  edited.erase(edited.begin());
  for (const char* attribute : {"a=sframe", "a=bundle-only"}) {
    edited.erase(std::remove(edited.begin(), edited.end(), attribute),
                 edited.end());
  }
}

// CheckUntouched checks that an edit of `section` changed no other line.
void CheckUntouched(const std::string& before, const std::string& after,
                    size_t section) {
  auto old_parts = PartsOf(before);
  auto new_parts = PartsOf(after);
  Check(old_parts.size() == new_parts.size());
  RemoveEdited(section, &old_parts);
  RemoveEdited(section, &new_parts);
  Check(old_parts == new_parts);
}

// BundlesWithout returns the bundles without `section`, and no empty ones.
std::vector<std::vector<size_t>> BundlesWithout(
    const SdpDescription& description, size_t section) {
  std::vector<std::vector<size_t>> bundles;
  for (std::vector<size_t> bundle : description.bundles) {
    bundle.erase(std::remove(bundle.begin(), bundle.end(), section),
                 bundle.end());
    if (!bundle.empty()) {
      bundles.push_back(bundle);
    }
  }
  return bundles;
}

void CheckAddAndRemove(const std::string& sdp, const SdpMediaSection& before,
                       size_t section) {
  const auto removed = RemoveSFrame(sdp, section);
  Check(!Parse(removed).sections[section].has_sframe);
  CheckUntouched(sdp, *removed, section);
  const auto added = AddSFrame(*removed, section);
  if (!before.is_rtp || before.rejected) {
    Check(added.status().code() == absl::StatusCode::kFailedPrecondition);
    return;
  }
  Check(Parse(added).sections[section].has_sframe);
  CheckUntouched(sdp, *added, section);
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
  CheckUntouched(sdp, *rejected, section);
  Check(BundlesWithout(description, section) ==
        BundlesWithout(Parse(sdp), section));
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
