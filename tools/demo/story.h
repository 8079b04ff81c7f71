// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The script of the demo: the events of a call and the claims checked at each.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_DEMO_STORY_H_
#define SEALFRAME_TOOLS_DEMO_STORY_H_

#include "absl/status/status.h"
#include "sealframe/tools/demo/call.h"
#include "sealframe/tools/demo/claims.h"

namespace sealframe {

// TellStory runs the whole call and records its outcome in `claims`.
// An error means that the demo itself failed.
absl::Status TellStory(Call& call, Claims& claims);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_STORY_H_
