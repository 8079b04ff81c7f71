// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/av1.h"

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/leb128.h"

namespace sealframe {

ObuStep ObuReader::Next(Obu* obu) {
  if (rest_.empty()) {
    return ObuStep::kEnd;
  }
  const size_t header_size = (rest_[0] & kObuHasExtension) != 0 ? 2 : 1;
  if (rest_.size() < header_size) {
    return ObuStep::kMalformed;
  }
  absl::Span<const uint8_t> behind = rest_.subspan(header_size);
  size_t payload_size = behind.size();
  if ((rest_[0] & kObuHasSize) != 0) {
    const Leb128 size = ReadLeb128(behind);
    if (size.size == 0 || size.value > behind.size() - size.size) {
      return ObuStep::kMalformed;
    }
    behind.remove_prefix(size.size);
    payload_size = static_cast<size_t>(size.value);
  }
  obu->header = rest_.first(header_size);
  obu->payload = behind.first(payload_size);
  rest_ = behind.subspan(payload_size);
  return ObuStep::kObu;
}

ObuStep TransportObuReader::Next(Obu* obu) {
  if (step_ != ObuStep::kObu) {
    return step_;
  }
  *obu = ahead_;
  step_ = Ahead();
  return ObuStep::kObu;
}

ObuStep TransportObuReader::Ahead() {
  ObuStep step = reader_.Next(&ahead_);
  while (step == ObuStep::kObu && !IsObuForTransport(ahead_.header[0])) {
    step = reader_.Next(&ahead_);
  }
  return step;
}

}  // namespace sealframe
