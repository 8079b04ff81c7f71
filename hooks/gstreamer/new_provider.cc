// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/new_provider.h"

#include <glib.h>
#include <glib/gstdio.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/key_text.h"
#include "sealframe/hooks/gstreamer/settings.h"
#include "sealframe/hooks/gstreamer/to_status.h"

namespace sealframe::gst {

bool HasKeyFile(const Settings& settings) {
  return !settings.key_file.empty() || !settings.passphrase_file.empty();
}

absl::StatusOr<KeyText> ReadKeyFile(const Settings& settings) {
  if (!settings.key_file.empty() && !settings.passphrase_file.empty()) {
    return absl::InvalidArgumentError(
        "key-file and passphrase-file are both set: set only one");
  }
  if (!settings.key_file.empty()) return KeyText::ReadHex(settings.key_file);
  return KeyText::ReadPassphrase(settings.passphrase_file);
}

std::string CounterFolder(const Settings& settings) {
  if (!settings.counter_folder.empty()) return settings.counter_folder;
  if (!settings.key_file.empty()) return settings.key_file + ".counters";
  if (settings.passphrase_file.empty()) return "";
  return settings.passphrase_file + ".counters";
}

absl::StatusOr<UniquePtr<sealframe_provider>> NewProvider(
    const Settings& settings, const std::string& counter_folder) {
  sealframe_provider_options options;
  SEALFRAME_INIT(&options);
  options.profile = settings.profile.c_str();
  options.ratchet_bits = settings.ratchet_bits;
  options.allow_short_tags = settings.allow_short_tags ? 1 : 0;
  if (settings.ratchet_window >= 0) {
    options.ratchet_window = static_cast<uint32_t>(settings.ratchet_window);
    options.has_ratchet_window = 1;
  }
  if (settings.shared_key) options.key_mode = SEALFRAME_KEY_SHARED;
  if (!settings.suite.empty() &&
      sealframe_suite_from_name(settings.suite.c_str(), &options.suite) !=
          SEALFRAME_OK) {
    return absl::InvalidArgumentError(
        absl::StrCat("unknown suite ", settings.suite,
                     ": use a name from IANA's registry of SFrame cipher "
                     "suites, such as AES_128_GCM_SHA256_128"));
  }
  if (!counter_folder.empty()) {
    options.counter_reservations_folder = counter_folder.c_str();
    if (g_mkdir_with_parents(counter_folder.c_str(), 0700) != 0) {
      return absl::UnavailableError(
          absl::StrCat("cannot create the counter folder ", counter_folder));
    }
  }
  UniquePtr<sealframe_provider> provider;
  auto error = Defaults<sealframe_error>();
  const absl::Status status = ToStatus(
      sealframe_provider_create(&options, Out(&provider), &error), error);
  if (!status.ok()) return status;
  return provider;
}

}  // namespace sealframe::gst
