// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/index_queues.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace sealframe {

IndexQueues::IndexQueues(size_t num_queues, size_t num_indices)
    : num_indices_(num_indices), nodes_(num_indices + num_queues) {
  for (size_t queue = 0; queue < num_queues; ++queue) {
    const auto sentinel = static_cast<uint32_t>(SentinelOf(queue));
    nodes_[sentinel] = {sentinel, sentinel};
  }
}

void IndexQueues::PushBack(size_t queue, size_t index) {
  const auto sentinel = static_cast<uint32_t>(SentinelOf(queue));
  const auto node = static_cast<uint32_t>(index);
  const uint32_t last = nodes_[sentinel].previous;
  nodes_[node] = {last, sentinel};
  nodes_[last].next = node;
  nodes_[sentinel].previous = node;
}

void IndexQueues::Remove(size_t index) {
  const Node node = nodes_[index];
  nodes_[node.previous].next = node.next;
  nodes_[node.next].previous = node.previous;
}

std::optional<size_t> IndexQueues::Front(size_t queue) const {
  const size_t first = nodes_[SentinelOf(queue)].next;
  if (first == SentinelOf(queue)) {
    return std::nullopt;
  }
  return first;
}

}  // namespace sealframe
