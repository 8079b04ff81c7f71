// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The search of a diagnosis: undoes mistakes with the frame and with the key
// until the frame opens, within a bound of work.
//
// Thread-safety: none. It allocates and derives keys.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_FRAME_SEARCH_H_
#define SEALFRAME_FRAME_DIAGNOSIS_FRAME_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/diagnosis/frame_opener.h"
#include "sealframe/frame/diagnosis/key_openers.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// FrameFinding describes the mistakes that were undone when the frame opened.
struct FrameFinding {
  std::vector<FailureReason> reasons;  // The main one first.
  std::string text;                    // A sentence: "it opens ...".
  std::optional<uint64_t> kid;         // If the given key opened it.
};

class FrameSearch {
 public:
  // FrameSearch opens `frame` with `opener`, which is for `key`, and with the
  // variants of `key`. All must outlive it; the profile of `key` is known.
  FrameSearch(const ProfileKey& key, absl::Span<const ParticipantKey> others,
              FrameOpener& opener, const FrameInfo& info,
              absl::Span<const uint8_t> frame);

  // Run returns the first finding: of one mistake with the frame, of the key,
  // of two mistakes with the frame, of one with the frame and the key.
  std::optional<FrameFinding> Run();

  // bytes_tried returns the work done, up to `kMaxWork` (work.h).
  size_t bytes_tried() const { return bytes_tried_; }

 private:
  void TryMistakes();
  void TryKeys();
  void TryPairs();
  void TryMistakesWithKeys();

  void UndoPair(const FrameMistake& first, const FrameMistake& second);
  bool OpensWithKey(size_t index, const FrameInfo& info,
                    absl::Span<const uint8_t> frame);
  bool OpensAsGiven(const FrameInfo& info, absl::Span<const uint8_t> frame);
  bool Opens(FrameOpener& opener, const FrameInfo& info,
             absl::Span<const uint8_t> frame);

  // A stage ends when the frame has opened, or when its work is done.
  void Allow(size_t bytes) { allowed_ = bytes_tried_ + bytes; }
  bool Spend(size_t bytes);
  bool ended() const {
    return !finding_.reasons.empty() || allowed_ == bytes_tried_;
  }

  const FrameInfo& info_;
  const absl::Span<const uint8_t> frame_;
  const ProfileEntry& profile_;
  FrameOpener& opener_;
  KeyOpeners keys_;
  size_t bytes_tried_ = 0;
  size_t allowed_ = 0;  // The work after which the current stage ends.
  std::vector<uint8_t> out_;
  uint64_t opened_kid_ = 0;
  FrameFinding finding_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_FRAME_SEARCH_H_
