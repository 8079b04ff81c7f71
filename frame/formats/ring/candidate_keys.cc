// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/candidate_keys.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {
namespace {

using Tries = std::array<OpeningKey*, kMaxRatchetWindow + 2>;

// ChooseTries stores in `*tries` the keys worth trying of `keys`, which are in
// the order of their ratchet steps, and returns their number.
size_t ChooseTries(absl::Span<OpeningKey* const> keys, Tries* tries) {
  size_t heard = 0;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys[i]->authenticated()) {
      heard = i;
    }
  }
  size_t count = 0;
  const auto add = [&](size_t i) {
    if (i < keys.size() && count < tries->size()) {
      (*tries)[count++] = keys[i];
    }
  };
  add(heard);
  add(heard + 1);
  if (heard > 0) {
    add(heard - 1);
  }
  for (size_t i = heard + 2; i < keys.size(); ++i) {
    add(i);
  }
  for (size_t i = heard; i > 1; --i) {
    add(i - 2);
  }
  return count;
}

}  // namespace

FrameStatus TryCandidateKeys(StreamKeys& keys, uint8_t ring_index,
                             uint64_t ratchet_window,
                             absl::FunctionRef<FrameStatus(OpeningKey&)> open) {
  uint64_t tries_left = std::min(ratchet_window, kMaxRatchetWindow) + 1;
  FrameStatus end = FrameStatus::kMissingKey;
  OpeningKey* const last = keys.FindLast(ring_index);
  if (last != nullptr) {
    end = open(*last);
    --tries_left;
  }
  if (end == FrameStatus::kOk || tries_left == 0) {
    return end;
  }
  std::array<OpeningKey*, kMaxKeysLimit> found;
  const size_t found_count =
      keys.FindCandidates(ring_index, absl::MakeSpan(found));
  Tries tries;
  const size_t count =
      ChooseTries(absl::MakeConstSpan(found.data(), found_count), &tries);
  for (size_t i = 0; i < count && tries_left > 0; ++i) {
    if (tries[i] == last) {
      continue;
    }
    --tries_left;
    const FrameStatus status = open(*tries[i]);
    if (status == FrameStatus::kOk) {
      return status;
    }
    end = end == FrameStatus::kReplayed ? end : status;
  }
  return end;
}

}  // namespace sealframe
