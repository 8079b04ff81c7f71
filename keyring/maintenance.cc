// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/maintenance.h"

#include <memory>
#include <set>
#include <vector>

#include "absl/time/time.h"

namespace sealframe {

void MaintenanceSchedule::Set(const std::shared_ptr<MaintenanceMark>& mark,
                              absl::Time time) {
  if (mark->time_ == time) {
    return;
  }
  times_.erase({mark->time_, mark});
  mark->time_ = time;
  if (time != absl::InfiniteFuture()) {
    times_.emplace(time, mark);
  }
}

std::vector<std::shared_ptr<MaintenanceMark>> MaintenanceSchedule::Take(
    absl::Time now) {
  std::vector<std::shared_ptr<MaintenanceMark>> due = marks_->Take();
  std::set<std::shared_ptr<MaintenanceMark>> seen;
  std::erase_if(due, [&](const std::shared_ptr<MaintenanceMark>& mark) {
    Set(mark, absl::InfiniteFuture());
    return !seen.insert(mark).second;
  });
  while (!times_.empty() && times_.begin()->first <= now) {
    due.push_back(times_.begin()->second);
    Set(due.back(), absl::InfiniteFuture());
  }
  return due;
}

}  // namespace sealframe
