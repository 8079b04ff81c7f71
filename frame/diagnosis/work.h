// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The bounds of the work of a diagnosis, in bytes of frames that it tries to
// open.
//
// Thread-safety: constants.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_WORK_H_
#define SEALFRAME_FRAME_DIAGNOSIS_WORK_H_

#include <cstddef>

namespace sealframe {

// Counted for each frame that is tried, in addition to its size, and for each
// whose ends show that it need not be tried.
inline constexpr size_t kWorkPerTry = size_t{16} << 10;
inline constexpr size_t kWorkPerLook = 512;

// The work for each mistake with the frame, for all keys, for each pair of
// mistakes with the frame, and for each mistake together with all keys.
inline constexpr size_t kWorkPerMistake = size_t{48} << 20;
inline constexpr size_t kWorkForKeys = size_t{128} << 20;
inline constexpr size_t kWorkPerPair = size_t{8} << 20;
inline constexpr size_t kWorkPerMistakeWithKeys = size_t{32} << 20;

// The work of a whole diagnosis.
inline constexpr size_t kMaxWork = size_t{1} << 30;

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_WORK_H_
