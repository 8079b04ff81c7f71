// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/testing/container_fuzz.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/container.h"
#include "sealframe/tools/media/testing/rewritten_file.h"
#include "sealframe/tools/media/testing/toy_cipher.h"

namespace sealframe {

void FuzzContainer(absl::Span<const uint8_t> data) {
  const bool reads = ReadFrames(data).ok();
  const absl::StatusOr<std::vector<uint8_t>> sealed = SealFrames(data, ToySeal);
  if (!sealed.ok()) {
    return;
  }
  const absl::StatusOr<std::vector<uint8_t>> opened =
      OpenFrames(*sealed, ToyOpen);
  if (!reads || !opened.ok() || absl::MakeConstSpan(*opened) != data) {
    std::abort();
  }
}

}  // namespace sealframe
