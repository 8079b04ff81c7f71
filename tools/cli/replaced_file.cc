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
#include <cerrno>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace sealframe {
namespace {

constexpr std::array<int, 8> kEnding = {SIGHUP,  SIGINT,  SIGQUIT, SIGABRT,
                                        SIGPIPE, SIGTERM, SIGXCPU, SIGXFSZ};

// The name of the unfinished file, for the signal handler.
std::atomic<const char*> unfinished = nullptr;

void RemoveAndEnd(int signal) {
  RemoveUnfinishedFile();
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

// FollowLinks replaces `*path` by the file that it points to if it is a
// symbolic link. It returns false, with the reason in errno, if that does not
// exist.
bool FollowLinks(std::string* path) {
  struct stat info;
  if (lstat(path->c_str(), &info) != 0 || !S_ISLNK(info.st_mode)) {
    return true;
  }
  char* const target = realpath(path->c_str(), nullptr);
  if (target == nullptr) {
    return false;
  }
  *path = target;
  free(target);
  return true;
}

// CopyOwnerAndMode gives the file `fd` the owner, group and permissions of the
// file at `path`, or those of a new file if there is none. Only the superuser
// can keep another owner, and only members can keep a group: another group gets
// the permissions of all users.
bool CopyOwnerAndMode(int fd, const std::string& path, mode_t new_mode) {
  constexpr uid_t kSame = static_cast<uid_t>(-1);
  struct stat info;
  if (stat(path.c_str(), &info) == 0) {
    mode_t mode = info.st_mode & 0777;
    if (fchown(fd, kSame, info.st_gid) != 0) {
      mode = (mode & 0707) | ((mode & 07) << 3);
    }
    [[maybe_unused]] const int ignored = fchown(fd, info.st_uid, kSame);
    return fchmod(fd, mode) == 0;
  }
  const mode_t mask = umask(0);
  umask(mask);
  return fchmod(fd, new_mode & ~mask) == 0;
}

// IsWritableOrNew returns whether a file at `path` may be written, with the
// reason in errno if not.
bool IsWritableOrNew(const std::string& path) {
  return access(path.c_str(), W_OK) == 0 || errno == ENOENT;
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

void RemoveUnfinishedFile() {
  if (const char* const name = unfinished.exchange(nullptr)) {
    unlink(name);
  }
}

ReplacedFile::ReplacedFile(std::string path, mode_t new_mode)
    : path_(std::move(path)), new_mode_(new_mode) {}

ReplacedFile::~ReplacedFile() {
  if (fd_ >= 0) {
    close(fd_);
  }
  RemoveUnfinishedFile();
}

bool ReplacedFile::Create() {
  if (!FollowLinks(&path_) || !IsWritableOrNew(path_)) {
    return false;
  }
  temporary_ = absl::StrCat(path_, ".XXXXXX");
  const Blocked blocked;
  HandleSignals();
  fd_ = mkostemp(temporary_.data(), O_CLOEXEC);
  if (fd_ < 0) {
    return false;
  }
  unfinished = temporary_.c_str();
  return CopyOwnerAndMode(fd_, path_, new_mode_);
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
