// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/testing/whole_file.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

absl::StatusOr<std::vector<ContainerFrame>> ReadAll(MediaFile& file) {
  std::vector<ContainerFrame> all;
  for (;;) {
    std::vector<ContainerFrame> frames;
    const absl::StatusOr<bool> more = file.Next(&frames);
    if (!more.ok()) {
      return more.status();
    }
    if (!*more) {
      return all;
    }
    std::move(frames.begin(), frames.end(), std::back_inserter(all));
  }
}

// InPieces returns a source of `bytes` that returns 1 to 7 of them at a time.
ByteInput::Source InPieces(absl::Span<const uint8_t> bytes) {
  return [bytes, turn = size_t{0}](absl::Span<uint8_t> out) mutable -> size_t {
    const size_t size = std::min({out.size(), bytes.size(), ++turn % 7 + 1});
    std::copy_n(bytes.begin(), size, out.begin());
    bytes.remove_prefix(size);
    return size;
  };
}

bool Same(const absl::StatusOr<std::vector<ContainerFrame>>& a,
          const absl::StatusOr<std::vector<ContainerFrame>>& b) {
  if (!a.ok() || !b.ok()) {
    return a.status() == b.status();
  }
  return std::equal(a->begin(), a->end(), b->begin(), b->end(),
                    [](const ContainerFrame& x, const ContainerFrame& y) {
                      return x.data == y.data &&
                             x.info.timestamp == y.info.timestamp;
                    });
}

}  // namespace

absl::StatusOr<std::vector<ContainerFrame>> ReadWhole(
    const FileMaker& make, absl::Span<const uint8_t> file) {
  ByteInput input(file);
  const auto frames = ReadAll(*make(input));
  ByteInput pieces(InPieces(file));
  return Same(frames, ReadAll(*make(pieces)))
             ? frames
             : absl::InternalError("small pieces read differently");
}

absl::StatusOr<std::vector<uint8_t>> WriteWhole(
    const FileMaker& make, absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> payloads) {
  ByteInput input(file);
  const std::unique_ptr<MediaFile> media = make(input);
  std::vector<uint8_t> out;
  for (;;) {
    std::vector<ContainerFrame> frames;
    const absl::StatusOr<bool> more = media->Next(&frames);
    if (!more.ok()) {
      return more.status();
    }
    if (!*more) {
      return out;
    }
    const auto now = payloads.first(frames.size());
    payloads.remove_prefix(now.size());
    if (absl::Status status = media->Put(now, &out); !status.ok()) {
      return status;
    }
  }
}

}  // namespace sealframe
