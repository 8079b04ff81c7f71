// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counts the calls of BoringSSL that authenticate frames, and so the work of
// opening them. A program that links this library calls BoringSSL through it.
//
// Thread-safety: may be used from several threads. Allocates nothing.

#ifndef SEALFRAME_CRYPTO_TESTING_CIPHER_WORK_H_
#define SEALFRAME_CRYPTO_TESTING_CIPHER_WORK_H_

#include <cstdint>

namespace sealframe {

struct CipherWork {
  uint64_t passes = 0;  // How often a frame was authenticated, or was forged.
  uint64_t bytes = 0;   // What that read, with tags and additional data.
};

// TotalCipherWork returns the work of this process so far. AES-GCM counts only
// when it opens a frame, AES-CTR with HMAC also when it seals one. HMACs for
// other purposes count, too: compare the totals before and after a frame.
CipherWork TotalCipherWork();

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_TESTING_CIPHER_WORK_H_
