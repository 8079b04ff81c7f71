// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The properties of sealframeenc and sealframedec, apart from `stats`.
//
// Keys are deliberately not properties: every user of the machine can read
// command lines, and pipeline graphs show properties. Keys come from files or
// through action signals.
//
// Thread-safety: plain values, guarded by the element's object lock.

#ifndef SEALFRAME_HOOKS_GSTREAMER_SETTINGS_H_
#define SEALFRAME_HOOKS_GSTREAMER_SETTINGS_H_

#include <gst/gst.h>

#include <cstdint>
#include <string>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/choices.h"

namespace sealframe::gst {

// Each field is the property of its name. Zero, an empty text and a negative
// number mean the default of the profile, or none.
struct Settings {
  std::string session;
  std::string participant;
  int64_t sender_number = -1;
  int64_t ssrc = -1;  // Random, if negative.
  std::string key_file;
  std::string passphrase_file;
  uint64_t key_index = 0;
  bool enabled = true;

  // All elements of a session have the same.
  Choice profile;
  Choice suite;
  Choice key_bits;
  std::string salt;
  bool shared_key = false;
  bool per_ssrc = false;
  bool allow_short_tags = false;
  unsigned ratchet_bits = 0;
  int ratchet_window = -1;
  bool drop_unready = true;

  // sealframeenc only:
  std::string counter_folder;
  bool allow_av1 = false;

  // sealframedec only:
  unsigned hold_max_frames = 0;
  uint64_t hold_max_bytes = 0;
  uint64_t hold_max_age = 0;  // Milliseconds.
  unsigned replay_window = 0;
  unsigned failure_tolerance = 0;
};

// The first property id that a class may use for its own properties.
inline constexpr guint kFirstOwnId = 100;

// InstallSettings adds the properties that both elements have to their base
// class.
void InstallSettings(GObjectClass* object_class);

// InstallSettingsOf adds the properties that only the element of this direction
// has to its class.
void InstallSettingsOf(sealframe_direction direction,
                       GObjectClass* object_class);

// SetSetting sets the property `id`. It returns false if there is none.
bool SetSetting(guint id, const GValue* value, Settings* settings);

// GetSetting reads the property `id`. It returns false if there is none.
bool GetSetting(guint id, const Settings& settings, GValue* value);

// MaySetLate returns whether the property `id` may be set after the element has
// joined its call.
bool MaySetLate(guint id);

// FirstDifference returns the name of a property that all elements of a session
// must have alike, but that differs between `a` and `b`, or null.
const char* FirstDifference(const Settings& a, const Settings& b);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_SETTINGS_H_
