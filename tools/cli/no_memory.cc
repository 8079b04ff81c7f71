// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/no_memory.h"

#include <unistd.h>

#include <new>

#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/replaced_file.h"

namespace sealframe {

void EndWithoutMemory() {
  std::set_new_handler([] {
    RemoveUnfinishedFile();
    constexpr char kMessage[] = "sealframe: not enough memory\n";
    [[maybe_unused]] const ssize_t ignored =
        write(STDERR_FILENO, kMessage, sizeof(kMessage) - 1);
    _exit(static_cast<int>(ExitCode::kInputOutput));
  });
}

}  // namespace sealframe
