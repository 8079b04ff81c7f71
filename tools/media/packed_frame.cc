// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/packed_frame.h"

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
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
absl::optional<Bytes> SealedIn(const ContainerFrame& packet) {
  if (packet.length_size > 0) {
    return UnwrapSealedNal(packet.info.codec, packet.data, packet.length_size);
  }
  if (packet.info.codec != Codec::kAv1) {
    return absl::nullopt;
  }
  const absl::optional<SealedObu> found = UnwrapSealedObu(packet.data);
  return found.has_value() ? absl::make_optional<Bytes>(found->sealed.begin(),
                                                        found->sealed.end())
                           : absl::nullopt;
}

}  // namespace

bool IsPackedSealed(const ContainerFrame& packet) {
  return SealedIn(packet).has_value();
}

absl::StatusOr<Bytes> UnpackFrame(const ContainerFrame& packet) {
  if (const absl::optional<Bytes> sealed = SealedIn(packet)) {
    return *sealed;
  }
  if (packet.length_size == 0) {
    return packet.data;
  }
  if (const absl::optional<Bytes> stream =
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
    const absl::optional<Bytes> again =
        ToLengthPrefixed(*frame, packet.length_size);
    if (again != packet.data) {
      return FrameError(packet,
                        "a NAL unit is empty, ends in zero or holds a start "
                        "code, so it could not be restored");
    }
  } else if (packet.info.codec == Codec::kAv1) {
    frame->erase(frame->begin(),
                 frame->begin() + TemporalDelimiterSize(*frame));
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
  absl::optional<Bytes> sample = ToLengthPrefixed(sealed, packet.length_size);
  if (!sample.has_value() || ToAnnexB(*sample, packet.length_size) !=
                                 Bytes(sealed.begin(), sealed.end())) {
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
    if (const absl::optional<Bytes> sample =
            ToLengthPrefixed(opened, packet.length_size)) {
      return *sample;
    }
    return FrameError(packet, "it holds no Annex B byte stream");
  }
  Bytes frame(opened.begin(), opened.end());
  if (packet.info.codec != Codec::kAv1) {
    return frame;
  }
  const absl::optional<SealedObu> found = UnwrapSealedObu(packet.data);
  if (!found.has_value()) {
    return frame;
  }
  if (found->has_sizes) {
    frame = WithLastSize(frame);
  }
  frame.insert(frame.begin(), packet.data.begin(),
               packet.data.begin() + TemporalDelimiterSize(packet.data));
  return frame;
}

}  // namespace sealframe
