// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The registry of profiles: one row for each, with everything that depends on
// which profile it is. It is the only place that compares profile names;
// docs/adding-a-format.md shows how to add one.
//
// Code that needs one particular profile calls that profile's own factory.
//
// Thread-safety: pure functions over constant data. `NamedProfile` allocates,
// and so do the functions that return lists or text.

#ifndef SEALFRAME_FRAME_FORMATS_REGISTRY_H_
#define SEALFRAME_FRAME_FORMATS_REGISTRY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

// ProfileEntry is the registry row of one profile. Its strings are literals and
// end with a zero byte.
struct ProfileEntry {
  absl::string_view name;
  // The first profile with the same frames on the wire: the name itself, unless
  // the two differ only in parameters.
  absl::string_view wire_format;
  absl::StatusOr<Profile> (*make)(const NamedProfileOptions& options);
  absl::Span<const ProfileOption> options;

  // Keys.
  absl::Span<const KeyKind> key_kinds;  // The kinds of material it accepts.
  uint64_t max_key_index;               // The largest that a frame can name.
  unsigned counter_bits;                // Per key or, in DAVE, per generation.
  bool names_step;            // Frames name a ratchet step, not a key.
  bool allows_shared_key;     // One key may serve a whole meeting.
  bool needs_sender_numbers;  // Senders need them under a shared key.

  // Frames.
  bool seals_whole_frames;  // No byte of the media stays in the clear.
  bool takes_metadata;      // Authenticates metadata that is not in the frame.
  ClearRuleSet clear_rules;
  // Fixed bits in every frame. The more, the surer a guess by structure.
  unsigned marker_bits;
  std::optional<FrameInspection> (*inspect)(const FrameInfo& info,
                                            absl::Span<const uint8_t> frame);

  // Words for the fields of `FrameInspection`.
  absl::string_view kid_word;
  absl::string_view counter_word;
  bool frames_carry_ssrc;  // And the RTP timestamp.

  bool Has(ProfileOption option) const;
};

// Profiles returns all rows. Their order is stable: new profiles come last.
absl::Span<const ProfileEntry> Profiles();

// ProfileNames returns the names of all rows.
std::vector<absl::string_view> ProfileNames();

// FindProfile returns the row of the named profile, or null if there is none.
const ProfileEntry* FindProfile(absl::string_view name);

// UnknownProfile returns InvalidArgument, listing the known names.
absl::Status UnknownProfile(absl::string_view name);

// NamedProfile makes the named profile. It returns InvalidArgument if no
// profile has that name, listing the known ones, or if `options` are invalid.
absl::StatusOr<Profile> NamedProfile(absl::string_view name,
                                     const NamedProfileOptions& options = {});

// ProfilesWith returns the names of the profiles that have `option`, as in
// "livekit, videosdk".
std::string ProfilesWith(ProfileOption option);

// WireFormats returns one row for each wire format, the most distinctive
// structure first. The last has no fixed bits at all: it can never be ruled in
// by structure.
std::vector<const ProfileEntry*> WireFormats();

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_REGISTRY_H_
