// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys that callers of the C interface hand in.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_HOOKS_C_READ_KEY_H_
#define SEALFRAME_HOOKS_C_READ_KEY_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {

// ReadKey copies `size` bytes at `key`, which is not null, as material of
// `kind`. It refuses an unknown kind, and a size that such material cannot have
// before it reads a byte.
absl::StatusOr<KeyMaterial> ReadKey(sealframe_key_kind kind, const uint8_t* key,
                                    size_t size);

// ReadDerivedKey copies an AEAD key and its salt, whose data are not null, and
// checks their sizes as ReadKey does.
absl::StatusOr<KeyMaterial> ReadDerivedKey(absl::Span<const uint8_t> key,
                                           absl::Span<const uint8_t> salt);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_READ_KEY_H_
