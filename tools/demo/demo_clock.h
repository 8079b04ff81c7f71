// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The demo's time, which advances by one video frame at a time.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_DEMO_DEMO_CLOCK_H_
#define SEALFRAME_TOOLS_DEMO_DEMO_CLOCK_H_

#include "absl/time/time.h"
#include "sealframe/keyring/clock.h"

namespace sealframe {

class DemoClock final : public Clock {
 public:
  absl::Time Now() const noexcept override { return now_; }
  void NextFrame() { now_ += absl::Milliseconds(33); }

 private:
  absl::Time now_ = absl::UnixEpoch();
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_DEMO_CLOCK_H_
