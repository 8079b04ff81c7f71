// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Scenes (tests/faults/interleaver.h) in which one thread seals or opens a
// frame, a batch or a held frame, and another changes what that uses: keys,
// participants, handles and other streams.
//
// What must hold: each frame that was sealed opens once, on all streams
// together, unless its key was taken away first; no counter of a key is used
// twice; a frame that does not come out has an outcome that the operation
// explains, and leaves zeros.

#ifndef SEALFRAME_TESTS_FAULTS_CALL_SCENES_H_
#define SEALFRAME_TESTS_FAULTS_CALL_SCENES_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sealframe/tests/faults/interleaver.h"

namespace sealframe {

// Which of the two threads is stopped.
enum class StoppedThread { kOfFrame, kOfOperation };

struct CallScene {
  std::string name;  // Such as "seal, rotate".
  std::function<std::unique_ptr<Scene>(StoppedThread)> make;
};

// CallScenes returns the scenes of `profile`, with all operations on an end
// that seals and on one that opens.
std::vector<CallScene> CallScenes(const std::string& profile);

// NewThreadEndScene returns a scene in which a thread that has sealed and
// opened ends (`ThreadPart::kEnd`) while another changes keys and goes on.
std::unique_ptr<Scene> NewThreadEndScene(const std::string& profile);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FAULTS_CALL_SCENES_H_
