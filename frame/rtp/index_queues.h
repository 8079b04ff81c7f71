// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// FIFO queues over a fixed set of indices. Each index is in at most one queue,
// and can be removed from any position.
//
// Thread-safety: an object belongs to one thread at a time. It allocates only
// on construction. Every operation takes constant time.

#ifndef SEALFRAME_FRAME_RTP_INDEX_QUEUES_H_
#define SEALFRAME_FRAME_RTP_INDEX_QUEUES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sealframe {

class IndexQueues {
 public:
  // Creates `num_queues` empty queues over the indices below `num_indices`. The
  // sum of the two must be less than 2^32.
  IndexQueues(size_t num_queues, size_t num_indices);

  // PushBack appends `index` to `queue`. It must not be in any queue.
  void PushBack(size_t queue, size_t index);

  // Remove removes `index` from its queue. It must be in one.
  void Remove(size_t index);

  // Front returns the index at the front of `queue`, or nullopt if it is empty.
  std::optional<size_t> Front(size_t queue) const;

 private:
  struct Node {
    uint32_t previous;
    uint32_t next;
  };

  size_t SentinelOf(size_t queue) const { return num_indices_ + queue; }

  const size_t num_indices_;
  std::vector<Node> nodes_;  // Circular lists, each with a sentinel.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_INDEX_QUEUES_H_
