// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/new_provider.h"

#include <glib.h>
#include <glib/gstdio.h>

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/gstreamer/choices.h"
#include "sealframe/hooks/gstreamer/key_text.h"
#include "sealframe/hooks/gstreamer/settings.h"
#include "sealframe/hooks/gstreamer/to_status.h"

namespace sealframe::gst {
namespace {

sealframe_provider_options OptionsOf(const Settings& settings) {
  auto options = Defaults<sealframe_provider_options>();
  options.profile = ProfileName(settings.profile);
  if (settings.shared_key) options.key_mode = SEALFRAME_KEY_SHARED;
  options.suite = static_cast<sealframe_suite>(settings.suite.value);
  options.ratchet_bits = settings.ratchet_bits;
  options.per_ssrc = settings.per_ssrc ? 1 : 0;
  options.allow_short_tags = settings.allow_short_tags ? 1 : 0;
  options.replay_window = settings.replay_window;
  options.key_bits = static_cast<uint32_t>(settings.key_bits.value);
  if (settings.ratchet_window >= 0) {
    options.ratchet_window = static_cast<uint32_t>(settings.ratchet_window);
    options.has_ratchet_window = 1;
  }
  if (!settings.salt.empty()) {
    options.salt = reinterpret_cast<const uint8_t*>(settings.salt.data());
    options.salt_size = settings.salt.size();
  }
  options.allow_av1 = settings.allow_av1 ? 1 : 0;
  options.failure_tolerance = settings.failure_tolerance;
  return options;
}

// Explain adds the likely remedy to an error of a counter folder.
absl::Status Explain(const absl::Status& status) {
  return absl::UnavailableError(
      absl::StrCat(status.message(),
                   ". Give elements that seal with one key the same session"));
}

}  // namespace

bool HasKeyFile(const Settings& settings) {
  return !settings.key_file.empty() || !settings.passphrase_file.empty();
}

absl::StatusOr<KeyText> ReadKeyFile(const Settings& settings) {
  if (!settings.key_file.empty() && !settings.passphrase_file.empty()) {
    return absl::InvalidArgumentError(
        "key-file and passphrase-file are both set: set only one");
  }
  if (!settings.key_file.empty()) return KeyText::ReadHex(settings.key_file);
  const uint32_t kinds = ProfileInfo(settings.profile).key_kinds;
  if ((kinds & 1u << SEALFRAME_KEY_PASSPHRASE) == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("the profile ", ProfileName(settings.profile),
                     " takes no passphrase: set key-file"));
  }
  return KeyText::ReadPassphrase(settings.passphrase_file);
}

std::string CounterFolder(const Settings& settings) {
  if (!RecordsCounters(settings.profile)) return "";
  if (!settings.counter_folder.empty()) return settings.counter_folder;
  if (!settings.key_file.empty()) return settings.key_file + ".counters";
  if (settings.passphrase_file.empty()) return "";
  return settings.passphrase_file + ".counters";
}

absl::StatusOr<UniquePtr<sealframe_provider>> NewProvider(
    const Settings& settings, const std::string& counter_folder) {
  sealframe_provider_options options = OptionsOf(settings);
  if (!counter_folder.empty()) {
    options.counter_reservations_folder = counter_folder.c_str();
    if (g_mkdir_with_parents(counter_folder.c_str(), 0700) != 0) {
      return absl::UnavailableError(
          absl::StrCat("cannot create the counter folder ", counter_folder));
    }
  }
  UniquePtr<sealframe_provider> provider;
  auto error = Defaults<sealframe_error>();
  const sealframe_status status =
      sealframe_provider_create(&options, Out(&provider), &error);
  if (status == SEALFRAME_OK) return provider;
  return status == SEALFRAME_UNAVAILABLE ? Explain(ToStatus(status, error))
                                         : ToStatus(status, error);
}

}  // namespace sealframe::gst
