// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The story that the demo tells of a call, and what it claims and checks at
// each step of it.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_DEMO_STORY_H_
#define SEALFRAME_TOOLS_DEMO_STORY_H_

#include "absl/status/status.h"
#include "sealframe/tools/demo/call.h"
#include "sealframe/tools/demo/claims.h"

namespace sealframe {

// TellStory plays the whole call. An error is one of the demo itself: what the
// engine did is in `claims`.
absl::Status TellStory(Call& call, Claims& claims);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_STORY_H_
