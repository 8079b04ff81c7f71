// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// As file_counter_reservations.cc does.
#define _FILE_OFFSET_BITS 64  // NOLINT(bugprone-reserved-identifier)

#include "sealframe/keyring/testing/file_calls.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <string>
#include <utility>

namespace sealframe {
namespace {

FileCalls* recorder = nullptr;

// Intercept performs `call` unless a fault prevents it, and `record`s it if it
// succeeds. Only calls that are slow can be interrupted.
template <typename Call, typename Record>
auto Intercept(const Call& call, const Record& record, bool is_slow = false)
    -> decltype(call()) {
  if (recorder == nullptr) {
    return call();
  }
  const Fault fault = recorder->Next();
  if (fault.kind == Fault::Kind::kFails ||
      fault.kind == Fault::Kind::kAllFail ||
      (fault.kind == Fault::Kind::kInterrupts && is_slow)) {
    errno = fault.error;
    return -1;
  }
  const auto result = call();
  if (result >= 0) {
    record(result);
  }
  if (fault.kind == Fault::Kind::kFailsLate) {
    errno = fault.error;
    return -1;
  }
  return result;
}

bool IsFolder(int fd) {
  struct stat about;
  return fstat(fd, &about) == 0 && S_ISDIR(about.st_mode);
}

}  // namespace

FileCalls::FileCalls() { recorder = this; }

FileCalls::~FileCalls() { recorder = nullptr; }

Fault FileCalls::Next() {
  const size_t number = intercepted_++;
  const bool is_faulty =
      number == fault_.at ||
      (fault_.kind == Fault::Kind::kAllFail && number > fault_.at);
  return is_faulty ? fault_ : Fault();
}

void FileCalls::Created(int fd, const std::string& name) {
  files_[fd] = ++last_file_;
  Add({.kind = FileCall::Kind::kCreate, .file = last_file_, .name = name});
}

int FileCalls::file_of(int fd) const {
  const auto found = files_.find(fd);
  return found == files_.end() ? 0 : found->second;
}

// The linker chooses these names. glibc's with 64 are due to _FILE_OFFSET_BITS.
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {

int __real_openat64(int folder, const char* name, int flags, ...);
dirent* __real_readdir64(DIR* folder);
int __real_fsync(int fd);
int __real_syncfs(int fd);
ssize_t __real_write(int fd, const void* data, size_t size);
int __real_renameat(int from, const char* name, int to, const char* new_name);
int __real_unlinkat(int folder, const char* name, int flags);

int __wrap_openat64(int folder, const char* name, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return Intercept([&] { return __real_openat64(folder, name, flags, mode); },
                   [&](int fd) {
                     if ((flags & O_CREAT) != 0) {
                       recorder->Created(fd, name);
                     }
                   });
}

ssize_t __wrap_write(int fd, const void* data, size_t size) {
  const int file = recorder == nullptr ? 0 : recorder->file_of(fd);
  if (file == 0) {
    return __real_write(fd, data, size);
  }
  const Fault fault = recorder->fault();
  if (fault.at == recorder->intercepted()) {
    size = fault.kind == Fault::Kind::kWritesShort     ? (size + 1) / 2
           : fault.kind == Fault::Kind::kWritesNothing ? 0
                                                       : size;
  }
  return Intercept(
      [&] { return __real_write(fd, data, size); },
      [&](ssize_t written) {
        recorder->Add({.kind = FileCall::Kind::kWrite,
                       .file = file,
                       .data = std::string(static_cast<const char*>(data),
                                           static_cast<size_t>(written))});
      },
      /*is_slow=*/true);
}

dirent* __wrap_readdir64(DIR* folder) {
  dirent* entry = nullptr;
  const auto read = [&] {
    entry = __real_readdir64(folder);
    return 0;
  };
  return Intercept(read, [](int) {}) == 0 ? entry : nullptr;
}

int __wrap_fsync(int fd) {
  return Intercept(
      [&] { return recorder == nullptr ? __real_fsync(fd) : 0; },
      [&](int) {
        recorder->Add(IsFolder(fd)
                          ? FileCall{.kind = FileCall::Kind::kSyncFolder}
                          : FileCall{.kind = FileCall::Kind::kSyncFile,
                                     .file = recorder->file_of(fd)});
      },
      /*is_slow=*/true);
}

int __wrap_syncfs(int fd) {
  return Intercept(
      [&] { return recorder == nullptr ? __real_syncfs(fd) : 0; },
      [](int) { recorder->Add({.kind = FileCall::Kind::kSyncAll}); });
}

int __wrap_renameat(int from, const char* name, int to, const char* new_name) {
  const auto rename = [&] {
    // Some file systems write a file to the disk when it replaces another.
    if (recorder != nullptr) {
      __real_unlinkat(to, new_name, 0);
    }
    return __real_renameat(from, name, to, new_name);
  };
  return Intercept(rename, [&](int) {
    recorder->Add(
        {.kind = FileCall::Kind::kRename, .name = name, .new_name = new_name});
  });
}

int __wrap_unlinkat(int folder, const char* name, int flags) {
  return Intercept(
      [&] { return __real_unlinkat(folder, name, flags); },
      [&](int) {
        recorder->Add({.kind = FileCall::Kind::kUnlink, .name = name});
      });
}

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier)

}  // namespace sealframe
