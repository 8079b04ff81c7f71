// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Numbered test pictures: a bright and a dark half above, and a number and its
// complement in black and white blocks below. They survive lossy coding and
// scaling. A picture decoded from ciphertext is not a test picture.
//
// Thread-safety: pure functions. Reading allocates nothing.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_TESTING_PICTURE_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_TESTING_PICTURE_H_

#include <cstdint>
#include <optional>

#include "api/video/i420_buffer.h"
#include "api/video/video_frame_buffer.h"

namespace sealframe {

inline constexpr int kPictureWidth = 320;
inline constexpr int kPictureHeight = 240;

// DrawPicture fills all of `buffer` with the picture of that number.
void DrawPicture(uint16_t number, webrtc::I420Buffer* buffer);

// ReadPicture returns the number of a test picture of any size, or nothing for
// other pictures.
std::optional<uint16_t> ReadPicture(const webrtc::I420BufferInterface& picture);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_TESTING_PICTURE_H_
