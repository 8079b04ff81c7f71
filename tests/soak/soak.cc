// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/soak/soak.h"

#include <algorithm>
#include <barrier>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "sealframe/frame/formats/registry.h"
#include "sealframe/tests/soak/room.h"
#include "sealframe/tests/testing/heap.h"

namespace sealframe {
namespace {

using Rooms = std::vector<std::unique_ptr<Room>>;

constexpr uint64_t kStepsAtOnce = 50;
constexpr uint64_t kStepsBetweenSamples = 500;
// What the process keeps of a key that has sealed.
constexpr int64_t kBytesOfKey = 160;

// StepAll runs `steps` steps of all rooms. Each thread works on one lane of
// each room, all threads in the same order of rooms. Once all lanes are done,
// each ends the step of some rooms.
void StepAll(const Rooms& rooms, uint64_t steps) {
  std::barrier together(static_cast<ptrdiff_t>(Room::kLanes));
  const auto run = [&rooms, &together, steps](size_t lane) {
    for (uint64_t n = 0; n < steps; ++n) {
      for (const auto& room : rooms) {
        room->RunLane(lane);
      }
      together.arrive_and_wait();
      for (size_t i = lane; i < rooms.size(); i += Room::kLanes) {
        rooms[i]->EndStep();
      }
      together.arrive_and_wait();
    }
  };
  std::vector<std::thread> threads;
  for (size_t lane = 0; lane < Room::kLanes; ++lane) {
    threads.emplace_back(run, lane);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

void SettleAll(const Rooms& rooms) {
  for (const auto& room : rooms) {
    room->Settle();
  }
}

uint64_t KeysOf(const Rooms& rooms) {
  uint64_t keys = 0;
  for (const auto& room : rooms) {
    const RoomCounts counts = room->counts();
    keys += counts.keys + counts.ratchets + counts.joins;
  }
  return keys;
}

}  // namespace

int64_t GrewBy(const SoakReport& report) {
  if (report.memory.empty()) {
    return 0;
  }
  const MemorySample& first = report.memory[report.memory.size() / 2];
  const MemorySample& last = report.memory.back();
  return static_cast<int64_t>(last.bytes) - static_cast<int64_t>(first.bytes) -
         kBytesOfKey * static_cast<int64_t>(last.keys - first.keys);
}

SoakReport RunSoak(size_t participants, uint64_t steps, uint32_t seed,
                   const std::function<bool(const SoakReport&)>& is_over) {
  SoakReport report;
  Rooms rooms;
  for (size_t left = Profiles().size(); left > 0; --left) {
    report.names.emplace_back(Profiles()[Profiles().size() - left].name);
    // Rooms differ by one participant at most.
    const size_t size = participants / left;
    participants -= size;
    rooms.push_back(std::make_unique<Room>(report.names.back(), size, seed++));
  }
  for (uint64_t done = 0; done < steps && !is_over(report);) {
    const uint64_t now = std::min(kStepsAtOnce, steps - done);
    StepAll(rooms, now);
    done += now;
    if (done % kStepsBetweenSamples == 0) {
      SettleAll(rooms);
      report.memory.push_back(
          {.steps = done, .keys = KeysOf(rooms), .bytes = HeapInUse()});
    }
  }
  SettleAll(rooms);
  for (const auto& room : rooms) {
    report.rooms.push_back(room->counts());
    const std::vector<std::string> faults = room->faults();
    report.faults.insert(report.faults.end(), faults.begin(), faults.end());
  }
  return report;
}

}  // namespace sealframe
