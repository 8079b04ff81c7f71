// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av_program.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/av_exchange.h"
#include "sealframe/tools/media/child_process.h"
#include "sealframe/tools/media/key_frame.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/packed_frame.h"

namespace sealframe {
namespace {

constexpr absl::string_view kProgram = "sealframe-av";

// Folders returns where the program can be, in order.
std::vector<std::string> Folders() {
  std::vector<std::string> folders;
  std::array<char, 4096> self;
  const ssize_t size = readlink("/proc/self/exe", self.data(), self.size());
  if (size > 0) {
    const absl::string_view path(self.data(), static_cast<size_t>(size));
    folders.emplace_back(path.substr(0, path.rfind('/')));
  }
  const char* const path = std::getenv("PATH");
  if (path != nullptr) {
    for (const absl::string_view folder : absl::StrSplit(path, ':')) {
      folders.emplace_back(folder);
    }
  }
  return folders;
}

absl::StatusOr<std::string> FindProgram() {
  for (const std::string& folder : Folders()) {
    std::string path = absl::StrCat(folder, "/", kProgram);
    if (access(path.c_str(), X_OK) == 0) {
      return path;
    }
  }
  return absl::UnavailableError(absl::StrCat(
      "MP4 and Matroska files need the program ", kProgram,
      " beside this one or in PATH; it is built where FFmpeg's libavformat is "
      "installed"));
}

absl::StatusOr<std::vector<uint8_t>> Run(const std::string& command,
                                         absl::Span<const uint8_t> input) {
  const absl::StatusOr<std::string> path = FindProgram();
  if (!path.ok()) {
    return path.status();
  }
  absl::StatusOr<ChildOutput> done = RunChild(*path, command, input);
  if (!done.ok()) {
    return done.status();
  }
  if (done->exit_code < 0) {
    return absl::UnavailableError(
        absl::StrCat(kProgram, " was ended by signal ", -done->exit_code));
  }
  if (done->exit_code > 0) {
    return absl::InvalidArgumentError(absl::StripAsciiWhitespace(done->errors));
  }
  return std::move(done->output);
}

absl::Status OtherVersion() {
  return absl::UnavailableError(
      absl::StrCat(kProgram, " is not of this version"));
}

}  // namespace

bool LooksLikeAv(absl::Span<const uint8_t> file) {
  constexpr std::array<uint8_t, 4> kEbml = {0x1a, 0x45, 0xdf, 0xa3};
  if (file.size() < 8) {
    return false;
  }
  if (std::equal(kEbml.begin(), kEbml.end(), file.begin())) {
    return true;
  }
  constexpr absl::string_view kBoxes[] = {"ftyp", "styp", "moov", "mdat",
                                          "wide", "free", "skip"};
  const std::string box(file.begin() + 4, file.begin() + 8);
  return std::find(std::begin(kBoxes), std::end(kBoxes), box) !=
         std::end(kBoxes);
}

absl::StatusOr<std::vector<ContainerFrame>> ReadAv(
    absl::Span<const uint8_t> file) {
  const absl::StatusOr<std::vector<uint8_t>> output = Run("read", file);
  if (!output.ok()) {
    return output.status();
  }
  absl::optional<std::vector<ContainerFrame>> packets = DecodePackets(*output);
  if (!packets.has_value()) {
    return OtherVersion();
  }
  for (ContainerFrame& packet : *packets) {
    const absl::StatusOr<std::vector<uint8_t>> frame = UnpackFrame(packet);
    if (!frame.ok()) {
      return frame.status();
    }
    packet.info.key_frame = IsKeyFrame(
        packet.info.codec, packet.length_size > 0 ? *frame : packet.data);
  }
  return *std::move(packets);
}

absl::StatusOr<std::vector<uint8_t>> WriteAv(
    absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> payloads) {
  return Run("write", EncodeChange(file, payloads));
}

}  // namespace sealframe
