// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/bench/clock.h"

#include <algorithm>
#include <array>

namespace sealframe {

double CostOf(double (*clock)()) {
  std::array<double, 1001> times;
  for (double& time : times) {
    const double start = clock();
    time = clock() - start;
  }
  const auto middle = times.begin() + times.size() / 2;
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

}  // namespace sealframe
