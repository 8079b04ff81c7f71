// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The UUID by which sealed video in files is recognized. H.264 and H.265 carry
// it in an SEI message (user_data_unregistered), AV1 in a metadata OBU.
//
// Thread-safety: a constant.

#ifndef SEALFRAME_TOOLS_MEDIA_FILE_MARK_H_
#define SEALFRAME_TOOLS_MEDIA_FILE_MARK_H_

#include <array>
#include <cstdint>

namespace sealframe {

inline constexpr std::array<uint8_t, 16> kFileMark = {
    0x5e, 0xa1, 0xf4, 0xa3, 0x6d, 0x65, 0x4e, 0x9a,
    0xb7, 0xc3, 0xd1, 0x58, 0x2f, 0x86, 0xe9, 0x74};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_FILE_MARK_H_
