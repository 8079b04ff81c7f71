// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/stream_stats.h"

#include <cstddef>
#include <cstdint>
#include <numeric>

namespace sealframe {

uint64_t StreamStats::LatencyPercentile(unsigned percent) const {
  const uint64_t measured =
      std::accumulate(latency.begin(), latency.end(), uint64_t{0});
  uint64_t seen = 0;
  for (size_t i = 0; i < latency.size(); ++i) {
    seen += latency[i];
    if (seen != 0 && seen * 100 >= measured * percent) {
      return uint64_t{2} << i;
    }
  }
  return 0;
}

}  // namespace sealframe
