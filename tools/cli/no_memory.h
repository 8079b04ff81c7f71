// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What a command does without memory.
//
// Thread-safety: safe to call from any thread.

#ifndef SEALFRAME_TOOLS_CLI_NO_MEMORY_H_
#define SEALFRAME_TOOLS_CLI_NO_MEMORY_H_

namespace sealframe {

// EndWithoutMemory makes an allocation that fails end the process, with words
// and the exit code of a file that cannot be read or written. An unfinished
// output file is removed.
void EndWithoutMemory();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_NO_MEMORY_H_
