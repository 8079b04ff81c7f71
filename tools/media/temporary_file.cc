// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/temporary_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"

namespace sealframe {
namespace {

constexpr size_t kPartSize = size_t{1} << 16;

absl::Status Failed(absl::string_view action, absl::string_view folder) {
  return absl::UnavailableError(
      absl::StrCat("cannot ", action, " a temporary file in ", folder, ": ",
                   std::strerror(errno), "; TMPDIR names another folder"));
}

std::string Folder() {
  const char* const folder = std::getenv("TMPDIR");
  return folder == nullptr || *folder == '\0' ? "/var/tmp" : folder;
}

// OpenUnnamed returns a descriptor, or -1 with the reason in errno.
int OpenUnnamed(const std::string& folder) {
  const int fd = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0 || errno == ENOENT) {
    return fd;
  }
  // Some file systems have only files with names.
  std::string name = absl::StrCat(folder, "/sealframe.XXXXXX");
  const int named = mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) {
    unlink(name.c_str());
  }
  return named;
}

}  // namespace

absl::StatusOr<std::unique_ptr<TemporaryFile>> TemporaryFile::Create() {
  std::string folder = Folder();
  const int fd = OpenUnnamed(folder);
  if (fd < 0) {
    return Failed("create", folder);
  }
  return absl::WrapUnique(new TemporaryFile(std::move(folder), fd));
}

absl::StatusOr<std::unique_ptr<TemporaryFile>> TemporaryFile::CopyOf(
    ByteInput& input) {
  absl::StatusOr<std::unique_ptr<TemporaryFile>> file = Create();
  if (!file.ok()) {
    return file;
  }
  for (;;) {
    const absl::StatusOr<absl::Span<const uint8_t>> part =
        input.Peek(kPartSize);
    if (!part.ok()) {
      return part.status();
    }
    if (part->empty()) {
      return file;
    }
    const size_t size = part->size();
    if (absl::Status status = (*file)->Append(*part); !status.ok()) {
      return status;
    }
    input.Skip(size);
  }
}

TemporaryFile::~TemporaryFile() { close(fd_); }

absl::Status TemporaryFile::Append(absl::Span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      return Failed("write", folder_);
    }
    bytes.remove_prefix(static_cast<size_t>(std::max<ssize_t>(written, 0)));
  }
  return absl::OkStatus();
}

absl::StatusOr<size_t> TemporaryFile::Read(uint64_t offset,
                                           absl::Span<uint8_t> out) const {
  size_t done = 0;
  while (done < out.size()) {
    const ssize_t got = pread(fd_, out.data() + done, out.size() - done,
                              static_cast<off_t>(offset + done));
    if (got == 0) {
      break;
    }
    if (got < 0 && errno != EINTR) {
      return Failed("read", folder_);
    }
    done += static_cast<size_t>(std::max<ssize_t>(got, 0));
  }
  return done;
}

absl::Status TemporaryFile::Clear() {
  return ftruncate(fd_, 0) == 0 && lseek(fd_, 0, SEEK_SET) == 0
             ? absl::OkStatus()
             : Failed("clear", folder_);
}

}  // namespace sealframe
