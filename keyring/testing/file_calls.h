// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For tests: records the system calls that change the files of a folder, and
// lets one of them fail. The linker routes the calls of the whole program
// through here, see `INTERCEPTED` in BUILD.bazel. While calls are recorded,
// nothing is synced.
//
// Thread-safety: none.

#ifndef SEALFRAME_KEYRING_TESTING_FILE_CALLS_H_
#define SEALFRAME_KEYRING_TESTING_FILE_CALLS_H_

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace sealframe {

// FileCall is a call that succeeded. Calls name a file by the folder's
// descriptor and its name; writes go to a file by its number.
struct FileCall {
  enum class Kind {
    kCreate,  // `name` becomes the new, empty file `file`.
    kWrite,   // `data` is appended to `file`.
    kSyncFile,
    kSyncFolder,
    kSyncAll,
    kRename,  // `name` becomes `new_name`.
    kUnlink,
  };
  Kind kind;
  int file = 0;
  std::string name = {};
  std::string new_name = {};
  std::string data = {};
};

// Fault is a failure of call number `at`, counting from 0 all calls that are
// intercepted, including those that open a file to read it.
struct Fault {
  enum class Kind {
    kNone,
    kFails,          // It does nothing.
    kFailsLate,      // It does everything but reports `error`.
    kWritesShort,    // If it writes, it writes half and succeeds.
    kWritesNothing,  // If it writes, it writes nothing and succeeds.
    kInterrupts,     // If it writes or syncs, a signal interrupts it.
    kAllFail,        // It and all later ones do nothing.
  };
  Kind kind = Kind::kNone;
  size_t at = 0;
  int error = 0;
};

// FileCalls records while it exists. There is at most one.
class FileCalls final {
 public:
  FileCalls();
  ~FileCalls();

  FileCalls(const FileCalls&) = delete;
  FileCalls& operator=(const FileCalls&) = delete;

  const std::vector<FileCall>& calls() const { return calls_; }
  size_t intercepted() const { return intercepted_; }

  void SetFault(const Fault& fault) { fault_ = fault; }

  // The rest is for the intercepted functions.

  const Fault& fault() const { return fault_; }
  // Next counts a call and returns its fault.
  Fault Next();
  void Add(FileCall call) { calls_.push_back(std::move(call)); }
  void Created(int fd, const std::string& name);
  // file_of returns the file behind `fd`, or 0 if it was not created here.
  int file_of(int fd) const;

 private:
  std::vector<FileCall> calls_;
  std::map<int, int> files_;
  int last_file_ = 0;
  size_t intercepted_ = 0;
  Fault fault_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_TESTING_FILE_CALLS_H_
