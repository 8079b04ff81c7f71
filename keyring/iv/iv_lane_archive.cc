// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/iv_lane_archive.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_window.h"

namespace sealframe {
namespace {

// Marks a closed key, so that zero is a free place.
uint64_t Marked(uint64_t key) { return key | 1; }

}  // namespace

IvLaneArchive::IvLaneArchive(bool wraps) : wraps_(wraps) {}

size_t IvLaneArchive::IndexOf(uint64_t lane) const {
  const size_t end = lanes_end_.load();
  for (size_t i = 0; i < end; ++i) {
    if (memory_->lanes[i].load() == lane) {
      return i;
    }
  }
  return kArchivedIvLanes;
}

size_t IvLaneArchive::FreePlace() const {
  const size_t place = IndexOf(0);
  return place == kArchivedIvLanes ? lanes_end_.load() : place;
}

bool IvLaneArchive::IsClosed(uint64_t key) const {
  const size_t end = std::min(closings_.load(), kClosedIvKeys);
  for (size_t i = 0; i < end; ++i) {
    if (memory_->closed[i].load() == Marked(key)) {
      return true;
    }
  }
  return false;
}

bool IvLaneArchive::MakeRoom(uint64_t key, uint64_t kept_key, uint32_t now) {
  if (memory_ == nullptr) {
    memory_ = std::make_unique<Memory>();
  }
  // Lanes of a closed key are not kept.
  if (IsClosed(key) || FreePlace() != kArchivedIvLanes) {
    return true;
  }
  const Entry* oldest = nullptr;
  for (size_t i = 0; i < kArchivedIvLanes; ++i) {
    const Entry& entry = memory_->entries[i];
    if (wraps_ &&
        static_cast<int32_t>(now - entry.summary.last) >= kIvFreeAfter) {
      memory_->lanes[i].store(0);
      return true;
    }
    if (entry.key != kept_key &&
        (oldest == nullptr || entry.summary.last < oldest->summary.last)) {
      oldest = &entry;
    }
  }
  if (oldest == nullptr) {
    return false;
  }
  Close(oldest->key);
  return true;
}

void IvLaneArchive::Add(uint64_t lane, uint64_t key,
                        const IvWindow::Summary& summary) {
  if (IsClosed(key)) {
    return;
  }
  const size_t place = FreePlace();
  memory_->entries[place] = {.key = key, .summary = summary};
  memory_->lanes[place].store(lane);
  lanes_end_.store(std::max(lanes_end_.load(), place + 1));
}

void IvLaneArchive::Close(uint64_t key) {
  const size_t closings = closings_.load();
  memory_->closed[closings % kClosedIvKeys].store(Marked(key));
  closings_.store(closings + 1);
  for (size_t i = 0; i < lanes_end_.load(); ++i) {
    if (memory_->lanes[i].load() != 0 && memory_->entries[i].key == key) {
      memory_->lanes[i].store(0);
    }
  }
}

IvWindow::Summary IvLaneArchive::SummaryOf(uint64_t lane) const {
  const size_t place = IndexOf(lane);
  return place == kArchivedIvLanes ? IvWindow::Summary{}
                                   : memory_->entries[place].summary;
}

void IvLaneArchive::Remove(uint64_t lane) {
  if (const size_t place = IndexOf(lane); place != kArchivedIvLanes) {
    memory_->lanes[place].store(0);
  }
}

}  // namespace sealframe
