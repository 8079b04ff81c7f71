// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals frames under keys in the form in which a diagnosis takes them.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_TESTING_SEAL_FRAME_H_
#define SEALFRAME_FRAME_DIAGNOSIS_TESTING_SEAL_FRAME_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {

// The key bytes 00 to 0f as hex digits.
inline constexpr char kHexKey[] = "000102030405060708090a0b0c0d0e0f";

// TextMaterial returns material of `kind` with the bytes of `text`, and
// HexKey the key bytes of `kHexKey` in the named profile.
KeyMaterial TextMaterial(KeyKind kind, absl::string_view text);
ProfileKey HexKey(absl::string_view profile);
ProfileKey KeyOf(absl::string_view profile, KeyMaterial material);

// SealFrame returns `frame` sealed under `key`. Failure fails the running test.
std::vector<uint8_t> SealFrame(const ProfileKey& key, const FrameInfo& info,
                               absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_TESTING_SEAL_FRAME_H_
