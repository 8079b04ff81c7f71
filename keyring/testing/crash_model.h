// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For tests: a folder on a disk. After a power failure it has all changes that
// were synced, and any part of the others.
//
// Each name in the folder is, independently of the others, as it was at the
// folder's last sync or at any time since. So changes of names survive in any
// combination, and one rename may do half of its work. Each file has the bytes
// of its last sync and any number of those written since, or zeros in place of
// these. Syncing a file does not sync its name. Until the whole file system was
// synced, the folder itself may be gone.
//
// Thread-safety: none.

#ifndef SEALFRAME_KEYRING_TESTING_CRASH_MODEL_H_
#define SEALFRAME_KEYRING_TESTING_CRASH_MODEL_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sealframe/keyring/testing/file_calls.h"

namespace sealframe {

// FolderState is the contents of a folder's files by their names.
using FolderState = std::map<std::string, std::string>;

class CrashModel final {
 public:
  CrashModel() = default;

  // CrashModel is a folder with `files`, all of it synced.
  explicit CrashModel(const FolderState& files);

  void Apply(const FileCall& call);

  // Now returns the folder as running processes see it.
  FolderState Now() const;

  // AfterPowerFailure returns all states in which the folder may be found.
  std::set<FolderState> AfterPowerFailure() const;

 private:
  // The versions of a thing since its last sync, oldest first; never empty.
  using Contents = std::vector<std::string>;
  using Files = std::vector<int>;  // Files behind a name; 0: no such name.

  Files& FilesOf(const std::string& name);

  std::map<std::string, Files> names_;
  std::map<int, Contents> contents_;
  bool may_be_gone_ = true;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_TESTING_CRASH_MODEL_H_
