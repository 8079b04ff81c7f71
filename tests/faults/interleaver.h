// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Stops a thread between two of its instructions, lets another thread run to
// the end of what it does, and then lets the first go on. It does so for every
// instruction, or for some at equal distances.
//
// The code needs no hooks. The processor's trap flag reports each instruction
// once, in a first run; hardware breakpoints stop the thread in later runs.
// Where they do not work, as in some virtual machines, the trap flag stops it,
// too, which is slower. All that the stopped thread wrote is visible to the
// other one: a missing memory fence is not found.
//
// Thread-safety: for processes with one thread. Linux on x86-64 only.

#ifndef SEALFRAME_TESTS_FAULTS_INTERLEAVER_H_
#define SEALFRAME_TESTS_FAULTS_INTERLEAVER_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace sealframe {

// Scene is what two threads do. Each run makes a new one.
class Scene {
 public:
  virtual ~Scene() = default;

  // Begin runs in the thread of `Stopped`, before it.
  virtual void Begin() {}

  // Stopped runs in a thread of its own, which is stopped once.
  virtual void Stopped() = 0;

  // Meanwhile runs while that thread is stopped, or after it was killed.
  virtual void Meanwhile() = 0;

  // Check runs after both, and returns what is wrong, or an empty string.
  virtual std::string Check() = 0;
};

// ThreadPart is the part of the thread in which it is stopped.
enum class ThreadPart {
  kStopped,  // `Stopped`.
  kEnd,      // The thread's end after it: destructors of thread-local objects.
  kKilled,   // `Stopped`: the thread ends there, and destroys nothing.
};

struct Interleavings {
  size_t instructions = 0;  // In the first run.
  size_t runs = 0;          // Runs in which the thread was stopped.
  size_t missed = 0;        // Runs in which it missed the instruction.
  size_t waited = 0;        // Runs in which `Meanwhile` waited for it.
  std::string fault;        // The first fault, which ends the runs.

  // enough returns whether few enough runs missed their instruction: at most
  // one, plus one for every twenty that did not.
  bool enough() const { return runs > 0 && missed <= 1 + runs / 20; }
};

// RunsInTest returns `max_runs`, or 30 at most where breakpoints do not work.
size_t RunsInTest(size_t max_runs);

// Interleave runs scenes in a child of this process. If there are more than
// `max_runs` instructions, it takes those at equal distances.
Interleavings Interleave(
    const std::function<std::unique_ptr<Scene>()>& new_scene, size_t max_runs,
    ThreadPart part = ThreadPart::kStopped);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FAULTS_INTERLEAVER_H_
