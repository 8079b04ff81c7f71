// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/file_counter_reservations.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {
namespace {

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();
constexpr KeyFingerprint kKey = {0xab, 0xcd};
constexpr KeyFingerprint kOther = {0xef};
constexpr char kKeyFile[] = "/abcd0000000000000000000000000000.counter";
constexpr char kMarker[] = "/.keys";

class FileCounterReservationsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "/counters.XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }

  std::unique_ptr<FileCounterReservations> MustOpen() const {
    auto store = FileCounterReservations::Open(folder_);
    EXPECT_TRUE(store.ok()) << store.status();
    return *std::move(store);
  }

  absl::StatusCode OpenCode() const {
    return FileCounterReservations::Open(folder_).status().code();
  }

  std::string PathOfKey() const { return folder_ + kKeyFile; }

  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ + name, std::ios::binary) << text;
  }
  void WriteKeyFile(const std::string& text) const { Write(kKeyFile, text); }
  void WriteMarker(const std::string& text) const { Write(kMarker, text); }

  std::string Read(const std::string& name) const {
    std::ifstream file(folder_ + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string ReadKeyFile() const { return Read(kKeyFile); }

  std::string folder_;
};

TEST_F(FileCounterReservationsTest, ReservesConsecutiveBlocksForEachKey) {
  const auto store = MustOpen();
  for (uint64_t i = 0; i < 3; ++i) {
    const absl::StatusOr<CounterRange> range = store->Reserve(kKey, 10);
    ASSERT_TRUE(range.ok()) << range.status();
    EXPECT_EQ(range->begin, 10 * i);
    EXPECT_EQ(range->end, 10 * i + 10);
  }
  EXPECT_EQ(store->Reserve(kOther, 10)->begin, 0u) << "keys count apart";
}

TEST_F(FileCounterReservationsTest, ContinuesWhereAnEarlierObjectStopped) {
  EXPECT_EQ(MustOpen()->Reserve(kKey, 10)->end, 10u);
  EXPECT_EQ(MustOpen()->Reserve(kKey, 5)->begin, 10u);
  EXPECT_EQ(ReadKeyFile(), "sealframe counter 1 15\n");
}

TEST_F(FileCounterReservationsTest, ReadsTheDocumentedFileFormat) {
  WriteKeyFile("sealframe counter 1 1234567890123\n");
  WriteMarker("sealframe keys 1 1\n");
  EXPECT_EQ(MustOpen()->Reserve(kKey, 1)->begin, 1234567890123u);
}

TEST_F(FileCounterReservationsTest, RefusesADamagedFile) {
  const auto store = MustOpen();
  ASSERT_TRUE(store->Reserve(kKey, 1).ok());
  for (const char* text :
       {"", "sealframe counter 1 7", "sealframe keys 1 7\n"}) {
    WriteKeyFile(text);
    EXPECT_EQ(store->Reserve(kKey, 1).status().code(),
              absl::StatusCode::kDataLoss)
        << text;
    EXPECT_EQ(ReadKeyFile(), text) << "it was written over";
  }
  EXPECT_TRUE(store->Reserve(kOther, 1).ok()) << "other keys go on";
}

TEST_F(FileCounterReservationsTest, RefusesAFolderInPlaceOfAFile) {
  const auto store = MustOpen();
  ASSERT_EQ(mkdir(PathOfKey().c_str(), 0700), 0);
  const absl::Status status = store->Reserve(kKey, 1).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status.message(), absl::StrCat(folder_, ": cannot read ",
                                           kKeyFile + 1, ": Is a directory"));
}

TEST_F(FileCounterReservationsTest, TheMarkerCountsTheKeys) {
  const auto store = MustOpen();
  EXPECT_EQ(Read(kMarker), "sealframe keys 1 0\n");
  ASSERT_TRUE(store->Reserve(kKey, 1).ok());
  ASSERT_TRUE(store->Reserve(kKey, 1).ok());
  EXPECT_EQ(Read(kMarker), "sealframe keys 1 1\n");
  ASSERT_TRUE(store->Reserve(kOther, 1).ok());
  EXPECT_EQ(Read(kMarker), "sealframe keys 1 2\n");
}

