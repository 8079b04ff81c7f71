// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reads and writes MP4 and Matroska files for `sealframe`, which runs it. The
// forms of its input and output are in sealframe/tools/media/av_exchange.h.

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/av/av_input.h"
#include "sealframe/tools/media/av/av_output.h"
#include "sealframe/tools/media/av_exchange.h"

namespace {

using Bytes = std::vector<uint8_t>;

Bytes ReadInput() {
  Bytes bytes;
  for (size_t got = 1; got > 0;) {
    constexpr size_t kStep = size_t{1} << 20;
    const size_t size = bytes.size();
    bytes.resize(size + kStep);
    got = std::fread(bytes.data() + size, 1, kStep, stdin);
    bytes.resize(size + got);
  }
  return bytes;
}

absl::StatusOr<Bytes> Read(absl::Span<const uint8_t> file) {
  const absl::StatusOr<std::unique_ptr<sealframe::AvInput>> input =
      sealframe::AvInput::Read(file);
  if (!input.ok()) {
    return input.status();
  }
  return sealframe::EncodePackets((*input)->Frames());
}

absl::StatusOr<Bytes> Write(absl::Span<const uint8_t> bytes) {
  const absl::optional<sealframe::AvChange> change =
      sealframe::DecodeChange(bytes);
  if (!change.has_value()) {
    return absl::InvalidArgumentError("not of this version");
  }
  const absl::StatusOr<std::unique_ptr<sealframe::AvInput>> input =
      sealframe::AvInput::Read(change->file);
  if (!input.ok()) {
    return input.status();
  }
  return sealframe::WriteAvFile(**input, change->payloads);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string command = argc == 2 ? argv[1] : "";
  if (command != "read" && command != "write") {
    std::fputs(
        "sealframe-av reads and writes MP4 and Matroska files for "
        "'sealframe media'; run that instead\n",
        stderr);
    return 2;
  }
  const Bytes input = ReadInput();
  const absl::StatusOr<Bytes> output =
      command == "read" ? Read(input) : Write(input);
  if (!output.ok()) {
    std::fprintf(stderr, "%s\n",
                 std::string(output.status().message()).c_str());
    return 1;
  }
  return std::fwrite(output->data(), 1, output->size(), stdout) ==
                     output->size() &&
                 std::fflush(stdout) == 0
             ? 0
             : 1;
}
