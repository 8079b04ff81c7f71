// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/container.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/access_unit.h"
#include "sealframe/tools/media/av_program.h"
#include "sealframe/tools/media/ivf.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/obu_stream.h"
#include "sealframe/tools/media/ogg_opus.h"
#include "sealframe/tools/media/ogg_page.h"
#include "sealframe/tools/media/packed_frame.h"

namespace sealframe {
namespace {

using Payloads = std::vector<std::vector<uint8_t>>;
using Packets = std::vector<ContainerFrame>;

absl::Status UnknownContainer(absl::Span<const uint8_t> file) {
  return absl::InvalidArgumentError(
      file.empty()
          ? "the file is empty"
          : "unknown file format: expected IVF, Ogg Opus, an Annex B "
            "byte stream, AV1 OBUs, MP4 or Matroska; convert it first, "
            "as with ffmpeg's -c copy to a .mkv file");
}

// ReadPackets returns the frames of `file` in the form in which it holds them.
absl::StatusOr<Packets> ReadPackets(absl::Span<const uint8_t> file) {
  switch (DetectContainer(file)) {
    case ContainerFormat::kIvf:
      return ReadIvf(file);
    case ContainerFormat::kOggOpus:
      return ReadOggOpus(file);
    case ContainerFormat::kAnnexB:
      return ReadAnnexB(file);
    case ContainerFormat::kObuStream:
      return ReadObuStream(file);
    case ContainerFormat::kDelimitedObus:
      return ReadDelimitedObus(file);
    case ContainerFormat::kAv:
      return ReadAv(file);
    case ContainerFormat::kUnknown:
      break;
  }
  return UnknownContainer(file);
}

// Write returns `file`, whose packets are `packets`, with `payloads` in their
// place.
absl::StatusOr<std::vector<uint8_t>> Write(absl::Span<const uint8_t> file,
                                           const Packets& packets, bool marked,
                                           const Payloads& payloads) {
  switch (DetectContainer(file)) {
    case ContainerFormat::kIvf:
      return WriteIvf(file, payloads);
    case ContainerFormat::kOggOpus:
      return WriteOggOpus(file, payloads);
    case ContainerFormat::kAnnexB:
      return WriteAnnexB(
          packets.empty() ? Codec::kUnknown : packets.front().info.codec,
          marked, payloads);
    case ContainerFormat::kObuStream:
      return WriteObuStream(payloads);
    case ContainerFormat::kDelimitedObus:
      return WriteDelimitedObus(payloads);
    case ContainerFormat::kAv:
      return WriteAv(file, payloads);
    case ContainerFormat::kUnknown:
      break;
  }
  return UnknownContainer(file);
}

Payloads PayloadsOf(const Packets& packets) {
  Payloads payloads;
  for (const ContainerFrame& packet : packets) {
    payloads.push_back(packet.data);
  }
  return payloads;
}

bool IsSealed(absl::Span<const uint8_t> file, const Packets& packets) {
  return IsMarkedAnnexB(file) ||
         std::any_of(packets.begin(), packets.end(), IsPackedSealed);
}

// Holds returns whether the packets of `file` have the streams and times of
// `packets`, and are `payloads`.
bool Holds(absl::Span<const uint8_t> file, const Packets& packets,
           const Payloads& payloads) {
  const absl::StatusOr<Packets> found = ReadPackets(file);
  return found.ok() && PayloadsOf(*found) == payloads &&
         std::equal(found->begin(), found->end(), packets.begin(),
                    [](const ContainerFrame& a, const ContainerFrame& b) {
                      return a.info.stream == b.info.stream &&
                             a.info.timestamp == b.info.timestamp;
                    });
}

// CheckFaithful returns an error unless writing `packets` reproduces `file`, or
// the packets of an MP4 or Matroska file.
absl::Status CheckFaithful(absl::Span<const uint8_t> file,
                           const Packets& packets) {
  const Payloads payloads = PayloadsOf(packets);
  const absl::StatusOr<std::vector<uint8_t>> copy =
      Write(file, packets, IsMarkedAnnexB(file), payloads);
  if (!copy.ok()) {
    return copy.status();
  }
  if (DetectContainer(file) == ContainerFormat::kAv) {
    return Holds(*copy, packets, payloads)
               ? absl::OkStatus()
               : absl::InvalidArgumentError(
                     "the packets of the file could not be restored: they "
                     "change when they are copied");
  }
  const auto differs =
      std::mismatch(file.begin(), file.end(), copy->begin(), copy->end());
  if (differs.first != file.end() || differs.second != copy->end()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the file could not be restored byte for byte: rewriting "
                     "it would change byte ",
                     differs.first - file.begin()));
  }
  return absl::OkStatus();
}

}  // namespace

