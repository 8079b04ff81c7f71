// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Flags for the information that a media stack has about a frame.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_FRAME_INFO_FLAGS_H_
#define SEALFRAME_TOOLS_CLI_FRAME_INFO_FLAGS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

// SsrcFlag returns --ssrc. ReadSsrc returns its value or, since IVs contain it,
// a random one by default.
FlagSpec SsrcFlag();
absl::StatusOr<uint32_t> ReadSsrc(const Flags& flags);

// FrameInfoFlags returns --kind, explained by `kind_help`, --codec,
// --key-frame, --ssrc, --timestamp and --metadata.
std::vector<FlagSpec> FrameInfoFlags(absl::string_view kind_help);

// ReadFrameInfo returns the frame information given by the flags. The kind is
// video by default; the SSRC and timestamp are random. The metadata is in
// `*metadata`, which the information points to. Metadata for a profile that
// takes none is an error.
absl::StatusOr<FrameInfo> ReadFrameInfo(const Flags& flags,
                                        absl::string_view profile,
                                        std::vector<uint8_t>* metadata);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FRAME_INFO_FLAGS_H_
