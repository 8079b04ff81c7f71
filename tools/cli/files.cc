// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/replaced_file.h"

namespace sealframe {
namespace {

constexpr size_t kReadSize = size_t{1} << 16;

absl::Status Failed(absl::string_view action, absl::string_view path) {
  const int error = errno;
  const std::string message =
      absl::StrCat("cannot ", action, " ", path, ": ", std::strerror(error));
  return error == ENOENT ? absl::NotFoundError(message)
                         : absl::UnavailableError(message);
}

absl::StatusOr<std::vector<uint8_t>> ReadAll(int fd, absl::string_view path) {
  std::vector<uint8_t> bytes;
  size_t size = 0;
  for (;;) {
    bytes.resize(size + kReadSize);
    const ssize_t got = read(fd, bytes.data() + size, kReadSize);
    if (got < 0 && errno != EINTR) {
      return Failed("read", path);
    }
    size += static_cast<size_t>(std::max<ssize_t>(got, 0));
    if (got == 0) {
      bytes.resize(size);
      return bytes;
    }
  }
}

absl::StatusOr<std::vector<uint8_t>> ReadFile(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return Failed("open", path);
  }
  const absl::Cleanup close_fd = [fd] { close(fd); };
  return ReadAll(fd, path);
}

absl::Status WriteAll(int fd, absl::Span<const uint8_t> bytes,
                      absl::string_view path) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      return Failed("write", path);
    }
    bytes.remove_prefix(static_cast<size_t>(std::max<ssize_t>(written, 0)));
  }
  return absl::OkStatus();
}

// Devices and pipes are written to directly: they cannot be replaced.
bool IsRegularOrNew(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) != 0 || S_ISREG(info.st_mode);
}

absl::Status WriteDirectly(const std::string& path,
                           absl::Span<const uint8_t> bytes) {
  const int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) {
    return Failed("open", path);
  }
  const absl::Cleanup close_fd = [fd] { close(fd); };
  return WriteAll(fd, bytes, path);
}

absl::Status WriteByReplacing(const std::string& path,
                              absl::Span<const uint8_t> bytes) {
  ReplacedFile file(path);
  if (!file.Create()) {
    return Failed("create", path);
  }
  if (absl::Status status = WriteAll(file.fd(), bytes, path); !status.ok()) {
    return status;
  }
  return file.Commit() ? absl::OkStatus() : Failed("write", path);
}

// ReadStandardInput reads standard input, which can be read once, for
// `purpose`.
absl::StatusOr<std::vector<uint8_t>> ReadStandardInput(
    const std::string& purpose) {
  static std::string* const reader = new std::string();
  if (!reader->empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("standard input was read for ", *reader, ": name a file ",
                     "for ", purpose));
  }
  *reader = purpose;
  return ReadAll(STDIN_FILENO, "standard input");
}

// ReadText returns the value of a flag, or the contents of the file that an
// @FILE value names: standard input for @-.
absl::StatusOr<std::string> ReadText(const Flags& flags,
                                     absl::string_view name) {
  const std::string text = flags.Text(name);
  if (text.empty() || text[0] != '@') {
    return text;
  }
  const absl::StatusOr<std::vector<uint8_t>> bytes =
      text == "@-" ? ReadStandardInput(absl::StrCat("--", name))
                   : ReadFile(text.substr(1));
  if (!bytes.ok()) {
    return bytes.status();
  }
  return std::string(bytes->begin(), bytes->end());
}

}  // namespace

absl::StatusOr<std::vector<uint8_t>> ReadInput(const Flags& flags) {
  const std::string path = flags.Text("in", "-");
  return path == "-" ? ReadStandardInput("--in") : ReadFile(path);
}

absl::Status WriteOutput(const Flags& flags, absl::Span<const uint8_t> bytes) {
  const std::string path = flags.Text("out", "-");
  if (path == "-") {
    return WriteAll(STDOUT_FILENO, bytes, "standard output");
  }
  return IsRegularOrNew(path) ? WriteByReplacing(path, bytes)
                              : WriteDirectly(path, bytes);
}

absl::StatusOr<SecretBytes> ReadKey(const Flags& flags,
                                    absl::string_view name) {
  const absl::StatusOr<std::string> text = ReadText(flags, name);
  if (!text.ok()) {
    return text.status();
  }
  const absl::optional<std::vector<uint8_t>> bytes =
      ParseHex(absl::StripAsciiWhitespace(*text));
  if (!bytes.has_value() || bytes->empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--", name, ": give an even number of hex digits, or @FILE"));
  }
  return SecretBytes::CopyOf(*bytes);
}

absl::StatusOr<SecretBytes> ReadPassphrase(const Flags& flags,
                                           absl::string_view name) {
  absl::StatusOr<std::string> text = ReadText(flags, name);
  if (!text.ok()) {
    return text.status();
  }
  if (!text->empty() && flags.Text(name)[0] == '@' && text->back() == '\n') {
    text->pop_back();
  }
  if (text->empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--", name, ": give a passphrase of at least one byte"));
  }
  const std::vector<uint8_t> bytes(text->begin(), text->end());
  return SecretBytes::CopyOf(bytes);
}

}  // namespace sealframe
