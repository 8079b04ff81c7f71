// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Units of a sealing key (keyring/key_limits.h) that one stream has counted in
// advance, so that streams that share a key rarely contend for its count.
//
// Thread-safety: belongs to the stream's thread.

#ifndef SEALFRAME_KEYRING_BLOCK_ALLOWANCE_H_
#define SEALFRAME_KEYRING_BLOCK_ALLOWANCE_H_

#include <cstdint>

namespace sealframe {

// How many units a stream counts in advance: 64 KiB. A key may stop that much
// early for each of its streams.
inline constexpr uint64_t kBlockAllowance = 4096;

// BlockAllowance starts over when the stream's key changes.
class BlockAllowance {
 private:
  friend class SealingKey;

  uint64_t key_ = 0;
  uint64_t left_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_BLOCK_ALLOWANCE_H_
