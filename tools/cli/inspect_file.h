// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// `sealframe inspect` of a media file.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_INSPECT_FILE_H_
#define SEALFRAME_TOOLS_CLI_INSPECT_FILE_H_

#include "absl/status/status.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/input_file.h"
#include "sealframe/tools/media/byte_input.h"

namespace sealframe {

// InspectFile prints a report about the media file in `input`, of which `in` is
// the source. The file is read twice, since its profile is guessed from all its
// frames: another input than a regular file is copied to a temporary file
// first. DataLoss if there is a key and a frame does not open.
absl::Status InspectFile(const Flags& flags, const InputFile& in,
                         ByteInput& input);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_INSPECT_FILE_H_
