// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A file that appears whole or not at all. It is written under another name
// beside its place and renamed when it is complete. It has the permissions, and
// if possible the owner and group, of the file that it replaces, which must be
// writable. A symbolic link stays: the file that it points to is replaced.
//
// If the process is ended by SIGHUP, SIGINT or SIGTERM meanwhile, the
// unfinished file is removed first. Signals that are ignored stay ignored.
// Nothing can be done about SIGKILL or a loss of power.
//
// Thread-safety: none. A process has one such file at a time.

#ifndef SEALFRAME_TOOLS_CLI_REPLACED_FILE_H_
#define SEALFRAME_TOOLS_CLI_REPLACED_FILE_H_

#include <sys/types.h>

#include <string>

namespace sealframe {

class ReplacedFile {
 public:
  // The file's place is `path`. If it is new, its permissions are those of
  // `new_mode` that the process's umask allows. Nothing is made yet.
  ReplacedFile(std::string path, mode_t new_mode);

  // ~ReplacedFile removes the file unless it was committed.
  ~ReplacedFile();
  ReplacedFile(const ReplacedFile&) = delete;
  ReplacedFile& operator=(const ReplacedFile&) = delete;

  // Create makes the file and returns whether it could; if not, errno has the
  // reason. It is called once.
  [[nodiscard]] bool Create();

  // fd returns the descriptor to write to. It is valid from Create to Commit.
  int fd() const { return fd_; }

  // Commit closes the file and moves it to its place, where it replaces an
  // older file. It returns whether it could; if not, errno has the reason.
  [[nodiscard]] bool Commit();

 private:
  std::string path_;
  const mode_t new_mode_;
  std::string temporary_;
  int fd_ = -1;
};

// RemoveUnfinishedFile removes the temporary file of the ReplacedFile that
// there is, if any. It is safe in a signal handler.
void RemoveUnfinishedFile();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_REPLACED_FILE_H_
