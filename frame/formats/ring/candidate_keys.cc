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

using Tries = std::array<OpeningKey*, kMaxCandidateTries - 1>;

// ChooseTries stores in `*tries` the keys worth trying of `keys`, which are in
// the order of their ratchet steps, and returns their number.
size_t ChooseTries(absl::Span<OpeningKey* const> keys, size_t window,
                   Tries* tries) {
  size_t heard = 0;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys[i]->authenticated()) {
      heard = i;
    }
  }
  if (keys.empty()) {
    return 0;
  }
  const size_t ahead = std::min(window, keys.size() - 1 - heard);
  const size_t behind = std::min(window, heard);
  size_t count = 0;
  (*tries)[count++] = keys[heard];
  for (size_t i = 1; i <= ahead; ++i) {
    (*tries)[count++] = keys[heard + i];
    if (i == 1 && behind > 0) {
      (*tries)[count++] = keys[heard - 1];
    }
  }
  for (size_t i = ahead > 0 ? 2 : 1; i <= behind; ++i) {
    (*tries)[count++] = keys[heard - i];
  }
  return count;
}

}  // namespace

FrameStatus TryCandidateKeys(StreamKeys& keys, uint8_t ring_index,
                             uint64_t ratchet_window,
                             absl::FunctionRef<FrameStatus(OpeningKey&)> open) {
  FrameStatus end = FrameStatus::kMissingKey;
  OpeningKey* const last = keys.FindLast(ring_index);
  if (last != nullptr) {
    end = open(*last);
  }
  if (end == FrameStatus::kOk) {
    return end;
  }
  std::array<OpeningKey*, kMaxKeysLimit> found;
  const size_t found_count =
      keys.FindCandidates(ring_index, absl::MakeSpan(found));
  Tries tries;
  const auto window =
      static_cast<size_t>(std::min(ratchet_window, kMaxRatchetWindow));
  const size_t count = ChooseTries(
      absl::MakeConstSpan(found.data(), found_count), window, &tries);
  for (size_t i = 0; i < count; ++i) {
    if (tries[i] == last) {
      continue;
    }
    const FrameStatus status = open(*tries[i]);
    if (status == FrameStatus::kOk) {
      return status;
    }
    end = end == FrameStatus::kReplayed ? end : status;
  }
  return end;
}

}  // namespace sealframe
