// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/frame_search.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/diagnosis/frame_mistakes.h"
#include "sealframe/frame/diagnosis/frame_opener.h"
#include "sealframe/frame/diagnosis/key_openers.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/diagnosis/work.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {
namespace {

using Bytes = absl::Span<const uint8_t>;
using Words = absl::FunctionRef<MistakeWords()>;

// MayBe returns whether `frame` can be one of `profile`, as far as its ends
// show. It takes a time that hardly depends on the frame's size: of audio, no
// more than the ends is read.
bool MayBe(const ProfileEntry& profile, Bytes frame) {
  return InspectFrameAs(profile.name, {.kind = MediaKind::kAudio}, frame)
      .has_value();
}

std::string Sentence(const MistakeWords& words) {
  return absl::StrCat("it opens ", words.undone, ": ", words.cause);
}

// WorkOf returns the work of undoing a mistake: inside a frame, that is a copy.
size_t WorkOf(const FrameMistake& mistake, Bytes frame) {
  return kWorkPerLook +
         (mistake.place == MistakePlace::kBetween ? frame.size() : 0);
}

MistakeWords Both(const MistakeWords& first, const MistakeWords& second) {
  return {absl::StrCat(first.undone, ", ", second.undone),
          absl::StrCat(first.cause, "; ", second.cause)};
}

}  // namespace

FrameSearch::FrameSearch(const ProfileKey& key,
                         absl::Span<const ParticipantKey> others,
                         FrameOpener& opener, const FrameInfo& info,
                         absl::Span<const uint8_t> frame)
    : info_(info),
      frame_(frame),
      profile_(*FindProfile(key.profile)),
      opener_(opener),
      keys_(KeyVariantsOf(key, others)) {}

std::optional<FrameFinding> FrameSearch::Run() {
  using Stage = void (FrameSearch::*)();
  for (const Stage stage :
       {&FrameSearch::TryMistakes, &FrameSearch::TryKeys,
        &FrameSearch::TryPairs, &FrameSearch::TryMistakesWithKeys}) {
    (this->*stage)();
    if (!finding_.reasons.empty()) {
      return std::move(finding_);
    }
  }
  return std::nullopt;
}

void FrameSearch::TryMistakes() {
  for (const FrameMistake& mistake : FrameMistakes()) {
    Allow(kWorkPerMistake);
    const auto attempt = [&](const FrameInfo& info, Bytes frame, Words words) {
      if (Spend(WorkOf(mistake, frame)) && OpensAsGiven(info, frame)) {
        finding_ = {{mistake.reason}, Sentence(words()), opened_kid_};
      }
      return ended();
    };
    if (mistake.undo(info_, frame_, attempt) && !finding_.reasons.empty()) {
      return;
    }
  }
}

void FrameSearch::TryKeys() {
  Allow(kWorkForKeys);
  for (size_t i = 0; i < keys_.size() && !ended(); ++i) {
    if (OpensWithKey(i, info_, frame_)) {
      const KeyVariant& variant = keys_.variant(i);
      finding_ = {variant.reasons, Sentence(variant.words), std::nullopt};
    }
  }
}

void FrameSearch::TryPairs() {
  for (const FrameMistake& first : FrameMistakes()) {
    for (const FrameMistake& second : FrameMistakes()) {
      if (first.place < second.place && finding_.reasons.empty()) {
        UndoPair(first, second);
      }
    }
  }
}

void FrameSearch::UndoPair(const FrameMistake& first,
                           const FrameMistake& second) {
  Allow(kWorkPerPair);
  const bool keeps_ends = second.place > MistakePlace::kEnd;
  const auto outer = [&](const FrameInfo& first_info, Bytes first_frame,
                         Words first_words) {
    const auto inner = [&](const FrameInfo& info, Bytes frame, Words words) {
      if (Spend(WorkOf(second, frame)) && OpensAsGiven(info, frame)) {
        finding_ = {{first.reason, second.reason},
                    Sentence(Both(first_words(), words())),
                    opened_kid_};
      }
      return ended();
    };
    if (Spend(WorkOf(first, first_frame)) &&
        (!keeps_ends || MayBe(profile_, first_frame))) {
      second.undo(first_info, first_frame, inner);
    }
    return ended();
  };
  first.undo(info_, frame_, outer);
}

void FrameSearch::TryMistakesWithKeys() {
  for (const FrameMistake& mistake : FrameMistakes()) {
    Allow(kWorkPerMistakeWithKeys);
    const auto attempt = [&](const FrameInfo& info, Bytes frame, Words words) {
      Spend(WorkOf(mistake, frame));
      for (size_t i = 0; i < keys_.size() && !ended(); ++i) {
        if (OpensWithKey(i, info, frame)) {
          const KeyVariant& variant = keys_.variant(i);
          finding_ = {variant.reasons, Sentence(Both(variant.words, words())),
                      std::nullopt};
          finding_.reasons.push_back(mistake.reason);
        }
      }
      return ended();
    };
    if (mistake.undo(info_, frame_, attempt) && !finding_.reasons.empty()) {
      return;
    }
  }
}

bool FrameSearch::OpensWithKey(size_t index, const FrameInfo& info,
                               Bytes frame) {
  const ProfileEntry& profile = *FindProfile(keys_.variant(index).key.profile);
  if (!MayBe(profile, frame)) {
    return false;
  }
  FrameOpener* const opener = keys_.Get(index);
  return opener != nullptr && Opens(*opener, info, frame);
}

bool FrameSearch::OpensAsGiven(const FrameInfo& info, Bytes frame) {
  return MayBe(profile_, frame) && Opens(opener_, info, frame);
}

bool FrameSearch::Opens(FrameOpener& opener, const FrameInfo& info,
                        Bytes frame) {
  if (!Spend(frame.size() + kWorkPerTry)) {
    return false;
  }
  const absl::StatusOr<FrameResult> result = opener.Open(info, frame, &out_);
  if (!result.ok() || result->status != FrameStatus::kOk) {
    return false;
  }
  opened_kid_ = result->kid;
  return true;
}

bool FrameSearch::Spend(size_t bytes) {
  const bool allowed = bytes <= allowed_ - bytes_tried_;
  bytes_tried_ = allowed ? bytes_tried_ + bytes : allowed_;
  return allowed;
}

}  // namespace sealframe