TEST_F(FileCounterReservationsTest, NoticesALostFileAtTheNextStart) {
  {
    const auto store = MustOpen();
    ASSERT_TRUE(store->Reserve(kKey, 1).ok());
    ASSERT_TRUE(store->Reserve(kOther, 1).ok());
  }
  ASSERT_EQ(unlink(PathOfKey().c_str()), 0);
  const absl::Status status = FileCounterReservations::Open(folder_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(status.message(),
            folder_ +
                ": files are lost, so counters could repeat: set new "
                "keys, and use a new, empty folder");
}

TEST_F(FileCounterReservationsTest, NoticesAllKeysLost) {
  ASSERT_TRUE(MustOpen()->Reserve(kKey, 1).ok());
  ASSERT_EQ(std::system(("rm " + folder_ + "/*").c_str()), 0);
  EXPECT_EQ(OpenCode(), absl::StatusCode::kDataLoss);
}

TEST_F(FileCounterReservationsTest, NoticesALostOrDamagedMarker) {
  ASSERT_TRUE(MustOpen()->Reserve(kKey, 1).ok());
  for (const char* text : {"", "sealframe keys 1 0", "sealframe keys 2 0\n"}) {
    WriteMarker(text);
    EXPECT_EQ(OpenCode(), absl::StatusCode::kDataLoss) << text;
    EXPECT_EQ(Read(kMarker), text) << "it was written over";
  }
  ASSERT_EQ(unlink((folder_ + kMarker).c_str()), 0);
  EXPECT_EQ(OpenCode(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(Read(kMarker), "") << "a second start would find a marker";
}

TEST_F(FileCounterReservationsTest, NoticesALostFileWhileOpen) {
  ASSERT_TRUE(MustOpen()->Reserve(kKey, 1).ok());
  const auto store = MustOpen();
  ASSERT_TRUE(store->Reserve(kOther, 1).ok());
  ASSERT_EQ(std::system(("rm " + folder_ + "/*").c_str()), 0);
  EXPECT_EQ(store->Reserve(kKey, 1).status().code(),
            absl::StatusCode::kDataLoss);
  EXPECT_EQ(store->Reserve(kOther, 1).status().code(),
            absl::StatusCode::kDataLoss);
}

TEST_F(FileCounterReservationsTest, CountsAFileThatACrashLeftUncounted) {
  ASSERT_TRUE(MustOpen()->Reserve(kOther, 1).ok());
  WriteKeyFile("sealframe counter 1 10\n");
  {
    const auto store = MustOpen();
    EXPECT_EQ(store->Reserve(kOther, 1)->begin, 1u);
    EXPECT_EQ(Read(kMarker), "sealframe keys 1 2\n");
    EXPECT_EQ(store->Reserve(kKey, 1)->begin, 10u);
  }
  ASSERT_EQ(unlink(PathOfKey().c_str()), 0);
  EXPECT_EQ(OpenCode(), absl::StatusCode::kDataLoss);
}

TEST_F(FileCounterReservationsTest, OtherFilesDoNotCount) {
  for (const char* name : {"/.new", "/lost+found", "/.counter", "/abcd.counter",
                           "/ABCD0000000000000000000000000000.counter",
                           "/zzcd0000000000000000000000000000.counter",
                           "/abcd0000000000000000000000000000.counter.new",
                           "/abcd000000000000000000000000000000.counter"}) {
    Write(name, "text");
  }
  EXPECT_EQ(MustOpen()->Reserve(kKey, 1)->begin, 0u);
  EXPECT_EQ(Read(kMarker), "sealframe keys 1 1\n");
  EXPECT_EQ(Read("/lost+found"), "text");
}

TEST_F(FileCounterReservationsTest, RefusesToReserveInAForkedChild) {
  const auto store = MustOpen();
  ASSERT_TRUE(store->Reserve(kKey, 1).ok());
  const pid_t child = fork();
  if (child == 0) {
    _exit(static_cast<int>(store->Reserve(kKey, 1).status().code()));
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(static_cast<absl::StatusCode>(WEXITSTATUS(status)),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(store->Reserve(kKey, 1)->begin, 1u);
}

TEST_F(FileCounterReservationsTest, RefusesAFolderThatIsAlreadyLocked) {
  {
    const auto store = MustOpen();
    EXPECT_EQ(FileCounterReservations::Open(folder_).status().code(),
              absl::StatusCode::kUnavailable);
    EXPECT_TRUE(store->Reserve(kKey, 1).ok());
  }
  EXPECT_TRUE(FileCounterReservations::Open(folder_).ok());
}

TEST_F(FileCounterReservationsTest, RefusesAFolderThatDoesNotExist) {
  const absl::Status status =
      FileCounterReservations::Open(folder_ + "/no").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status.message(),
            "cannot open folder " + folder_ + "/no: No such file or directory");
}

TEST_F(FileCounterReservationsTest, FailsOnceTheFolderIsRemoved) {
  const auto store = MustOpen();
  ASSERT_EQ(std::system(("rm -r " + folder_).c_str()), 0);
  EXPECT_FALSE(store->Reserve(kKey, 1).ok());
}

TEST_F(FileCounterReservationsTest, FailsOnceTheCountersAreUsedUp) {
  WriteKeyFile(absl::StrCat("sealframe counter 1 ", kMax - 10, "\n"));
  WriteMarker("sealframe keys 1 1\n");
  const auto store = MustOpen();
  EXPECT_EQ(store->Reserve(kKey, 11).status().code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(store->Reserve(kKey, 10)->end, kMax);
  EXPECT_EQ(store->Reserve(kKey, 1).status().code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReadKeyFile(), absl::StrCat("sealframe counter 1 ", kMax, "\n"));
}

// ReserveForEver runs in a child process until it is killed. It writes each
// reserved range to the pipe.
[[noreturn]] void ReserveForEver(const std::string& folder, int pipe_end) {
  auto store = FileCounterReservations::Open(folder);
  while (store.ok()) {
    const absl::StatusOr<CounterRange> range = (*store)->Reserve(kKey, 7);
    if (!range.ok() || write(pipe_end, &*range, sizeof(*range)) < 0) {
      break;
    }
  }
  _exit(1);
}

// KillAtARandomMoment runs such a child, kills it, and returns its ranges.
std::vector<CounterRange> KillAtARandomMoment(const std::string& folder,
                                              useconds_t after_micros) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    ReserveForEver(folder, ends[1]);
  }
  if (child < 0) {
    std::abort();
  }
  close(ends[1]);
  std::vector<CounterRange> got(1);
  // Start the time at the first reservation, so that at least one is made.
  EXPECT_EQ(read(ends[0], &got[0], sizeof(got[0])),
            static_cast<ssize_t>(sizeof(got[0])));
  usleep(after_micros);
  kill(child, SIGKILL);
  int status = -1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
  CounterRange range;
  while (read(ends[0], &range, sizeof(range)) == sizeof(range)) {
    got.push_back(range);
  }
  close(ends[0]);
  return got;
}

TEST_F(FileCounterReservationsTest, NeverRepeatsACounterAfterBeingKilled) {
  std::mt19937 random(1);
  uint64_t end = 0;
  size_t blocks = 0;
  for (int i = 0; i < 100; ++i) {
    for (const CounterRange& range : KillAtARandomMoment(
             folder_, static_cast<useconds_t>(random() % 5000))) {
      ASSERT_GE(range.begin, end) << "in life " << i;
      ASSERT_EQ(range.end, range.begin + 7);
      ASSERT_LE(range.begin, end + 7) << "more than one block was skipped";
      end = range.end;
      ++blocks;
    }
  }
  RecordProperty("blocks", static_cast<int>(blocks));
  EXPECT_GE(MustOpen()->Reserve(kKey, 1)->begin, end);
}

}  // namespace
}  // namespace sealframe
