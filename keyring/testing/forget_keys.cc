// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/testing/forget_keys.h"

#include "gtest/gtest.h"
#include "sealframe/crypto/mutex_lock.h"
#include "sealframe/keyring/sealing_counter_table.h"

namespace sealframe {

class SealingCounterTableTestPeer {
 public:
  static void Forget(SealingCounterTable* table) {
    const MutexLock lock(table->mutex_);
    std::erase_if(table->entries_, [](const auto& entry) {
      return entry.second.counter.expired();
    });
  }
};

void ForgetSealingKeys() {
  SealingCounterTableTestPeer::Forget(&SealingCounterTable::OfProcess());
}

namespace {

class ForgetBeforeEachTest final : public ::testing::EmptyTestEventListener {
 public:
  void OnTestStart(const ::testing::TestInfo&) override { ForgetSealingKeys(); }
};

const bool kIsListening = [] {
  ::testing::UnitTest::GetInstance()->listeners().Append(
      new ForgetBeforeEachTest());
  return true;
}();

}  // namespace
}  // namespace sealframe
