// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Power failures, kills and failing calls at every system call of
// FileCounterReservations.

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/file_counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/testing/crash_model.h"
#include "sealframe/keyring/testing/file_calls.h"

namespace sealframe {
namespace {

constexpr KeyFingerprint kKeys[] = {{1}, {2}, {3}};
constexpr uint64_t kBlock = 7;

// Ends is the end of the counters handed out for each key.
using Ends = std::map<KeyFingerprint, uint64_t>;

std::string NewFolder() {
  std::string name = ::testing::TempDir() + "/crash.XXXXXX";
  EXPECT_NE(mkdtemp(name.data()), nullptr);
  return name;
}

FolderState ReadFolder(const std::string& folder) {
  FolderState state;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    state[entry.path().filename()] = {std::istreambuf_iterator<char>(file), {}};
  }
  return state;
}

void WriteFolder(const std::string& folder, const FolderState& state) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  for (const auto& [name, content] : state) {
    std::ofstream(folder + "/" + name, std::ios::binary) << content;
  }
}

std::string Describe(const FolderState& state) {
  std::string text = "found after the power failure:";
  for (const auto& [name, content] : state) {
    absl::StrAppend(&text, "\n  ", name, ": ", absl::CEscape(content));
  }
  return text;
}

class FileCounterReservationsCrashTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = NewFolder();
    scratch_ = NewFolder();
  }

  // Live opens the folder and reserves a block for each of these keys in turn.
  // It returns whether all of that succeeded.
  bool Live(const std::vector<int>& keys) {
    const auto store = FileCounterReservations::Open(folder_);
    bool all_ok = store.ok();
    for (size_t i = 0; store.ok() && i < keys.size(); ++i) {
      const KeyFingerprint& key = kKeys[keys[i]];
      const absl::StatusOr<CounterRange> range = (*store)->Reserve(key, kBlock);
      all_ok = all_ok && range.ok();
      if (range.ok()) {
        EXPECT_GE(range->begin, ends_[key]) << "handed out twice";
        ends_[key] = range->end;
        promises_[calls_->calls().size()] = ends_;
      }
    }
    return all_ok;
  }

  // LiveTwice uses a new folder, and restarts once.
  bool LiveTwice() {
    const bool first = Live({0, 0, 1, 0});
    return Live({1, 2, 0}) && first;
  }

  // StopRecording returns the recorded calls.
  std::vector<FileCall> StopRecording() {
    std::vector<FileCall> calls = calls_->calls();
    calls_.reset();
    return calls;
  }

  // StartAgain forgets everything but the states that were tried.
  void StartAgain() {
    calls_.emplace();
    ends_.clear();
    promises_.clear();
    WriteFolder(folder_, {});
  }

  // FailPower tries all states that a power failure before, between or after
  // the calls may leave. It returns false at the first one that is wrong.
  bool FailPower(const std::vector<FileCall>& calls) {
    CrashModel disk;
    Ends ends;
    for (size_t i = 0; i <= calls.size(); ++i) {
      if (promises_.count(i) != 0) {
        ends = promises_[i];
      }
      for (const FolderState& state : disk.AfterPowerFailure()) {
        if (tried_.emplace(state, ends).second && !Restart(state, ends)) {
          return false;
        }
      }
      if (i < calls.size()) {
        disk.Apply(calls[i]);
      }
    }
    EXPECT_EQ(disk.Now(), ReadFolder(folder_)) << "a call was not recorded";
    return !HasFailure();
  }

  // Restart returns whether `state` can be used, no counter before `ends` is
  // handed out again, and the keys that had any are counted.
  bool Restart(const FolderState& state, const Ends& ends) {
    if (!ends.empty()) {
      uint64_t counted = 0;
      std::istringstream(state.at(".keys").substr(17)) >> counted;
      EXPECT_GE(counted, ends.size()) << Describe(state);
    }
    WriteFolder(scratch_, state);
    const auto store = FileCounterReservations::Open(scratch_);
    EXPECT_TRUE(store.ok()) << store.status() << Describe(state);
    for (size_t i = 0; store.ok() && i < std::size(kKeys); ++i) {
      const auto range = (*store)->Reserve(kKeys[i], kBlock);
      EXPECT_TRUE(range.ok()) << range.status() << Describe(state);
      const auto end = ends.find(kKeys[i]);
      if (range.ok() && end != ends.end()) {
        EXPECT_GE(range->begin, end->second)
            << "handed out twice, key " << i << ", " << Describe(state);
      }
    }
    return !HasFailure();
  }

  std::string folder_;
  std::string scratch_;
  std::optional<FileCalls> calls_;
  Ends ends_;
  std::map<size_t, Ends> promises_;  // By the number of calls before them.
  std::set<std::pair<FolderState, Ends>> tried_;
};

TEST_F(FileCounterReservationsCrashTest,
       AfterAPowerFailureAtAnyCallTheFolderIsUsableAndRepeatsNoCounter) {
  StartAgain();
  ASSERT_TRUE(LiveTwice());
  ASSERT_TRUE(FailPower(StopRecording()));
  RecordProperty("states", static_cast<int>(tried_.size()));
  EXPECT_GT(tried_.size(), 250u);
}

// A full disk, a read-only one and so on fail calls, once or from then on. A
// call that fails may have done its work. Later the power fails, too.
TEST_F(FileCounterReservationsCrashTest,
       AFailureOfAnyCallRepeatsNoCounterAndTheFolderIsUsableAfterIt) {
  size_t faults = 0;
  for (const auto& [kind, error] : std::vector<std::pair<Fault::Kind, int>>{
           {Fault::Kind::kFails, ENOSPC},
           {Fault::Kind::kFailsLate, EIO},
           {Fault::Kind::kWritesNothing, 0},
           {Fault::Kind::kAllFail, EROFS}}) {
    for (Fault fault = {.kind = kind, .at = 0, .error = error};; ++fault.at) {
      SCOPED_TRACE(absl::StrCat("call ", fault.at, ", errno ", error));
      StartAgain();
      calls_->SetFault(fault);
      const bool all_ok = LiveTwice();
      if (calls_->intercepted() <= fault.at) {
        ASSERT_TRUE(all_ok) << "without the fault";
        break;
      }
      ++faults;
      calls_->SetFault({});
      ASSERT_TRUE(Live({0, 1, 2, 0})) << "the fault is over";
      ASSERT_TRUE(FailPower(StopRecording()));
    }
  }
  RecordProperty("faults", static_cast<int>(faults));
  RecordProperty("states", static_cast<int>(tried_.size()));
  EXPECT_GT(faults, 150u);
}

TEST_F(FileCounterReservationsCrashTest,
       InterruptedCallsAndShortWritesAreCompleted) {
  for (const auto kind :
       {Fault::Kind::kInterrupts, Fault::Kind::kWritesShort}) {
    Fault fault = {.kind = kind, .at = 0, .error = EINTR};
    do {
      StartAgain();
      calls_->SetFault(fault);
      ASSERT_TRUE(LiveTwice()) << "call " << fault.at;
    } while (fault.at++ < calls_->intercepted());
  }
}

}  // namespace
}  // namespace sealframe
