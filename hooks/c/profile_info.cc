// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The names and properties of profiles.

#include <cstddef>

#include "sealframe/frame/formats/registry.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

sealframe_profile_info PropertiesOf(const ProfileEntry& profile) {
  sealframe_profile_info info = {
      .max_key_index = profile.max_key_index,
      .seals_whole_frames = profile.seals_whole_frames ? 1u : 0u,
      .takes_metadata = profile.takes_metadata ? 1u : 0u,
      .allows_shared_key = profile.allows_shared_key ? 1u : 0u,
      .needs_sender_numbers = profile.needs_sender_numbers ? 1u : 0u};
  for (const KeyKind kind : profile.key_kinds) {
    info.key_kinds |= 1u << ToC(kind);
  }
  return info;
}

}  // namespace
}  // namespace sealframe

const char* sealframe_profile_name(size_t index) {
  const auto profiles = sealframe::Profiles();
  return index < profiles.size() ? profiles[index].name.data() : nullptr;
}

sealframe_status sealframe_profile_get_info(const char* profile,
                                            sealframe_profile_info* info) {
  if (!sealframe::ClearStruct(info) || profile == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  const sealframe::ProfileEntry* const entry = sealframe::FindProfile(profile);
  if (entry == nullptr) {
    return SEALFRAME_NOT_FOUND;
  }
  sealframe::WriteStruct(sealframe::PropertiesOf(*entry), info);
  return SEALFRAME_OK;
}
