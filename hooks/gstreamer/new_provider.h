// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// From an element's properties to a provider and the key it begins with.
//
// Thread-safety: these are functions without state. They read and make files.

#ifndef SEALFRAME_HOOKS_GSTREAMER_NEW_PROVIDER_H_
#define SEALFRAME_HOOKS_GSTREAMER_NEW_PROVIDER_H_

#include <string>

#include "absl/status/statusor.h"
#include "sealframe/hooks/gstreamer/handles.h"
#include "sealframe/hooks/gstreamer/key_text.h"
#include "sealframe/hooks/gstreamer/settings.h"

namespace sealframe::gst {

// HasKeyFile returns whether `settings` name a file with a key.
bool HasKeyFile(const Settings& settings);

// ReadKeyFile reads the key from the file that `settings` name.
absl::StatusOr<KeyText> ReadKeyFile(const Settings& settings);

// CounterFolder returns where the counters are written down that the key of a
// sender with `settings` has used. Empty: nowhere.
std::string CounterFolder(const Settings& settings);

// NewProvider makes a provider without keys, and `counter_folder` if that is
// missing and not empty.
absl::StatusOr<ProviderPtr> NewProvider(const Settings& settings,
                                        const std::string& counter_folder);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_NEW_PROVIDER_H_
