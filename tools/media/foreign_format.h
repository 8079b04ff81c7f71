// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Names media files that Sealframe does not take, and how to convert them.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_TOOLS_MEDIA_FOREIGN_FORMAT_H_
#define SEALFRAME_TOOLS_MEDIA_FOREIGN_FORMAT_H_

#include <cstdint>
#include <string>

#include "absl/types/span.h"

namespace sealframe {

// ForeignFormatText returns an error text for a file that starts with `front`,
// if that is a well-known format: its name, and a command that converts it.
// Otherwise the text is empty.
std::string ForeignFormatText(absl::Span<const uint8_t> front);

// UnknownFormatText likewise returns one for any file.
std::string UnknownFormatText(absl::Span<const uint8_t> front);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_FOREIGN_FORMAT_H_
