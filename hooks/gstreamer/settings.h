// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The properties that sealframeenc and sealframedec share.
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

namespace sealframe::gst {

struct Settings {
  std::string session;
  std::string profile = "sframe";
  std::string suite;
  std::string participant;
  bool shared_key = false;
  bool allow_short_tags = false;
  int64_t sender_number = -1;  // Negative for none.
  unsigned ratchet_bits = 0;
  int ratchet_window = -1;  // The profile's default, if negative.
  uint64_t key_index = 0;
  std::string key_file;
  std::string passphrase_file;
  std::string counter_folder;
  bool enabled = true;
  bool drop_unready = true;
};

// The first property id that a class may use for its own properties.
inline constexpr guint kFirstOwnId = 100;

// InstallSettings adds these properties, except `counter-folder`, to a class.
void InstallSettings(GObjectClass* object_class);

// InstallCounterFolder adds `counter-folder`, which only senders have.
void InstallCounterFolder(GObjectClass* object_class);

// SetSetting sets the property `id`. It returns false if there is none.
bool SetSetting(guint id, const GValue* value, Settings* settings);

// GetSetting reads the property `id`. It returns false if there is none.
bool GetSetting(guint id, const Settings& settings, GValue* value);

// MaySetLate returns whether the property `id` may be set after the element has
// joined its call.
bool MaySetLate(guint id);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_SETTINGS_H_
