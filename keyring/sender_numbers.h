// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The sender numbers that were used under a meeting's shared keys. A number and
// a shared key have one sender for ever: two participants with the same number,
// even one after the other, would use the same nonces.
//
// Shared keys are numbered here in the order in which they were set.
//
// Thread-safety: none; its owner locks. Allocates.

#ifndef SEALFRAME_KEYRING_SENDER_NUMBERS_H_
#define SEALFRAME_KEYRING_SENDER_NUMBERS_H_

#include <cstdint>
#include <map>
#include <set>

namespace sealframe {

class SenderNumbers {
 public:
  // AddKey records that a shared key was set, and returns its number.
  uint64_t AddKey();

  // RemoveKey records that the key of this number is not set any more. Sender
  // numbers that were only used under such keys are free again.
  void RemoveKey(uint64_t key);

  // Release records that the holder of `sender_number` left. All keys that are
  // set count as used by it.
  void Release(uint64_t sender_number);

  // IsUsed returns whether a holder that left may have used a key that is still
  // set.
  bool IsUsed(uint64_t sender_number) const;

 private:
  std::set<uint64_t> keys_;  // Those that are set.
  uint64_t last_key_ = 0;
  // By sender number, the last key that its holders may have used.
  std::map<uint64_t, uint64_t> released_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SENDER_NUMBERS_H_
