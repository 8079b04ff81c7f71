// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/settings.h"

#include <gst/gst.h>

#include <cstdint>
#include <limits>
#include <string>

namespace sealframe::gst {
namespace {

enum Id : guint {
  kSession = 1,
  kProfile,
  kSuite,
  kParticipant,
  kSharedKey,
  kSenderNumber,
  kRatchetBits,
  kRatchetWindow,
  kKeyIndex,
  kKeyFile,
  kPassphraseFile,
  kCounterFolder,
  kEnabled,
  kDropUnready,
  kAllowShortTags,
};

// TextSetting describes a string property.
struct TextSetting {
  Id id;
  std::string Settings::*field;
  const char* name;
  const char* nick;
  const char* blurb;
};

constexpr TextSetting kTexts[] = {
    {kSession, &Settings::session, "session", "Session",
     "Elements of this process with the same session share keys and counters. "
     "Required if several streams of a participant are sealed with the same "
     "key. Empty: the element has its own session"},
    {kProfile, &Settings::profile, "profile", "Profile",
     "Name of the frame format and key derivation"},
    {kSuite, &Settings::suite, "suite", "Cipher suite",
     "Cipher suite of the profile sframe, by its IANA name. Empty: "
     "AES_128_GCM_SHA256_128"},
    {kParticipant, &Settings::participant, "participant", "Participant",
     "The application's identifier of the sender of the stream"},
    {kKeyFile, &Settings::key_file, "key-file", "Key file",
     "File with the key material in hex, from which the profile derives keys; "
     "in getstream, the cipher's key itself"},
    {kPassphraseFile, &Settings::passphrase_file, "passphrase-file",
     "Passphrase file",
     "File with a passphrase, from which the profile derives keys. A final "
     "line break is ignored"},
};

constexpr TextSetting kCounterFolderText = {
    kCounterFolder, &Settings::counter_folder, "counter-folder",
    "Counter folder",
    "Folder that records the counters that a key has used, so that none "
    "repeats when the key is used again after a restart. Created if missing, "
    "locked while in use. Empty: the key or passphrase file's name with "
    ".counters appended, or no record for keys added by signal, which must "
    "never be given to a second process"};

GParamFlags Flags(bool any_time) {
  return static_cast<GParamFlags>(
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
      (any_time ? GST_PARAM_MUTABLE_PLAYING : GST_PARAM_MUTABLE_READY));
}

void InstallText(GObjectClass* object_class, const TextSetting& text) {
  const Settings defaults;
  g_object_class_install_property(
      object_class, text.id,
      g_param_spec_string(text.name, text.nick, text.blurb,
                          (defaults.*text.field).c_str(), Flags(false)));
}

void InstallFlags(GObjectClass* object_class) {
  g_object_class_install_property(
      object_class, kSharedKey,
      g_param_spec_boolean("shared-key", "Shared key",
                           "Use one key for all participants instead of one "
                           "key per participant",
                           FALSE, Flags(false)));
  g_object_class_install_property(
      object_class, kAllowShortTags,
      g_param_spec_boolean("allow-short-tags", "Allow short tags",
                           "Seal video also in the suites of the profile "
                           "sframe with tags of 4 bytes, which are for audio",
                           FALSE, Flags(false)));
  g_object_class_install_property(
      object_class, kEnabled,
      g_param_spec_boolean(
          "enabled", "Enabled",
          "Encrypt or decrypt frames. Switching this off after it was on lets "
          "frames pass in the clear",
          TRUE, Flags(true)));
  g_object_class_install_property(
      object_class, kDropUnready,
      g_param_spec_boolean("drop-unready", "Drop unready",
                           "Drop frames until encryption is first switched on, "
                           "instead of passing them in the clear. While "
                           "encryption is on, frames without a key are always "
                           "dropped",
                           TRUE, Flags(false)));
}

void InstallNumbers(GObjectClass* object_class) {
  g_object_class_install_property(
      object_class, kSenderNumber,
      g_param_spec_int64("sender-number", "Sender number",
                         "Unique number of the participant, required with a "
                         "shared key in the profile sframe. -1: none",
                         -1, std::numeric_limits<gint64>::max(), -1,
                         Flags(false)));
  g_object_class_install_property(
      object_class, kRatchetBits,
      g_param_spec_uint("ratchet-bits", "Ratchet bits",
                        "Number of KID bits that hold the ratchet step in the "
                        "profile sframe. 0: keys do not ratchet",
                        0, 63, 0, Flags(false)));
  g_object_class_install_property(
      object_class, kRatchetWindow,
      g_param_spec_int("ratchet-window", "Ratchet window",
                       "Ratchet steps that a receiver follows unannounced "
                       "(profiles livekit and videosdk). -1: the profile's "
                       "default",
                       -1, 16, -1, Flags(false)));
  g_object_class_install_property(
      object_class, kKeyIndex,
      g_param_spec_uint64("key-index", "Key index",
                          "Key index of the key in the file: part of the KID "
                          "in the profile sframe, the ring index in livekit, "
                          "videosdk, jframe and getstream, the application's "
                          "number of an epoch in dave",
                          0, std::numeric_limits<guint64>::max(), 0,
                          Flags(false)));
}

const TextSetting* FindText(guint id) {
  if (id == kCounterFolder) return &kCounterFolderText;
  for (const TextSetting& text : kTexts) {
    if (text.id == id) return &text;
  }
  return nullptr;
}

}  // namespace

void InstallSettings(GObjectClass* object_class) {
  for (const TextSetting& text : kTexts) InstallText(object_class, text);
  InstallFlags(object_class);
  InstallNumbers(object_class);
}

void InstallCounterFolder(GObjectClass* object_class) {
  InstallText(object_class, kCounterFolderText);
}

bool SetSetting(guint id, const GValue* value, Settings* settings) {
  if (const TextSetting* text = FindText(id)) {
    const gchar* chars = g_value_get_string(value);
    settings->*text->field = chars == nullptr ? "" : chars;
    return true;
  }
  switch (id) {
    case kSharedKey:
      settings->shared_key = g_value_get_boolean(value) != FALSE;
      return true;
    case kAllowShortTags:
      settings->allow_short_tags = g_value_get_boolean(value) != FALSE;
      return true;
    case kEnabled:
      settings->enabled = g_value_get_boolean(value) != FALSE;
      return true;
    case kDropUnready:
      settings->drop_unready = g_value_get_boolean(value) != FALSE;
      return true;
    case kSenderNumber:
      settings->sender_number = g_value_get_int64(value);
      return true;
    case kRatchetBits:
      settings->ratchet_bits = g_value_get_uint(value);
      return true;
    case kRatchetWindow:
      settings->ratchet_window = g_value_get_int(value);
      return true;
    case kKeyIndex:
      settings->key_index = g_value_get_uint64(value);
      return true;
    default:
      return false;
  }
}

bool GetSetting(guint id, const Settings& settings, GValue* value) {
  if (const TextSetting* text = FindText(id)) {
    g_value_set_string(value, (settings.*text->field).c_str());
    return true;
  }
  switch (id) {
    case kSharedKey:
      g_value_set_boolean(value, settings.shared_key);
      return true;
    case kAllowShortTags:
      g_value_set_boolean(value, settings.allow_short_tags);
      return true;
    case kEnabled:
      g_value_set_boolean(value, settings.enabled);
      return true;
    case kDropUnready:
      g_value_set_boolean(value, settings.drop_unready);
      return true;
    case kSenderNumber:
      g_value_set_int64(value, settings.sender_number);
      return true;
    case kRatchetBits:
      g_value_set_uint(value, settings.ratchet_bits);
      return true;
    case kRatchetWindow:
      g_value_set_int(value, settings.ratchet_window);
      return true;
    case kKeyIndex:
      g_value_set_uint64(value, settings.key_index);
      return true;
    default:
      return false;
  }
}

bool MaySetLate(guint id) { return id == kEnabled; }

}  // namespace sealframe::gst
