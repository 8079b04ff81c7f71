// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/packed_frame.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/length_prefixed.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/sealed_obu.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

absl::Status FrameError(const ContainerFrame& packet, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("frame ", packet.info.index, ": ", what));
}

// SealedIn returns the sealed frame in a packet of a form that only PackSealed
// writes, or nothing.
std::optional<Bytes> SealedIn(const ContainerFrame& packet) {
  if (packet.length_size > 0) {
    return UnwrapSealedNal(packet.info.codec, packet.data, packet.length_size);
  }
  if (packet.info.codec != Codec::kAv1) {
    return std::nullopt;
  }
  const std::optional<SealedObu> found = UnwrapSealedObu(packet.data);
  return found.has_value() ? std::make_optional<Bytes>(found->sealed.begin(),
                                                       found->sealed.end())
                           : std::nullopt;
}

// Unpacks returns whether UnpackFrame returns `sealed` for `sample` in place of
// `packet`. It does not for a sealed frame that looks like a wrapped one.
bool Unpacks(const ContainerFrame& packet, const Bytes& sample,
             absl::Span<const uint8_t> sealed) {
  const absl::StatusOr<Bytes> frame = UnpackFrame(
      {.info = packet.info, .data = sample, .length_size = packet.length_size});
  return frame.ok() && absl::MakeConstSpan(*frame) == sealed;
}

}  // namespace

bool IsPackedSealed(const ContainerFrame& packet) {
  return SealedIn(packet).has_value();
}

absl::StatusOr<Bytes> UnpackFrame(const ContainerFrame& packet) {
  if (const std::optional<Bytes> sealed = SealedIn(packet)) {
    return *sealed;
  }
  if (packet.length_size == 0) {
    return packet.data;
  }
  if (const std::optional<Bytes> stream =
          ToAnnexB(packet.data, packet.length_size)) {
    return *stream;
  }
  return FrameError(packet, "the sizes of its NAL units are wrong");
}

absl::StatusOr<Bytes> PlainFrame(const ContainerFrame& packet) {
  absl::StatusOr<Bytes> frame = UnpackFrame(packet);
  if (!frame.ok()) {
    return frame;
  }
  if (packet.length_size > 0) {
    const std::optional<Bytes> again =
        ToLengthPrefixed(*frame, packet.length_size);
    if (again != packet.data) {
      return FrameError(packet,
                        "a NAL unit is empty, ends in zero or holds a start "
                        "code, so it could not be restored");
    }
  } else if (packet.info.codec == Codec::kAv1) {
    frame->erase(
        frame->begin(),
        frame->begin() + static_cast<ptrdiff_t>(TemporalDelimiterSize(*frame)));
  }
  return frame;
}

absl::StatusOr<Bytes> PackSealed(const ContainerFrame& packet,
                                 absl::Span<const uint8_t> sealed) {
  if (packet.length_size == 0) {
    return packet.info.codec == Codec::kAv1
               ? WrapSealedObu(packet.data, sealed)
               : Bytes(sealed.begin(), sealed.end());
  }
  std::optional<Bytes> sample = ToLengthPrefixed(sealed, packet.length_size);
  if (!sample.has_value() || !Unpacks(packet, *sample, sealed)) {
    sample = WrapSealedNal(packet.info.codec, sealed, packet.length_size);
  }
  if (!sample.has_value()) {
    return FrameError(packet, "it does not fit the file's size fields");
  }
  return *sample;
}

absl::StatusOr<Bytes> PackOpened(const ContainerFrame& packet,
                                 absl::Span<const uint8_t> opened) {
  if (packet.length_size > 0) {
    if (const std::optional<Bytes> sample =
            ToLengthPrefixed(opened, packet.length_size)) {
      return *sample;
    }
    return FrameError(packet, "it holds no Annex B byte stream");
  }
  Bytes frame(opened.begin(), opened.end());
  if (packet.info.codec != Codec::kAv1) {
    return frame;
  }
  const std::optional<SealedObu> found = UnwrapSealedObu(packet.data);
  if (!found.has_value()) {
    return frame;
  }
  if (found->has_sizes) {
    frame = WithLastSize(frame);
  }
  const auto delimiter = absl::MakeConstSpan(packet.data)
                             .first(TemporalDelimiterSize(packet.data));
  frame.insert(frame.begin(), delimiter.begin(), delimiter.end());
  return frame;
}

}  // namespace sealframe
