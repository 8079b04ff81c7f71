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
#include "sealframe/tools/media/ivf.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/ogg_opus.h"
#include "sealframe/tools/media/ogg_page.h"

namespace sealframe {
namespace {

using Payloads = std::vector<std::vector<uint8_t>>;

absl::Status UnknownContainer() {
  return absl::InvalidArgumentError(
      "unknown file format: expected IVF, Ogg Opus or an Annex B byte stream");
}

// Write returns `file`, whose codec is `codec`, with its frames replaced by
// `payloads`.
absl::StatusOr<std::vector<uint8_t>> Write(absl::Span<const uint8_t> file,
                                           Codec codec, bool marked,
                                           const Payloads& payloads) {
  switch (DetectContainer(file)) {
    case ContainerFormat::kIvf:
      return WriteIvf(file, payloads);
    case ContainerFormat::kOggOpus:
      return WriteOggOpus(file, payloads);
    case ContainerFormat::kAnnexB:
      return WriteAnnexB(codec, marked, payloads);
    case ContainerFormat::kUnknown:
      break;
  }
  return UnknownContainer();
}

Payloads PayloadsOf(const std::vector<ContainerFrame>& frames) {
  Payloads payloads;
  for (const ContainerFrame& frame : frames) {
    payloads.push_back(frame.data);
  }
  return payloads;
}

// CheckFaithful returns an error unless writing `frames` reproduces `file`.
absl::Status CheckFaithful(absl::Span<const uint8_t> file, Codec codec,
                           const std::vector<ContainerFrame>& frames) {
  const absl::StatusOr<std::vector<uint8_t>> copy =
      Write(file, codec, IsMarkedAnnexB(file), PayloadsOf(frames));
  if (!copy.ok()) {
    return copy.status();
  }
  const auto differs =
      std::mismatch(file.begin(), file.end(), copy->begin(), copy->end()).first;
  if (differs != file.end() || copy->size() != file.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the file could not be restored byte for byte: rewriting "
                     "it would change byte ",
                     differs - file.begin()));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<uint8_t>> RewriteFrames(
    absl::Span<const uint8_t> file, bool marked, FrameRewriter rewrite,
    Payloads* payloads) {
  const absl::StatusOr<std::vector<ContainerFrame>> frames = ReadFrames(file);
  if (!frames.ok()) {
    return frames.status();
  }
  const Codec codec =
      frames->empty() ? Codec::kUnknown : frames->front().info.codec;
  if (absl::Status status = CheckFaithful(file, codec, *frames); !status.ok()) {
    return status;
  }
  for (const ContainerFrame& frame : *frames) {
    payloads->emplace_back();
    absl::Status status = rewrite(frame.info, frame.data, &payloads->back());
    if (!status.ok()) {
      return status;
    }
  }
  return Write(file, codec, marked, *payloads);
}

}  // namespace

ContainerFormat DetectContainer(absl::Span<const uint8_t> file) {
  if (LooksLikeIvf(file)) {
    return ContainerFormat::kIvf;
  }
  if (LooksLikeOgg(file)) {
    return ContainerFormat::kOggOpus;
  }
  return LooksLikeAnnexB(file) ? ContainerFormat::kAnnexB
                               : ContainerFormat::kUnknown;
}

absl::StatusOr<std::vector<ContainerFrame>> ReadFrames(
    absl::Span<const uint8_t> file) {
  switch (DetectContainer(file)) {
    case ContainerFormat::kIvf:
      return ReadIvf(file);
    case ContainerFormat::kOggOpus:
      return ReadOggOpus(file);
    case ContainerFormat::kAnnexB:
      return ReadAnnexB(file);
    case ContainerFormat::kUnknown:
      break;
  }
  return UnknownContainer();
}

absl::StatusOr<std::vector<uint8_t>> SealFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite) {
  if (IsMarkedAnnexB(file)) {
    return absl::InvalidArgumentError("Annex B: the file is already sealed");
  }
  Payloads payloads;
  absl::StatusOr<std::vector<uint8_t>> sealed =
      RewriteFrames(file, /*marked=*/true, rewrite, &payloads);
  if (!sealed.ok()) {
    return sealed;
  }
  const absl::StatusOr<std::vector<ContainerFrame>> again = ReadFrames(*sealed);
  if (!again.ok() || PayloadsOf(*again) != payloads) {
    return absl::FailedPreconditionError(
        "the sealed file would not split into the same frames");
  }
  return sealed;
}

absl::StatusOr<std::vector<uint8_t>> OpenFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite) {
  Payloads payloads;
  return RewriteFrames(file, /*marked=*/false, rewrite, &payloads);
}

}  // namespace sealframe
