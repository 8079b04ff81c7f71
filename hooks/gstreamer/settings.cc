// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/settings.h"

#include <gst/gst.h>

#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <variant>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/choices.h"

namespace sealframe::gst {
namespace {

using Field =
    std::variant<bool Settings::*, std::string Settings::*,
                 unsigned Settings::*, int Settings::*, int64_t Settings::*,
                 uint64_t Settings::*, Choice Settings::*>;

enum Trait : unsigned {
  kNone = 0,
  kOfSession = 1,     // All elements of a session have the same.
  kSenderOnly = 2,    // Only sealframeenc has it,
  kReceiverOnly = 4,  // or only sealframedec.
  kLate = 8,          // It may be set at any time.
};

// Property describes a property. Its id is its place in the table, from 1.
struct Property {
  const char* name;
  Field field;
  unsigned traits;
  const char* blurb;
  // The range of a number.
  int64_t min = 0;
  uint64_t max = 0;
  // The type of a choice.
  GType (*type)() = nullptr;
};

constexpr uint64_t kMaxInt64 = std::numeric_limits<int64_t>::max();
constexpr uint64_t kMaxUint32 = std::numeric_limits<uint32_t>::max();
constexpr uint64_t kMaxUint64 = std::numeric_limits<uint64_t>::max();

constexpr Property kProperties[] = {
    {"session", &Settings::session, kNone,
     "Elements of this process with the same session share keys and counters. "
     "Required if several streams of a participant are sealed with the same "
     "key. Empty: the element has its own session"},
    {"participant", &Settings::participant, kNone,
     "The application's identifier of the sender of the stream"},
    {"sender-number", &Settings::sender_number, kNone,
     "Unique number of the participant, required with a shared key in the "
     "profile sframe. -1: none",
     -1, kMaxInt64},
    {"ssrc", &Settings::ssrc, kNone,
     "SSRC of the stream, required at both ends with per-ssrc. -1: random", -1,
     kMaxUint32},
    {"key-file", &Settings::key_file, kNone,
     "File with the key material in hex, from which the profile derives keys; "
     "in getstream, the cipher's key itself"},
    {"passphrase-file", &Settings::passphrase_file, kNone,
     "File with a passphrase, from which the profile derives keys. A final "
     "line break is ignored"},
    {"key-index", &Settings::key_index, kNone,
     "Key index of the key in the file: part of the KID in the profile sframe, "
     "the ring index in livekit, videosdk, jframe and getstream, the "
     "application's number of an epoch in dave",
     0, kMaxUint64},
    {"enabled", &Settings::enabled, kLate,
     "Encrypt or decrypt frames. Switching this off after it was on lets "
     "frames pass in the clear"},
    {"profile", &Settings::profile, kOfSession,
     "The frame format and key derivation", 0, 0, ProfileType},
    {"suite", &Settings::suite, kOfSession,
     "Cipher suite of the profile sframe", 0, 0, SuiteType},
    {"key-bits", &Settings::key_bits, kOfSession,
     "Key size of the profiles livekit and videosdk", 0, 0, KeyBitsType},
    {"salt", &Settings::salt, kOfSession,
     "Text that enters the derivation of keys in the profiles livekit and "
     "videosdk. Empty: the profile's own"},
    {"shared-key", &Settings::shared_key, kOfSession,
     "Use one key for all participants instead of one key per participant"},
    {"per-ssrc", &Settings::per_ssrc, kOfSession,
     "Derive keys for each SSRC in the profile sframe"},
    {"allow-short-tags", &Settings::allow_short_tags, kOfSession,
     "Seal video also in the suites of the profile sframe with tags of 4 "
     "bytes, which are for audio"},
    {"ratchet-bits", &Settings::ratchet_bits, kOfSession,
     "Number of KID bits that hold the ratchet step in the profile sframe. 0: "
     "keys do not ratchet",
     0, 63},
    {"ratchet-window", &Settings::ratchet_window, kOfSession,
     "Ratchet steps that a receiver follows unannounced (profiles livekit and "
     "videosdk). -1: the profile's default",
     -1, 16},
    {"drop-unready", &Settings::drop_unready, kOfSession,
     "Drop frames until encryption is first switched on, instead of passing "
     "them in the clear. While encryption is on, frames without a key are "
     "always dropped"},
    {"counter-folder", &Settings::counter_folder, kSenderOnly,
     "Folder that records the counters that a key has used, so that none "
     "repeats when the key is used again after a restart. Created if missing, "
     "locked while in use. Used in the profiles sframe and dave only. Empty: "
     "the key or passphrase file's name with .counters appended, or no record "
     "for keys added by signal, which must never be given to a second process"},
    {"allow-av1", &Settings::allow_av1, kOfSession,
     "Carry AV1 in the profiles livekit and videosdk, whose own clients refuse "
     "it"},
    {"hold-max-frames", &Settings::hold_max_frames, kReceiverOnly,
     "Number of frames that wait for a late key. They come out, in order, with "
     "the first frame after the key. 0: such frames are dropped",
     0, 16384},
    {"hold-max-bytes", &Settings::hold_max_bytes, kReceiverOnly,
     "Size of the frames that wait, in bytes. 0: 1 MiB", 0, 256 << 20},
    {"hold-max-age", &Settings::hold_max_age, kReceiverOnly,
     "Longest wait of a frame, in milliseconds. 0: 2 seconds", 0, kMaxUint32},
    {"replay-window", &Settings::replay_window, kReceiverOnly | kOfSession,
     "Number of a sender's frames by which one may be late (profiles sframe "
     "and dave), at least 64. 0: 4000",
     0, 65536},
    {"failure-tolerance", &Settings::failure_tolerance,
     kReceiverOnly | kOfSession,
     "Number of consecutive frames that may fail before a key is given up "
     "(profiles livekit and videosdk). Injected frames can then end a call. 0: "
     "no limit",
     0, kMaxUint32},
};

// --- Values of each type ---

void Take(const GValue* value, bool* field) {
  *field = g_value_get_boolean(value) != FALSE;
}
void Take(const GValue* value, std::string* field) {
  const gchar* text = g_value_get_string(value);
  *field = text == nullptr ? "" : text;
}
void Take(const GValue* value, unsigned* field) {
  *field = g_value_get_uint(value);
}
void Take(const GValue* value, int* field) { *field = g_value_get_int(value); }
void Take(const GValue* value, int64_t* field) {
  *field = g_value_get_int64(value);
}
void Take(const GValue* value, uint64_t* field) {
  *field = g_value_get_uint64(value);
}
void Take(const GValue* value, Choice* field) {
  field->value = g_value_get_enum(value);
}

void Give(bool field, GValue* value) { g_value_set_boolean(value, field); }
void Give(const std::string& field, GValue* value) {
  g_value_set_string(value, field.c_str());
}
void Give(unsigned field, GValue* value) { g_value_set_uint(value, field); }
void Give(int field, GValue* value) { g_value_set_int(value, field); }
void Give(int64_t field, GValue* value) { g_value_set_int64(value, field); }
void Give(uint64_t field, GValue* value) { g_value_set_uint64(value, field); }
void Give(Choice field, GValue* value) { g_value_set_enum(value, field.value); }

GParamSpec* Spec(const Property& p, bool preset, GParamFlags flags) {
  return g_param_spec_boolean(p.name, p.name, p.blurb, preset, flags);
}
GParamSpec* Spec(const Property& p, const std::string& preset,
                 GParamFlags flags) {
  return g_param_spec_string(p.name, p.name, p.blurb, preset.c_str(), flags);
}
GParamSpec* Spec(const Property& p, unsigned preset, GParamFlags flags) {
  return g_param_spec_uint(p.name, p.name, p.blurb, static_cast<guint>(p.min),
                           static_cast<guint>(p.max), preset, flags);
}
GParamSpec* Spec(const Property& p, int preset, GParamFlags flags) {
  return g_param_spec_int(p.name, p.name, p.blurb, static_cast<gint>(p.min),
                          static_cast<gint>(p.max), preset, flags);
}
GParamSpec* Spec(const Property& p, int64_t preset, GParamFlags flags) {
  return g_param_spec_int64(p.name, p.name, p.blurb, p.min,
                            static_cast<gint64>(p.max), preset, flags);
}
GParamSpec* Spec(const Property& p, uint64_t preset, GParamFlags flags) {
  return g_param_spec_uint64(p.name, p.name, p.blurb, 0, p.max, preset, flags);
}
GParamSpec* Spec(const Property& p, Choice preset, GParamFlags flags) {
  return g_param_spec_enum(p.name, p.name, p.blurb, p.type(), preset.value,
                           flags);
}

// --- Table ---

// Find returns the property `id`, or null.
const Property* Find(guint id) {
  return id == 0 || id > std::size(kProperties) ? nullptr
                                                : &kProperties[id - 1];
}

// Install adds the properties with this place among the elements: kNone (both),
// kSenderOnly or kReceiverOnly.
void Install(unsigned place, GObjectClass* object_class) {
  const Settings defaults;
  for (guint id = 1; const Property* property = Find(id); ++id) {
    if ((property->traits & (kSenderOnly | kReceiverOnly)) != place) continue;
    const auto flags = static_cast<GParamFlags>(
        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
        (MaySetLate(id) ? GST_PARAM_MUTABLE_PLAYING : GST_PARAM_MUTABLE_READY));
    GParamSpec* const spec = std::visit(
        [&](auto field) { return Spec(*property, defaults.*field, flags); },
        property->field);
    g_object_class_install_property(object_class, id, spec);
  }
}

}  // namespace

void InstallSettings(GObjectClass* object_class) {
  Install(kNone, object_class);
}

void InstallSettingsOf(sealframe_direction direction,
                       GObjectClass* object_class) {
  Install(direction == SEALFRAME_SEND ? kSenderOnly : kReceiverOnly,
          object_class);
}

bool SetSetting(guint id, const GValue* value, Settings* settings) {
  const Property* const property = Find(id);
  if (property == nullptr) return false;
  std::visit([&](auto field) { Take(value, &(settings->*field)); },
             property->field);
  return true;
}

bool GetSetting(guint id, const Settings& settings, GValue* value) {
  const Property* const property = Find(id);
  if (property == nullptr) return false;
  std::visit([&](auto field) { Give(settings.*field, value); },
             property->field);
  return true;
}

bool MaySetLate(guint id) {
  const Property* const property = Find(id);
  return property != nullptr && (property->traits & kLate) != 0;
}

const char* FirstDifference(const Settings& a, const Settings& b) {
  for (const Property& property : kProperties) {
    const bool is_like = std::visit(
        [&](auto field) { return a.*field == b.*field; }, property.field);
    if ((property.traits & kOfSession) != 0 && !is_like) return property.name;
  }
  return nullptr;
}

}  // namespace sealframe::gst
