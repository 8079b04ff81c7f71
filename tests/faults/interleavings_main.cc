// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Stops a thread at each instruction of a frame, and at many of an operation,
// while another thread runs. `kUsage` has the arguments.

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/tests/faults/call_scenes.h"
#include "sealframe/tests/faults/interleaver.h"
#include "sealframe/tests/testing/command_line.h"

namespace sealframe {
namespace {

constexpr char kUsage[] =
    R"(usage: interleavings [PROFILE [RUNS [SCENE]]]

Stops a thread at instructions of a frame while another thread runs an operation,
and the other way round.

  PROFILE  a profile, by default sframe
  RUNS     the most instructions of a scene at which a thread is stopped, at
           equal distances, from 1 to 1000000, by default 5000
  SCENE    a part of the names of the scenes to take, such as "held" or
           "seal, poll"; by default all scenes

By default it takes hours; with RUNS of 100, ten minutes on idle processors.
It exits with 1 if a run had a fault, a thread waited for the stopped one, or too
many runs of a scene did not come to their instruction.
)";

constexpr absl::string_view kThreadEnd = "seal and open, change keys";

// Table prints the results of scenes, and counts them.
class Table {
 public:
  explicit Table(const std::vector<CallScene>& scenes) {
    size_t width = kThreadEnd.size();
    for (const CallScene& scene : scenes) {
      width = std::max(width, scene.name.size());
    }
    width_ = static_cast<int>(width) + 2;
    std::printf("%-*s%-12s%12s%8s%8s%8s\n", width_, "scene", "stopped",
                "instructions", "runs", "missed", "waited");
  }

  // Add prints the result of one scene with one of its threads stopped.
  void Add(const std::string& scene, const char* stopped,
           const Interleavings& done) {
    std::string fault = done.fault;
    if (fault.empty() && done.waited != 0) {
      fault = "a thread waited";
    } else if (fault.empty() && !done.enough()) {
      fault = "too many runs missed";
    }
    std::printf("%-*s%-12s%12zu%8zu%8zu%8zu%s%s\n", width_, scene.c_str(),
                stopped, done.instructions, done.runs, done.missed, done.waited,
                fault.empty() ? "" : "  FAULT: ", fault.c_str());
    std::fflush(stdout);
    runs_ += done.runs;
    missed_ += done.missed;
    faults_ += fault.empty() ? 0 : 1;
  }

  // End prints the last line, and returns the exit code.
  int End(size_t scenes) const {
    return Verdict(absl::StrCat(scenes, scenes == 1 ? " scene, " : " scenes, ",
                                runs_, " runs, ", missed_, " missed"),
                   faults_);
  }

 private:
  int width_ = 0;
  size_t runs_ = 0;
  size_t missed_ = 0;
  size_t faults_ = 0;
};

// PartsOf returns a list of the parts of scenes' names, such as "seal, poll".
std::string PartsOf(const std::vector<CallScene>& scenes) {
  std::vector<std::string> parts;
  const auto add = [&parts](absl::string_view name) {
    for (const auto part : absl::StrSplit(name, ", ")) {
      if (!absl::c_linear_search(parts, part)) {
        parts.emplace_back(part);
      }
    }
  };
  for (const CallScene& scene : scenes) {
    add(scene.name);
  }
  add(kThreadEnd);
  return absl::StrJoin(parts, ", ");
}

void RunScene(const CallScene& scene, size_t runs, Table* table) {
  const auto interleave = [&](StoppedThread stopped) {
    return Interleave([&] { return scene.make(stopped); }, runs);
  };
  table->Add(scene.name, "frame", interleave(StoppedThread::kOfFrame));
  table->Add(scene.name, "operation", interleave(StoppedThread::kOfOperation));
}

int Main(const CommandLine& arguments) {
  const std::string profile = arguments.Text(0, "sframe");
  const size_t runs = arguments.Number({.index = 1,
                                        .name = "RUNS",
                                        .least = 1,
                                        .most = 1'000'000,
                                        .otherwise = 5000});
  const std::string part = arguments.Text(2, "");
  if (FindProfile(profile) == nullptr) {
    arguments.Refuse(UnknownProfile(profile).message());
  }
  std::vector<CallScene> scenes = CallScenes(profile);
  const auto is_chosen = [&part](absl::string_view name) {
    return absl::StrContains(name, part);
  };
  std::erase_if(scenes,
                [&](const CallScene& scene) { return !is_chosen(scene.name); });
  const bool has_thread_end = is_chosen(kThreadEnd);
  if (scenes.empty() && !has_thread_end) {
    arguments.Refuse(absl::StrCat("SCENE: no scene of ", profile, " has '",
                                  part, "' in its name: use one of ",
                                  PartsOf(CallScenes(profile))));
  }
  Table table(scenes);
  for (const CallScene& scene : scenes) {
    RunScene(scene, runs, &table);
  }
  if (has_thread_end) {
    table.Add(std::string(kThreadEnd), "thread end",
              Interleave([&] { return NewThreadEndScene(profile); }, runs,
                         ThreadPart::kEnd));
  }
  return table.End(scenes.size() + (has_thread_end ? 1 : 0));
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  return sealframe::Main({argc, argv, sealframe::kUsage, 3});
}
