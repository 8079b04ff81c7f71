// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The properties that sealframeenc and sealframedec share.
//
// There is none for a key itself: command lines are seen by everybody on the
// machine, and properties are drawn into pipeline graphs. Keys come from files
// or by action signals.
//
// Thread-safety: plain values; the element's lock guards them.

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
  int64_t sender_number = -1;  // None, if negative.
  unsigned ratchet_bits = 0;
  unsigned ratchet_window = 0;
  uint64_t key_index = 0;
  std::string key_file;
  std::string passphrase_file;
  std::string counter_folder;
  bool enabled = true;
  bool drop_unready = true;
};

// Where the ids of a class's own properties begin.
inline constexpr guint kFirstOwnId = 100;

// InstallSettings gives a class of elements these properties, but for
// `counter-folder`.
void InstallSettings(GObjectClass* object_class);

// InstallCounterFolder gives it that one, which only senders have.
void InstallCounterFolder(GObjectClass* object_class);

// SetSetting sets the property `id`. It returns false if that is none of these.
bool SetSetting(guint id, const GValue* value, Settings* settings);

// GetSetting reads the property `id`. It returns false if that is none of
// these.
bool GetSetting(guint id, const Settings& settings, GValue* value);

// MaySetLate returns whether the property `id` may be set once there are keys.
bool MaySetLate(guint id);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_SETTINGS_H_
