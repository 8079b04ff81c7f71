// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/faults/crashes.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/testing/crash_model.h"
#include "sealframe/keyring/testing/file_calls.h"
#include "sealframe/tests/faults/restarting_sender.h"

namespace sealframe {
namespace {

namespace fs = std::filesystem;

using Random = std::mt19937;

constexpr size_t kMaxFrames = 1 << 20;  // In one life.
constexpr uint64_t kIsUsed = uint64_t{1} << 63;
constexpr int kKeyShift = 48;  // Counters stay below that.

// Log is what a life leaves behind: it is in memory that outlives the process.
// A frame is out once it is here.
struct Log {
  std::atomic<size_t> size;
  std::atomic<uint64_t> frames[kMaxFrames];
  char fault[256];

  // Add returns whether there is room for more.
  bool Add(const UsedCounter& used) {
    const size_t place = size.fetch_add(1);
    if (place < kMaxFrames) {
      frames[place] = kIsUsed | used.key << kKeyShift | used.counter;
    }
    return place < kMaxFrames;
  }
  void Fail(const std::string& error) {
    error.copy(fault, sizeof(fault) - 1);
    _exit(1);
  }
};

class SharedLog {
 public:
  SharedLog()
      : log_(
            static_cast<Log*>(mmap(nullptr, sizeof(Log), PROT_READ | PROT_WRITE,
                                   MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
  ~SharedLog() { munmap(log_, sizeof(Log)); }
  SharedLog(const SharedLog&) = delete;
  SharedLog& operator=(const SharedLog&) = delete;

  Log* operator->() const { return log_; }
  Log& operator*() const { return *log_; }

 private:
  Log* const log_;
};

// Lives collects the logs of all lives.
class Lives {
 public:
  // Add compares a life's frames with those of all others.
  void Add(const Log& log) {
    const uint64_t before = result.frames;
    for (size_t i = 0; i < std::min(log.size.load(), kMaxFrames); ++i) {
      // A process that is killed may have taken a place and not used it.
      if (const uint64_t frame = log.frames[i]; frame != 0) {
        Add((frame & ~kIsUsed) >> kKeyShift,
            frame & ((uint64_t{1} << kKeyShift) - 1));
      }
    }
    ++result.crashes;
    result.first_frames += result.frames > before;
    if (result.fault.empty()) {
      result.fault = log.fault;
    }
  }

  // ExpectStatus takes the end of a life, as waitpid(2) returns it.
  void ExpectStatus(int status, int expected) {
    if (status != expected && result.fault.empty()) {
      result.fault = "a process ended with " + std::to_string(status);
    }
  }

  Crashes result;

 private:
  void Add(uint64_t key, uint64_t counter) {
    std::vector<bool>& used = used_[key];
    used.resize(std::max<size_t>(used.size(), counter + 1));
    if (used[counter] && result.fault.empty()) {
      result.fault = "key " + std::to_string(key) + ": counter " +
                     std::to_string(counter) + " was used twice";
    }
    used[counter] = true;
    ++result.frames;
    result.last_counter = std::max(result.last_counter, counter);
  }

  std::map<uint64_t, std::vector<bool>> used_;
};

class Folder {
 public:
  Folder() {
    const char* const test_folder = std::getenv("TEST_TMPDIR");
    path_ = std::string(test_folder == nullptr ? "/tmp" : test_folder) +
            "/crashes.XXXXXX";
    if (mkdtemp(path_.data()) == nullptr) {
      std::abort();
    }
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// ChangeKeys does one random thing that is not a frame.
bool ChangeKeys(RestartingSender& sender, Random& random) {
  const uint64_t key = random() % RestartingSender::kNumKeys;
  switch (random() % 4) {
    case 0:
      return sender.Retire(key);
    case 1:
      return sender.Poll();
    default:
      return sender.Rotate(key);
  }
}

// SealForEver seals on both streams until the log is full.
void SealForEver(RestartingSender& sender, Log& log) {
  for (size_t i = 0;; ++i) {
    UsedCounter used;
    const sealframe_frame_status status = sender.Seal(i % 2, &used);
    if (status == SEALFRAME_FRAME_OK && !log.Add(used)) {
      return;
    }
    if (status != SEALFRAME_FRAME_OK && status != SEALFRAME_FRAME_MISSING_KEY &&
        status != SEALFRAME_FRAME_COUNTER_NOT_RESERVED) {
      log.Fail(sealframe_frame_status_name(status));
    }
  }
}

// LiveUntilKilled is the whole life of process `number`.
[[noreturn]] void LiveUntilKilled(const std::string& profile, uint8_t number,
                                  const std::string& folder, Random random,
                                  Log& log) {
  const auto one = static_cast<uint8_t>(2 * number + 1);
  const auto two = static_cast<uint8_t>(2 * number + 2);
  RestartingSender senders[] = {
      {one, folder + "/" + std::to_string(one), CounterStore::kFolder, profile},
      {two, folder + "/" + std::to_string(two), CounterStore::kCallback,
       profile}};
  std::vector<std::thread> threads;
  for (RestartingSender& sender : senders) {
    if (!sender.error().empty() || !sender.Rotate(0)) {
      log.Fail(sender.error());
    }
    threads.emplace_back([&sender, &log] { SealForEver(sender, log); });
  }
  for (;;) {
    RestartingSender& sender = senders[random() % 2];
    if (!ChangeKeys(sender, random)) {
      log.Fail(sender.error());
    }
  }
}

// StateOf returns the files of `folder`.
FolderState StateOf(const std::string& folder) {
  FolderState state;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    state[entry.path().filename()] = {std::istreambuf_iterator<char>(file), {}};
  }
  return state;
}

void Restore(const std::string& folder, const FolderState& state) {
  fs::remove_all(folder);
  fs::create_directory(folder);
  for (const auto& [name, content] : state) {
    std::ofstream(fs::path(folder) / name, std::ios::binary) << content;
  }
}

// Frames are the counters that were used after a number of calls.
using Frames = std::vector<std::pair<size_t, UsedCounter>>;

// LiveAndRecord changes keys and seals for a while. `calls` is recording.
Frames LiveAndRecord(const std::string& profile, const std::string& folder,
                     CounterStore store, const FileCalls& calls, Random& random,
                     Log& log) {
  Frames frames;
  RestartingSender sender(1, folder, store, profile);
  if (!sender.error().empty()) {
    log.Fail(sender.error());
  }
  for (uint64_t left = 3 + random() % 20; left > 0; --left) {
    if (!ChangeKeys(sender, random)) {
      log.Fail(sender.error());
    }
    // Now and then so many that another block is reserved.
    const uint64_t number = random() % 16 == 0 ? 40'000 : random() % 8;
    for (uint64_t i = 0; i < number; ++i) {
      UsedCounter used;
      if (sender.Seal(i % 2, &used) == SEALFRAME_FRAME_OK) {
        frames.emplace_back(calls.calls().size(), used);
      }
    }
  }
  return frames;
}

// LiveUntilPowerFails leaves `folder` as a machine would find it after its
// power failed at a random moment of this life.
void LiveUntilPowerFails(const std::string& profile, const std::string& folder,
                         Random random, Log& log) {
  const FolderState before = StateOf(folder);
  const auto store =
      random() % 2 == 0 ? CounterStore::kFolder : CounterStore::kCallback;
  Frames frames;
  std::vector<FileCall> calls;
  {
    const FileCalls recorder;
    frames = LiveAndRecord(profile, folder, store, recorder, random, log);
    calls = recorder.calls();
  }
  const size_t moment = random() % (calls.size() + 1);
  CrashModel disk = before.empty() ? CrashModel() : CrashModel(before);
  std::set<FolderState> states;
  for (size_t i = 0; i <= calls.size(); ++i) {
    if (i == moment) {
      states = disk.AfterPowerFailure();
    }
    if (i < calls.size()) {
      disk.Apply(calls[i]);
    }
  }
  if (disk.Now() != StateOf(folder)) {
    log.Fail("a call was not recorded");
  }
  auto state = states.begin();
  std::advance(state, static_cast<ptrdiff_t>(random() % states.size()));
  Restore(folder, *state);
  for (const auto& [calls_before, used] : frames) {
    if (calls_before <= moment) {
      log.Add(used);
    }
  }
}

// HasEnded returns whether a child ended by itself. It can still be waited for.
bool HasEnded(pid_t child) {
  siginfo_t about = {};
  return waitid(P_PID, static_cast<id_t>(child), &about,
                WEXITED | WNOHANG | WNOWAIT) == 0 &&
         about.si_pid == child;
}

}  // namespace

std::vector<std::string> CrashProfiles() { return {"sframe", "dave"}; }

Crashes KillProcesses(const std::string& profile, size_t kills, uint32_t seed) {
  Random random(seed);
  const Folder folder;
  for (const char* name : {"1", "2", "3", "4"}) {
    fs::create_directory(folder.path() + "/" + name);
  }
  Lives lives;
  while (lives.result.crashes < kills && lives.result.fault.empty()) {
    const SharedLog logs[2];
    pid_t children[2];
    for (uint8_t i = 0; i < 2; ++i) {
      const Random of_child(static_cast<uint32_t>(random()));
      children[i] = fork();
      if (children[i] == 0) {
        LiveUntilKilled(profile, i, folder.path(), of_child, *logs[i]);
      }
    }
    // Half of them live on from their first frame, the others may have none.
    for (uint8_t i = 0; i < 2; ++i) {
      for (bool waits = random() % 2 == 0; waits;) {
        waits = logs[i]->size == 0 && !HasEnded(children[i]);
        usleep(100);
      }
      usleep(static_cast<useconds_t>(random() % 20'000));
      kill(children[i], SIGKILL);
    }
    for (uint8_t i = 0; i < 2; ++i) {
      int status = 0;
      waitpid(children[i], &status, 0);
      lives.Add(*logs[i]);
      lives.ExpectStatus(status, SIGKILL);
    }
  }
  return lives.result;
}

Crashes CutPower(const std::string& profile, size_t cuts, uint32_t seed) {
  Random random(seed);
  const Folder folder;
  Lives lives;
  while (lives.result.crashes < cuts && lives.result.fault.empty()) {
    const SharedLog log;
    const Random of_child(static_cast<uint32_t>(random()));
    const pid_t child = fork();
    if (child == 0) {
      LiveUntilPowerFails(profile, folder.path(), of_child, *log);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    lives.Add(*log);
    lives.ExpectStatus(status, 0);
  }
  return lives.result;
}

}  // namespace sealframe
