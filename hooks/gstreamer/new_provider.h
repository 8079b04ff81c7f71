// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Creates a provider and reads its first key as an element's properties ask.
//
// Thread-safety: these functions are stateless. They read and create files.

#ifndef SEALFRAME_HOOKS_GSTREAMER_NEW_PROVIDER_H_
#define SEALFRAME_HOOKS_GSTREAMER_NEW_PROVIDER_H_

#include <string>

#include "absl/status/statusor.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/gstreamer/key_text.h"
#include "sealframe/hooks/gstreamer/settings.h"

namespace sealframe::gst {

// HasKeyFile returns whether `settings` name a key or passphrase file.
bool HasKeyFile(const Settings& settings);

// ReadKeyFile reads the key from the file that `settings` name, of which there
// must be exactly one.
absl::StatusOr<KeyText> ReadKeyFile(const Settings& settings);

// CounterFolder returns the folder in which a sender with `settings` records
// the counters that its key has used, or "" if it keeps no record: without a
// key file, and in profiles whose counters begin at random.
std::string CounterFolder(const Settings& settings);

// NewProvider creates a provider without keys. It also creates `counter_folder`
// unless it exists or is "".
absl::StatusOr<UniquePtr<sealframe_provider>> NewProvider(
    const Settings& settings, const std::string& counter_folder);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_NEW_PROVIDER_H_
