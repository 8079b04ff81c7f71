// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// First-in, first-out queues over a fixed set of indices, each index in at
// most one queue and removable from its middle.
//
// Thread-safety: an object belongs to one thread at a time. It allocates when
// it is made and never again; every operation takes constant time.

#ifndef SEALFRAME_FRAME_RTP_INDEX_QUEUES_H_
#define SEALFRAME_FRAME_RTP_INDEX_QUEUES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/optional.h"

namespace sealframe {

class IndexQueues {
 public:
  // IndexQueues makes `num_queues` empty queues over the indices below
  // `num_indices`. The two together must be below 2^32.
  IndexQueues(size_t num_queues, size_t num_indices);

  // PushBack adds `index`, which must be in no queue, to the end of `queue`.
  void PushBack(size_t queue, size_t index);

  // Remove takes `index`, which must be in a queue, out of it.
  void Remove(size_t index);

  // Front returns the index that has been in `queue` for longest, if any.
  absl::optional<size_t> Front(size_t queue) const;

 private:
  struct Node {
    uint32_t previous;
    uint32_t next;
  };

  size_t SentinelOf(size_t queue) const { return num_indices_ + queue; }

  const size_t num_indices_;
  std::vector<Node> nodes_;  // Rings, each closed by its queue's sentinel.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_INDEX_QUEUES_H_
