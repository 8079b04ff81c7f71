// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/replaced_file.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace sealframe {
namespace {

constexpr std::array<int, 3> kEnding = {SIGHUP, SIGINT, SIGTERM};

// The name of the unfinished file, for the signal handler.
std::atomic<const char*> unfinished = nullptr;

void RemoveAndEnd(int signal) {
  if (const char* const name = unfinished.exchange(nullptr)) {
    unlink(name);
  }
  // The handler was taken away when it was called.
  raise(signal);
}

// HandleSignals has the unfinished file removed by the signals that would end
// the process.
void HandleSignals() {
  for (const int signal : kEnding) {
    struct sigaction action = {};
    if (sigaction(signal, nullptr, &action) == 0 &&
        action.sa_handler == SIG_DFL) {
      action.sa_handler = RemoveAndEnd;
      action.sa_flags = static_cast<int>(SA_RESETHAND);
      sigaction(signal, &action, nullptr);
    }
  }
}

// ModeOf returns the permissions of the file at `path`, or those of a new one.
mode_t ModeOf(const std::string& path) {
  struct stat info;
  if (stat(path.c_str(), &info) == 0) {
    return info.st_mode & 0777;
  }
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

// Blocked blocks the signals until the end of its scope.
class Blocked {
 public:
  Blocked() {
    sigset_t ending;
    sigemptyset(&ending);
    for (const int signal : kEnding) {
      sigaddset(&ending, signal);
    }
    sigprocmask(SIG_BLOCK, &ending, &before_);
  }
  ~Blocked() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  Blocked(const Blocked&) = delete;
  Blocked& operator=(const Blocked&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

ReplacedFile::ReplacedFile(std::string path)
    : path_(std::move(path)), temporary_(absl::StrCat(path_, ".XXXXXX")) {}

ReplacedFile::~ReplacedFile() {
  if (fd_ >= 0) {
    close(fd_);
  }
  if (const char* const name = unfinished.exchange(nullptr)) {
    unlink(name);
  }
}

bool ReplacedFile::Create() {
  const Blocked blocked;
  HandleSignals();
  fd_ = mkostemp(temporary_.data(), O_CLOEXEC);
  if (fd_ < 0) {
    return false;
  }
  unfinished = temporary_.c_str();
  fchmod(fd_, ModeOf(path_));
  return true;
}

bool ReplacedFile::Commit() {
  const Blocked blocked;
  if (close(std::exchange(fd_, -1)) != 0 ||
      rename(temporary_.c_str(), path_.c_str()) != 0) {
    return false;
  }
  unfinished = nullptr;
  return true;
}

}  // namespace sealframe
