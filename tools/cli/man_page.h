// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The manual of the command line, as a man page.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_TOOLS_CLI_MAN_PAGE_H_
#define SEALFRAME_TOOLS_CLI_MAN_PAGE_H_

#include <string>
#include <vector>

#include "sealframe/tools/cli/command.h"

namespace sealframe {

// ManPage returns the manual of `commands` in the format of man (roff).
std::string ManPage(const std::vector<Command>& commands);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_MAN_PAGE_H_
