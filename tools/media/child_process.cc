// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/child_process.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace sealframe {
namespace {

absl::Status Failed(absl::string_view what, int error) {
  const std::string message =
      absl::StrCat("cannot ", what, ": ", std::strerror(error));
  return error == ENOENT ? absl::NotFoundError(message)
                         : absl::UnavailableError(message);
}

// MemoryFile is a file that exists in memory only.
class MemoryFile {
 public:
  MemoryFile() : fd_(memfd_create("sealframe", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (fd_ >= 0) {
      close(fd_);
    }
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  bool ok() const { return fd_ >= 0; }
  int fd() const { return fd_; }

  // Fill writes `bytes` and goes back to the start. It returns whether it
  // could.
  bool Fill(absl::Span<const uint8_t> bytes) {
    while (!bytes.empty()) {
      const ssize_t written = write(fd_, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) {
        return false;
      }
      bytes.remove_prefix(static_cast<size_t>(std::max<ssize_t>(written, 0)));
    }
    return lseek(fd_, 0, SEEK_SET) == 0;
  }

  // Contents returns all that was written.
  std::vector<uint8_t> Contents() const {
    const off_t size = lseek(fd_, 0, SEEK_END);
    std::vector<uint8_t> bytes(static_cast<size_t>(std::max<off_t>(size, 0)));
    size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t got = pread(fd_, bytes.data() + done, bytes.size() - done,
                                static_cast<off_t>(done));
      if (got == 0 || (got < 0 && errno != EINTR)) {
        break;
      }
      done += static_cast<size_t>(std::max<ssize_t>(got, 0));
    }
    bytes.resize(done);
    return bytes;
  }

 private:
  const int fd_;
};

// Spawn starts the program with the three files and returns an errno value.
int Spawn(const std::string& path, const std::string& argument,
          const MemoryFile& in, const MemoryFile& out, const MemoryFile& errors,
          pid_t* child) {
  std::string name = path;
  std::string first = argument;
  char* arguments[] = {name.data(), first.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.fd(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.fd(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.fd(), STDERR_FILENO);
  const int error =
      posix_spawn(child, path.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace

absl::StatusOr<ChildOutput> RunChild(const std::string& path,
                                     const std::string& argument,
                                     absl::Span<const uint8_t> input) {
  MemoryFile in;
  MemoryFile out;
  MemoryFile errors;
  if (!in.ok() || !out.ok() || !errors.ok() || !in.Fill(input)) {
    return Failed(absl::StrCat("run ", path), errno);
  }
  pid_t child = 0;
  if (const int error = Spawn(path, argument, in, out, errors, &child);
      error != 0) {
    return Failed(absl::StrCat("run ", path), error);
  }
  int state = 0;
  while (waitpid(child, &state, 0) < 0) {
    if (errno != EINTR) {
      return Failed(absl::StrCat("wait for ", path), errno);
    }
  }
  ChildOutput result;
  result.exit_code = WIFSIGNALED(state) ? -WTERMSIG(state) : WEXITSTATUS(state);
  result.output = out.Contents();
  const std::vector<uint8_t> text = errors.Contents();
  result.errors.assign(text.begin(), text.end());
  return result;
}

}  // namespace sealframe
