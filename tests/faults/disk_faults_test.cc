// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The disk with the counter reservations is full, read-only or broken, or the
// process has no more files: at the start, or from some moment on until it
// recovers. Nothing is sealed past the reserved counters.

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <tuple>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/testing/file_calls.h"
#include "sealframe/tests/faults/restarting_sender.h"

namespace sealframe {
namespace {

using ::testing::Combine;
using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::Values;

constexpr uint64_t kBlock = 1 << 16;

// HasOwnMounts returns whether this process may mount file systems, which no
// other process sees.
bool HasOwnMounts() {
  static const bool has = [] {
    const uid_t user = getuid();
    const gid_t group = getgid();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
      return false;
    }
    std::ofstream("/proc/self/setgroups") << "deny";
    std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
    std::ofstream("/proc/self/gid_map") << "0 " << group << " 1";
    return mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
  }();
  return has;
}

// Fill makes files until there is no more room for their bytes or for files.
void Fill(const std::string& folder, size_t size) {
  for (int i = 0;; ++i) {
    std::ofstream file(folder + "/filler" + std::to_string(i));
    if (!file || !(file << std::string(size, 'x')).flush()) {
      return;
    }
  }
}

bool Remount(const std::string& folder, unsigned long flags) {
  return mount(nullptr, folder.c_str(), nullptr, MS_REMOUNT | flags, nullptr) ==
         0;
}

void LimitFiles(rlim_t limit) {
  rlimit files = {};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = limit;
  setrlimit(RLIMIT_NOFILE, &files);
}

std::unique_ptr<FileCalls> failing_calls;

// Fault is something that begins and ends.
struct DiskFault {
  const char* name;
  const char* message;
  std::function<void(const std::string& folder)> begin;
  std::function<void(const std::string& folder)> end;
};

void PrintTo(const DiskFault& fault, std::ostream* out) { *out << fault.name; }

void RemoveFillers(const std::string& folder) {
  ASSERT_EQ(std::system(("rm " + folder + "/filler*").c_str()), 0);
}

const DiskFault kFaults[] = {
    {"FullDisk", "No space left on device",
     [](const std::string& folder) { Fill(folder, 4096); }, RemoveFillers},
    {"DiskWithoutRoomForFiles", "No space left on device",
     [](const std::string& folder) { Fill(folder, 0); }, RemoveFillers},
    {"ReadOnlyDisk", "Read-only file system",
     [](const std::string& folder) { ASSERT_TRUE(Remount(folder, MS_RDONLY)); },
     [](const std::string& folder) { ASSERT_TRUE(Remount(folder, 0)); }},
    {"BrokenDisk", "Input/output error",
     [](const std::string&) {
       failing_calls = std::make_unique<FileCalls>();
       failing_calls->SetFault(
           {.kind = Fault::Kind::kAllFail, .at = 0, .error = EIO});
     },
     [](const std::string&) { failing_calls.reset(); }},
    {"NoMoreFiles", "Too many open files",
     [](const std::string&) { LimitFiles(0); },
     [](const std::string&) { LimitFiles(256); }}};

class DiskFaultsTest
    : public TestWithParam<std::tuple<DiskFault, CounterStore>> {
 protected:
  void SetUp() override {
    if (!HasOwnMounts()) {
      std::puts("LEFT OUT: faults of disks: this system has no namespaces");
      GTEST_SKIP();
    }
    folder_ = ::testing::TempDir() + "/disk.XXXXXX";
    ASSERT_NE(mkdtemp(folder_.data()), nullptr);
    ASSERT_EQ(
        mount("disk", folder_.c_str(), "tmpfs", 0, "size=64k,nr_inodes=20"), 0);
  }
  void TearDown() override {
    failing_calls.reset();
    umount2(folder_.c_str(), MNT_DETACH);
  }

  const DiskFault& fault() const { return std::get<0>(GetParam()); }
  CounterStore store() const { return std::get<1>(GetParam()); }

  // SealAll seals until a frame is dropped, and returns the last counter.
  static uint64_t SealAll(RestartingSender& sender) {
    UsedCounter used;
    sealframe_frame_status status = SEALFRAME_FRAME_OK;
    while (status == SEALFRAME_FRAME_OK) {
      status = sender.Seal(0, &used);
    }
    EXPECT_EQ(status, SEALFRAME_FRAME_COUNTER_NOT_RESERVED);
    return used.counter;
  }

  std::string folder_;
};

INSTANTIATE_TEST_SUITE_P(
    Faults, DiskFaultsTest,
    Combine(::testing::ValuesIn(kFaults),
            Values(CounterStore::kFolder, CounterStore::kCallback)),
    [](const auto& test) {
      return std::string(std::get<0>(test.param).name) +
             (std::get<1>(test.param) == CounterStore::kFolder ? "OfAFolder"
                                                               : "OfACallback");
    });

TEST_P(DiskFaultsTest, NothingIsSealedPastTheReservationsUntilItIsOver) {
  // A process has one counter for a key, so each test has keys of its own.
  static uint8_t sender_number = 1;
  RestartingSender sender(sender_number++, folder_, store());
  ASSERT_EQ(sender.error(), "");
  ASSERT_TRUE(sender.Rotate(0)) << sender.error();
  UsedCounter used;
  for (uint64_t i = 0; i < kBlock / 2 + 10; ++i) {
    ASSERT_EQ(sender.Seal(0, &used), SEALFRAME_FRAME_OK);
  }

  fault().begin(folder_);
  EXPECT_FALSE(sender.Rotate(1)) << "a key without counters";
  EXPECT_THAT(sender.error(), HasSubstr("unavailable: "));
  if (store() == CounterStore::kFolder) {
    EXPECT_THAT(sender.error(), HasSubstr(fault().message));
    EXPECT_THAT(sender.error(), HasSubstr(folder_));
  }
  EXPECT_TRUE(sender.Poll());
  EXPECT_EQ(sender.failed_reservations(), 1);
  EXPECT_EQ(SealAll(sender), kBlock - 1);
  EXPECT_TRUE(sender.Poll());
  EXPECT_EQ(sender.failed_reservations(), 1) << "it lasts";
  EXPECT_EQ(sender.Seal(0, &used), SEALFRAME_FRAME_COUNTER_NOT_RESERVED);

  fault().end(folder_);
  EXPECT_TRUE(sender.Poll());
  EXPECT_EQ(sender.failed_reservations(), 1);
  ASSERT_EQ(sender.Seal(0, &used), SEALFRAME_FRAME_OK);
  EXPECT_GE(used.counter, kBlock);
  EXPECT_TRUE(sender.Rotate(1)) << sender.error();
  EXPECT_EQ(sender.Seal(1, &used), SEALFRAME_FRAME_OK);
}

TEST_P(DiskFaultsTest, AnEmptyFolderIsRefusedUntilItIsOver) {
  fault().begin(folder_);
  const std::string error = RestartingSender(100, folder_, store()).error();
  fault().end(folder_);
  EXPECT_THAT(error, HasSubstr(fault().message));
  EXPECT_THAT(error, HasSubstr(folder_));
  EXPECT_EQ(RestartingSender(100, folder_, store()).error(), "");
}

}  // namespace
}  // namespace sealframe
