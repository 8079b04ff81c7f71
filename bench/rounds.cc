// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/bench/rounds.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sealframe {
namespace {

double Median(std::vector<double>* values) {
  const auto middle =
      values->begin() + static_cast<std::ptrdiff_t>(values->size() / 2);
  std::nth_element(values->begin(), middle, values->end());
  return *middle;
}

}  // namespace

void Rounds::Report(size_t allocations) {
  const double bare = Median(&bare_);
  const double ours = Median(&ours_);
  const auto frames =
      static_cast<int64_t>(ours_.size()) * static_cast<int64_t>(batch_size_);
  state_->counters["bare_ns"] = bare;
  state_->counters["ours_ns"] = ours;
  state_->counters["above_ns"] = ours - bare;
  state_->counters["ratio"] = ours / bare;
  state_->counters["allocations"] = static_cast<double>(allocations);
  state_->SetItemsProcessed(frames);
  state_->SetBytesProcessed(frames * static_cast<int64_t>(frame_size_));
}

}  // namespace sealframe
