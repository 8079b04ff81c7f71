// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The participants of a key provider that need maintenance: those marked by a
// call or by a frame, and those whose time has come.
//
// Thread-safety: `MaintenanceMark::MarkDue` may be called from any thread, on
// the frame path too. For the rest, the key provider locks.

#ifndef SEALFRAME_KEYRING_MAINTENANCE_H_
#define SEALFRAME_KEYRING_MAINTENANCE_H_

#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/keyring/due_list.h"

namespace sealframe {

class MaintenanceMark;
class ParticipantKeys;

using MaintenanceMarks = DueList<MaintenanceMark>;

// MaintenanceMark marks one participant. Its keys hold it.
class MaintenanceMark : public MaintenanceMarks::Item {
 public:
  MaintenanceMark(std::weak_ptr<MaintenanceMarks> list,
                  ParticipantKeys* participant)
      : MaintenanceMarks::Item(std::move(list)), participant_(participant) {}

  // participant returns the participant, or null once it was destroyed.
  ParticipantKeys* participant() const { return participant_; }
  void Detach() { participant_ = nullptr; }

 private:
  friend class MaintenanceSchedule;

  ParticipantKeys* participant_;
  absl::Time time_ = absl::InfiniteFuture();
};

// MarksMaintenance is the base of keys, whose frames mark their participant.
class MarksMaintenance {
 public:
  // SetMark sets the mark, unless one is set. Call it before other threads have
  // the key.
  void SetMark(const std::shared_ptr<MaintenanceMark>& mark) {
    if (mark_ == nullptr && mark != nullptr) {
      mark_ = mark;
    }
  }

 protected:
  MarksMaintenance() = default;
  ~MarksMaintenance() = default;

  void MarkDue() const {
    if (mark_ != nullptr) {
      mark_->MarkDue();
    }
  }

 private:
  std::shared_ptr<MaintenanceMark> mark_;
};

class MaintenanceSchedule {
 public:
  // marks returns the list in which marked participants are found.
  const std::shared_ptr<MaintenanceMarks>& marks() const { return marks_; }

  // Set makes the participant of `mark` due at `time`, instead of at the time
  // that was set before: never if `time` is the infinite future.
  void Set(const std::shared_ptr<MaintenanceMark>& mark, absl::Time time);

  // Take returns the participants that are due at `now`, each once, and
  // removes their marks and times.
  std::vector<std::shared_ptr<MaintenanceMark>> Take(absl::Time now);

 private:
  const std::shared_ptr<MaintenanceMarks> marks_ =
      std::make_shared<MaintenanceMarks>();
  std::set<std::pair<absl::Time, std::shared_ptr<MaintenanceMark>>> times_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_MAINTENANCE_H_
