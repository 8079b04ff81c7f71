// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A file that appears whole or not at all. It is written under another name
// beside its place and renamed when it is complete. It has the permissions of
// the file that it replaces.
//
// If the process is ended by SIGHUP, SIGINT or SIGTERM meanwhile, the
// unfinished file is removed first. Signals that are ignored stay ignored.
// Nothing can be done about SIGKILL or a loss of power.
//
// Thread-safety: none. A process has one such file at a time.

#ifndef SEALFRAME_TOOLS_CLI_REPLACED_FILE_H_
#define SEALFRAME_TOOLS_CLI_REPLACED_FILE_H_

#include <string>

namespace sealframe {

class ReplacedFile {
 public:
  // The file's place is `path`. Nothing is made yet.
  explicit ReplacedFile(std::string path);

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
  const std::string path_;
  std::string temporary_;
  int fd_ = -1;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_REPLACED_FILE_H_
