// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/container.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/access_unit.h"
#include "sealframe/tools/media/av_file.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/delimited_obus.h"
#include "sealframe/tools/media/foreign_format.h"
#include "sealframe/tools/media/ivf.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/obu_stream.h"
#include "sealframe/tools/media/ogg_opus.h"
#include "sealframe/tools/media/ogg_page.h"
#include "sealframe/tools/media/packed_frame.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

absl::Status AlreadySealed() {
  return absl::InvalidArgumentError("the file is already sealed");
}

absl::StatusOr<std::unique_ptr<MediaFile>> NewMediaFile(ByteInput& input,
                                                        Purpose purpose) {
  const absl::StatusOr<absl::Span<const uint8_t>> front =
      input.Peek(kFrontSize);
  if (!front.ok()) {
    return front.status();
  }
  switch (DetectContainer(*front)) {
    case ContainerFormat::kIvf:
      return NewIvfFile(input);
    case ContainerFormat::kOggOpus:
      return NewOggOpusFile(input, purpose);
    case ContainerFormat::kAnnexB:
      return purpose == Purpose::kSealing && IsMarkedAnnexB(*front)
                 ? absl::StatusOr<std::unique_ptr<MediaFile>>(AlreadySealed())
                 : NewAnnexBFile(input, purpose);
    case ContainerFormat::kObuStream:
      return NewObuStreamFile(input, purpose);
    case ContainerFormat::kDelimitedObus:
      return NewDelimitedObuFile(input, purpose);
    case ContainerFormat::kAv:
      return NewAvFile(input, purpose);
    case ContainerFormat::kUnknown:
      break;
  }
  return absl::InvalidArgumentError(UnknownFormatText(*front));
}

// A PacketRewriter returns the new contents of a packet.
using PacketRewriter =
    absl::FunctionRef<absl::StatusOr<Bytes>(const ContainerFrame& packet)>;

absl::Status RewritePackets(ByteInput& input, Purpose purpose,
                            PacketRewriter rewrite, ByteSink write) {
  const absl::StatusOr<std::unique_ptr<MediaFile>> file =
      NewMediaFile(input, purpose);
  if (!file.ok()) {
    return file.status();
  }
  Bytes out;
  for (;;) {
    std::vector<ContainerFrame> packets;
    const absl::StatusOr<bool> more = (*file)->Next(&packets);
    if (!more.ok() || !*more) {
      return more.ok() && !out.empty() ? write(out) : more.status();
    }
    std::vector<Bytes> payloads;
    for (const ContainerFrame& packet : packets) {
      absl::StatusOr<Bytes> payload = rewrite(packet);
      if (!payload.ok()) {
        return payload.status();
      }
      payloads.push_back(*std::move(payload));
    }
    absl::Status status = (*file)->Put(payloads, &out);
    // Headers wait for a frame: if the first one fails, nothing is written.
    if (status.ok() && (!packets.empty() || out.size() > kFrontSize)) {
      status = write(out);
      out.clear();
    }
    if (!status.ok()) {
      return status;
    }
  }
}

absl::StatusOr<Bytes> SealPacket(const ContainerFrame& packet,
                                 FrameRewriter rewrite) {
  if (IsPackedSealed(packet)) {
    return AlreadySealed();
  }
  const absl::StatusOr<Bytes> frame = PlainFrame(packet);
  if (!frame.ok()) {
    return frame.status();
  }
  Bytes sealed;
  absl::Status status = rewrite(packet.info, *frame, &sealed);
  return status.ok() ? PackSealed(packet, sealed) : status;
}

absl::StatusOr<Bytes> OpenPacket(const ContainerFrame& packet,
                                 FrameRewriter rewrite) {
  const absl::StatusOr<Bytes> frame = UnpackFrame(packet);
  if (!frame.ok()) {
    return frame.status();
  }
  Bytes opened;
  absl::Status status = rewrite(packet.info, *frame, &opened);
  return status.ok() ? PackOpened(packet, opened) : status;
}

}  // namespace

ContainerFormat DetectContainer(absl::Span<const uint8_t> front) {
  if (LooksLikeIvf(front)) {
    return ContainerFormat::kIvf;
  }
  if (LooksLikeOgg(front)) {
    return ContainerFormat::kOggOpus;
  }
  if (LooksLikeAv(front)) {
    return ContainerFormat::kAv;
  }
  if (LooksLikeAnnexB(front)) {
    return ContainerFormat::kAnnexB;
  }
  if (LooksLikeObuStream(front)) {
    return ContainerFormat::kObuStream;
  }
  return LooksLikeDelimitedObus(front) ? ContainerFormat::kDelimitedObus
                                       : ContainerFormat::kUnknown;
}

absl::Status VisitFrames(ByteInput& input, FrameVisitor visit) {
  const absl::StatusOr<std::unique_ptr<MediaFile>> file =
      NewMediaFile(input, Purpose::kReading);
  if (!file.ok()) {
    return file.status();
  }
  for (;;) {
    std::vector<ContainerFrame> packets;
    const absl::StatusOr<bool> more = (*file)->Next(&packets);
    if (!more.ok() || !*more) {
      return more.status();
    }
    for (const ContainerFrame& packet : packets) {
      absl::StatusOr<Bytes> frame = UnpackFrame(packet);
      if (!frame.ok()) {
        return frame.status();
      }
      absl::Status status = visit({packet.info, *std::move(frame)});
      if (!status.ok()) {
        return status;
      }
    }
  }
}

absl::StatusOr<std::vector<ContainerFrame>> ReadFrames(
    absl::Span<const uint8_t> file) {
  ByteInput input(file);
  std::vector<ContainerFrame> frames;
  absl::Status status =
      VisitFrames(input, [&frames](const ContainerFrame& frame) {
        frames.push_back(frame);
        return absl::OkStatus();
      });
  return status.ok()
             ? absl::StatusOr<std::vector<ContainerFrame>>(std::move(frames))
             : status;
}

absl::Status SealFrames(ByteInput& input, FrameRewriter rewrite,
                        ByteSink write) {
  const auto seal = [rewrite](const ContainerFrame& packet) {
    return SealPacket(packet, rewrite);
  };
  return RewritePackets(input, Purpose::kSealing, seal, write);
}

absl::Status OpenFrames(ByteInput& input, FrameRewriter rewrite,
                        ByteSink write) {
  const auto open = [rewrite](const ContainerFrame& packet) {
    return OpenPacket(packet, rewrite);
  };
  return RewritePackets(input, Purpose::kOpening, open, write);
}

}  // namespace sealframe
