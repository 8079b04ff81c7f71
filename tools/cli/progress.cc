// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "sealframe/crypto/mutex_lock.h"

namespace sealframe {
namespace {

constexpr absl::Duration kDelay = absl::Seconds(1);
constexpr absl::Duration kInterval = absl::Milliseconds(200);

// Back to the start of the line, and clear it.
constexpr char kClear[] = "\r\033[K";

Progress::Print Terminal() {
  if (isatty(STDERR_FILENO) == 0) {
    return nullptr;
  }
  return [](const std::string& text) { std::fputs(text.c_str(), stderr); };
}

}  // namespace

Progress::Progress(std::string what, uint64_t total)
    : Progress(std::move(what), total, absl::Now, Terminal()) {
  if (print_ == nullptr) {
    return;
  }
  renewer_ = std::thread([this] {
    const MutexLock lock(mutex_);
    while (!mutex_.AwaitWithTimeout(absl::Condition(&ended_), kInterval)) {
      Renew();
    }
  });
}

Progress::Progress(std::string what, uint64_t total, Now now, Print print)
    : what_(std::move(what)),
      total_(total),
      now_(std::move(now)),
      print_(std::move(print)),
      next_(now_() + kDelay) {}

Progress::~Progress() {
  {
    const MutexLock lock(mutex_);
    ended_ = true;
    if (shown_) {
      print_(kClear);
    }
  }
  if (renewer_.joinable()) {
    renewer_.join();
  }
}

void Progress::Add(uint64_t done) {
  const MutexLock lock(mutex_);
  done_ += done;
  Renew();
}

void Progress::Renew() {
  if (print_ == nullptr || now_() < next_) {
    return;
  }
  next_ = now_() + kInterval;
  shown_ = true;
  const std::string amount =
      total_ == 0
          ? absl::StrCat(done_ / 1'000'000, " MB")
          : absl::StrCat(std::min<uint64_t>(done_ * 100 / total_, 99), " %");
  print_(absl::StrCat(kClear, what_, ": ", amount));
}

}  // namespace sealframe
