// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Stops a thread at each instruction of a frame, and at many of an operation,
// while another thread runs:
//
//     interleavings [PROFILE [RUNS [SCENE]]]
//
// RUNS is the most instructions of one scene at which the thread is stopped.
// SCENE is a part of the names of the scenes to take, such as "held". It exits
// with 1 if anything went wrong.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "sealframe/tests/faults/call_scenes.h"
#include "sealframe/tests/faults/interleaver.h"

namespace sealframe {
namespace {

// Report prints the result of one scene, and returns whether it is right.
bool Report(const std::string& scene, const char* stopped,
            const Interleavings& done) {
  std::printf("%-36s%-11s%13zu%8zu%8zu%8zu  %s\n", scene.c_str(), stopped,
              done.instructions, done.runs, done.missed, done.waited,
              done.fault.c_str());
  std::fflush(stdout);
  return done.fault.empty() && done.waited == 0;
}

int Main(int argc, char** argv) {
  const std::string profile = argc > 1 ? argv[1] : "sframe";
  const size_t runs = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 5000;
  const std::string part = argc > 3 ? argv[3] : "";
  std::printf("%-36s%-11s%13s%8s%8s%8s\n", "scene", "stopped", "instructions",
              "runs", "missed", "waited");
  bool right = true;
  for (const CallScene& scene : CallScenes(profile)) {
    if (scene.name.find(part) == std::string::npos) {
      continue;
    }
    const auto interleave = [&](StoppedThread stopped) {
      return Interleave([&] { return scene.make(stopped); }, runs);
    };
    right &= Report(scene.name, "frame", interleave(StoppedThread::kOfFrame));
    right &= Report(scene.name, "operation",
                    interleave(StoppedThread::kOfOperation));
  }
  if (part.empty()) {
    right &= Report("seal and open, change keys", "thread end",
                    Interleave([&] { return NewThreadEndScene(profile); }, runs,
                               ThreadPart::kEnd));
  }
  return right ? 0 : 1;
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) { return sealframe::Main(argc, argv); }
