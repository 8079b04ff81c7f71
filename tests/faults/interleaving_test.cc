// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A thread is stopped at some instructions of a frame or of an operation, while
// another thread runs the other of the two. `interleavings` takes all
// instructions.

#include <cstddef>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/tests/faults/call_scenes.h"
#include "sealframe/tests/faults/interleaver.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

using NewScene = std::function<std::unique_ptr<Scene>()>;

// No thread ever waits for one that seals or opens, nor do these two wait.
void ExpectRight(const std::string& name, const NewScene& new_scene,
                 size_t max_runs, ThreadPart part = ThreadPart::kStopped) {
  const Interleavings done = Interleave(new_scene, max_runs, part);
  EXPECT_EQ(done.fault, "") << name;
  EXPECT_EQ(done.waited, 0u) << name;
  EXPECT_TRUE(done.enough()) << name << ": missed " << done.missed;
}

class InterleavingTest : public TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Profiles, InterleavingTest,
                         Values("sframe", "livekit", "dave", "getstream"),
                         [](const auto& test) {
                           return std::string(test.param);
                         });

TEST_P(InterleavingTest, AFrameComesOutOnceWhateverHappensInItsMiddle) {
  const size_t max_runs = GetParam() == std::string("sframe") ? 8 : 4;
  for (const CallScene& scene : CallScenes(GetParam())) {
    ExpectRight(
        scene.name, [&] { return scene.make(StoppedThread::kOfFrame); },
        max_runs);
  }
}

// The scenes that found the most when the engine was broken on purpose.
// Where breakpoints work, each instruction has a run.
TEST(EachInstructionTest, AFrameComesOutOnceWhateverHappensInItsMiddle) {
  const std::set<std::string> names = {
      "seal, seal on another stream", "seal, change everything",
      "open, open on another stream", "open, change everything"};
  size_t scenes = 0;
  for (const CallScene& scene : CallScenes("sframe")) {
    if (names.count(scene.name) != 0) {
      ++scenes;
      ExpectRight(
          scene.name, [&] { return scene.make(StoppedThread::kOfFrame); },
          RunsInTest(3000));
    }
  }
  EXPECT_EQ(scenes, names.size());
}

// Setting keys takes too many instructions for a test.
TEST_P(InterleavingTest, FramesComeOutInTheMiddleOfAnOperation) {
  const std::set<std::string> short_ones = {
      "seal, retire", "seal, poll", "seal, destroy all other handles",
      "open, retire", "open, poll", "open, destroy all other handles"};
  size_t scenes = 0;
  for (const CallScene& scene : CallScenes(GetParam())) {
    if (short_ones.count(scene.name) != 0) {
      ++scenes;
      ExpectRight(
          scene.name, [&] { return scene.make(StoppedThread::kOfOperation); },
          4);
    }
  }
  EXPECT_EQ(scenes, short_ones.size());
}

TEST(ThreadEndTest, OtherThreadsGoOnWhileAThreadEnds) {
  ExpectRight(
      "end", [] { return NewThreadEndScene("sframe"); }, 50, ThreadPart::kEnd);
}

// Counter is two threads' sum, which is wrong if one is stopped between its
// load and its store.
class LostUpdate final : public Scene {
 public:
  void Stopped() override { sum_ = sum_ + 1; }
  void Meanwhile() override { sum_ = sum_ + 1; }
  std::string Check() override { return sum_ == 2 ? "" : "an update is lost"; }

 private:
  volatile int sum_ = 0;
};

TEST(InterleaverTest, FindsAnUpdateThatIsLostBetweenTwoInstructions) {
  const Interleavings done =
      Interleave([] { return std::make_unique<LostUpdate>(); }, 1'000'000);
  EXPECT_EQ(done.fault.substr(0, 17), "an update is lost") << done.fault;
  EXPECT_LT(done.instructions, 1000u);
}

}  // namespace
}  // namespace sealframe