ContainerFormat DetectContainer(absl::Span<const uint8_t> file) {
  if (LooksLikeIvf(file)) {
    return ContainerFormat::kIvf;
  }
  if (LooksLikeOgg(file)) {
    return ContainerFormat::kOggOpus;
  }
  if (LooksLikeAv(file)) {
    return ContainerFormat::kAv;
  }
  if (LooksLikeAnnexB(file)) {
    return ContainerFormat::kAnnexB;
  }
  if (LooksLikeObuStream(file)) {
    return ContainerFormat::kObuStream;
  }
  return LooksLikeDelimitedObus(file) ? ContainerFormat::kDelimitedObus
                                      : ContainerFormat::kUnknown;
}

absl::StatusOr<std::vector<ContainerFrame>> ReadFrames(
    absl::Span<const uint8_t> file) {
  absl::StatusOr<Packets> packets = ReadPackets(file);
  if (!packets.ok()) {
    return packets.status();
  }
  for (ContainerFrame& packet : *packets) {
    absl::StatusOr<std::vector<uint8_t>> frame = UnpackFrame(packet);
    if (!frame.ok()) {
      return frame.status();
    }
    packet.data = *std::move(frame);
    packet.length_size = 0;
  }
  return packets;
}

absl::StatusOr<std::vector<uint8_t>> SealFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite) {
  const absl::StatusOr<Packets> packets = ReadPackets(file);
  if (!packets.ok()) {
    return packets.status();
  }
  if (IsSealed(file, *packets)) {
    return absl::InvalidArgumentError("the file is already sealed");
  }
  if (absl::Status status = CheckFaithful(file, *packets); !status.ok()) {
    return status;
  }
  Payloads frames;
  for (const ContainerFrame& packet : *packets) {
    absl::StatusOr<std::vector<uint8_t>> frame = PlainFrame(packet);
    if (!frame.ok()) {
      return frame.status();
    }
    frames.push_back(*std::move(frame));
  }
  Payloads payloads;
  for (size_t i = 0; i < frames.size(); ++i) {
    const ContainerFrame& packet = (*packets)[i];
    std::vector<uint8_t> rewritten;
    absl::Status status = rewrite(packet.info, frames[i], &rewritten);
    if (!status.ok()) {
      return status;
    }
    absl::StatusOr<std::vector<uint8_t>> payload =
        PackSealed(packet, rewritten);
    if (!payload.ok()) {
      return payload.status();
    }
    payloads.push_back(*std::move(payload));
  }
  absl::StatusOr<std::vector<uint8_t>> sealed =
      Write(file, *packets, /*marked=*/true, payloads);
  if (sealed.ok() && !Holds(*sealed, *packets, payloads)) {
    return absl::FailedPreconditionError(
        "the sealed file would not split into the same frames");
  }
  return sealed;
}

absl::StatusOr<std::vector<uint8_t>> OpenFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite) {
  const absl::StatusOr<Packets> packets = ReadPackets(file);
  if (!packets.ok()) {
    return packets.status();
  }
  if (!IsSealed(file, *packets)) {
    if (absl::Status status = CheckFaithful(file, *packets); !status.ok()) {
      return status;
    }
  }
  Payloads payloads;
  for (const ContainerFrame& packet : *packets) {
    const absl::StatusOr<std::vector<uint8_t>> frame = UnpackFrame(packet);
    if (!frame.ok()) {
      return frame.status();
    }
    std::vector<uint8_t> rewritten;
    absl::Status status = rewrite(packet.info, *frame, &rewritten);
    if (!status.ok()) {
      return status;
    }
    absl::StatusOr<std::vector<uint8_t>> payload =
        PackOpened(packet, rewritten);
    if (!payload.ok()) {
      return payload.status();
    }
    payloads.push_back(*std::move(payload));
  }
  return Write(file, *packets, /*marked=*/false, payloads);
}

}  // namespace sealframe
