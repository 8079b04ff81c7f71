// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/child_process.h"

#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr size_t kMaxErrors = 4096;

absl::Status Failed(absl::string_view what, int error) {
  const std::string message =
      absl::StrCat("cannot ", what, ": ", std::strerror(error));
  return error == ENOENT ? absl::NotFoundError(message)
                         : absl::UnavailableError(message);
}

// Spawn starts the program with these descriptors as its first, as far as they
// are not negative, and returns an errno value.
int Spawn(const std::string& path, std::vector<std::string> arguments,
          const std::vector<int>& descriptors, pid_t* child) {
  std::string name = path;
  std::vector<char*> pointers = {name.data()};
  for (std::string& argument : arguments) {
    pointers.push_back(argument.data());
  }
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (size_t i = 0; i < descriptors.size(); ++i) {
    if (descriptors[i] >= 0) {
      posix_spawn_file_actions_adddup2(&actions, descriptors[i],
                                       static_cast<int>(i));
    }
  }
  const int error = posix_spawn(child, path.c_str(), &actions, nullptr,
                                pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ChildProcess>> ChildProcess::Start(
    const std::string& path, const std::vector<std::string>& arguments,
    int input, int output) {
  const std::string what = absl::StrCat("run ", path);
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return Failed(what, errno);
  }
  const absl::Cleanup close_other_end = [&ends] { close(ends[1]); };
  const int errors = memfd_create("sealframe", MFD_CLOEXEC);
  if (errors < 0) {
    close(ends[0]);
    return Failed(what, errno);
  }
  auto child = absl::WrapUnique(new ChildProcess(ends[0], errors));
  const int error =
      Spawn(path, arguments, {input, ends[1], errors, output}, &child->pid_);
  if (error != 0) {
    child->pid_ = -1;
    return Failed(what, error);
  }
  return child;
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(channel_);
  close(errors_);
}

absl::StatusOr<size_t> ChildProcess::Read(absl::Span<uint8_t> out) {
  ssize_t got = 0;
  do {
    got = recv(channel_, out.data(), out.size(), 0);
  } while (got < 0 && errno == EINTR);
  // A program that ends without reading everything resets the socket.
  if (got < 0 && errno != ECONNRESET) {
    return Failed("read from a program", errno);
  }
  return static_cast<size_t>(std::max<ssize_t>(got, 0));
}

absl::Status ChildProcess::Write(absl::Span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t sent =
        send(channel_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) {
      return Failed("write to a program", errno);
    }
    bytes.remove_prefix(static_cast<size_t>(std::max<ssize_t>(sent, 0)));
  }
  return absl::OkStatus();
}

absl::StatusOr<ChildEnd> ChildProcess::Wait() {
  // A program that still reads gets the end of its input.
  shutdown(channel_, SHUT_RDWR);
  int state = 0;
  const pid_t pid = std::exchange(pid_, -1);
  while (waitpid(pid, &state, 0) < 0) {
    if (errno != EINTR) {
      return Failed("wait for a program", errno);
    }
  }
  ChildEnd end;
  end.exit_code = WIFSIGNALED(state) ? -WTERMSIG(state) : WEXITSTATUS(state);
  end.errors.resize(kMaxErrors);
  const ssize_t size = pread(errors_, end.errors.data(), kMaxErrors, 0);
  end.errors.resize(static_cast<size_t>(std::max<ssize_t>(size, 0)));
  return end;
}

}  // namespace sealframe
