// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The enums among the properties. gst-inspect-1.0 lists their values by nick:
// the names that the C interface has for profiles and suites.
//
// Thread-safety: any thread may call these. The types are registered once.

#ifndef SEALFRAME_HOOKS_GSTREAMER_CHOICES_H_
#define SEALFRAME_HOOKS_GSTREAMER_CHOICES_H_

#include <gst/gst.h>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {

// Choice is the number of a value of an enum. Zero is every enum's default.
struct Choice {
  int value = 0;
  bool operator==(const Choice&) const = default;
};

// ProfileType is the enum of the profiles. The default is sframe.
GType ProfileType();

// SuiteType is the enum of the suites, by their IANA numbers, and "default".
GType SuiteType();

// KeyBitsType is the enum of the key sizes in bits, and "default".
GType KeyBitsType();

// ProfileName returns the name of a value of `ProfileType`.
const char* ProfileName(Choice profile);

// RecordsCounters returns whether the counters of a value of `ProfileType`
// begin at zero, so that they must be recorded before a restart.
bool RecordsCounters(Choice profile);

// ProfileInfo returns the properties of a value of `ProfileType`.
sealframe_profile_info ProfileInfo(Choice profile);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_CHOICES_H_
