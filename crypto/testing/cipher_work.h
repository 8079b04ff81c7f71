// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counts the work of opening frames where the ciphers do it: the calls of
// BoringSSL that authenticate a frame. To be linked into the whole program.
//
// Thread-safety: may be used from several threads. Allocates nothing.

#ifndef SEALFRAME_CRYPTO_TESTING_CIPHER_WORK_H_
#define SEALFRAME_CRYPTO_TESTING_CIPHER_WORK_H_

#include <cstdint>

namespace sealframe {

struct CipherWork {
  uint64_t passes = 0;  // Frames that were authenticated, or failed to.
  uint64_t bytes = 0;   // Of these frames, their tags and additional data.
};

// TotalCipherWork returns the work of this process so far: of AES-GCM that of
// opening alone, of AES-CTR with HMAC also that of sealing. HMACs for other
// purposes count, too, so compare before and after a frame. With
// --config=ipsec_mb, AES-GCM counts nothing.
CipherWork TotalCipherWork();

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_TESTING_CIPHER_WORK_H_
