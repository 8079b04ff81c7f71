// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/choices.h"

#include <gst/gst.h>

#include "absl/strings/string_view.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"

namespace sealframe::gst {
namespace {

// Each value has a number, a description and a nick. The last one is empty.
// GStreamer takes descriptions for names, too, so none equals another's nick.
constexpr GEnumValue kProfiles[] = {{0, "SFrame (RFC 9605)", "sframe"},
                                    {1, "LiveKit", "livekit"},
                                    {2, "VideoSDK", "videosdk"},
                                    {3, "Jitsi", "jframe"},
                                    {4, "Discord", "dave"},
                                    {5, "GetStream", "getstream"},
                                    {}};

constexpr GEnumValue kSuites[] = {
    {SEALFRAME_SUITE_DEFAULT, "as AES_128_GCM_SHA256_128", "default"},
    {SEALFRAME_AES_128_CTR_HMAC_SHA256_80, "AES-128, tags of 10 bytes",
     "AES_128_CTR_HMAC_SHA256_80"},
    {SEALFRAME_AES_128_CTR_HMAC_SHA256_64, "AES-128, tags of 8 bytes",
     "AES_128_CTR_HMAC_SHA256_64"},
    {SEALFRAME_AES_128_CTR_HMAC_SHA256_32,
     "AES-128, tags of 4 bytes, for audio", "AES_128_CTR_HMAC_SHA256_32"},
    {SEALFRAME_AES_128_GCM_SHA256_128, "AES-128, tags of 16 bytes",
     "AES_128_GCM_SHA256_128"},
    {SEALFRAME_AES_256_GCM_SHA512_128, "AES-256, tags of 16 bytes",
     "AES_256_GCM_SHA512_128"},
    {SEALFRAME_AES_256_CTR_HMAC_SHA512_80, "AES-256, tags of 10 bytes",
     "AES_256_CTR_HMAC_SHA512_80"},
    {SEALFRAME_AES_256_CTR_HMAC_SHA512_64, "AES-256, tags of 8 bytes",
     "AES_256_CTR_HMAC_SHA512_64"},
    {SEALFRAME_AES_256_CTR_HMAC_SHA512_32,
     "AES-256, tags of 4 bytes, for audio", "AES_256_CTR_HMAC_SHA512_32"},
    {}};

constexpr GEnumValue kKeyBits[] = {{0, "as 128", "default"},
                                   {128, "AES-128", "128"},
                                   {256, "AES-256", "256"},
                                   {}};

}  // namespace

GType ProfileType() {
  static const GType type =
      g_enum_register_static("SealframeProfile", kProfiles);
  return type;
}

GType SuiteType() {
  static const GType type = g_enum_register_static("SealframeSuite", kSuites);
  return type;
}

GType KeyBitsType() {
  static const GType type =
      g_enum_register_static("SealframeKeyBits", kKeyBits);
  return type;
}

const char* ProfileName(Choice profile) {
  return kProfiles[profile.value].value_nick;
}

bool RecordsCounters(Choice profile) {
  const absl::string_view name = ProfileName(profile);
  return name == "sframe" || name == "dave";
}

sealframe_profile_info ProfileInfo(Choice profile) {
  auto info = Defaults<sealframe_profile_info>();
  sealframe_profile_get_info(ProfileName(profile), &info);
  return info;
}

}  // namespace sealframe::gst
