// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reads and writes MP4 and Matroska files for `sealframe`, which runs it. The
// forms of its input and output are in sealframe/tools/media/av_exchange.h.

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/av/av_input.h"
#include "sealframe/tools/media/av/av_io.h"
#include "sealframe/tools/media/av/av_output.h"
#include "sealframe/tools/media/av/decoding_times.h"
#include "sealframe/tools/media/av_exchange.h"
#include "sealframe/tools/media/byte_input.h"

namespace {

using sealframe::AvInput;
using sealframe::AvOutput;
using sealframe::AvPacketPtr;
using sealframe::AvTimes;
using sealframe::ByteInput;
using sealframe::DecodingTimes;

// The descriptors that the program is run with.
constexpr int kFile = STDIN_FILENO;
constexpr int kChannel = STDOUT_FILENO;
constexpr int kNewFile = 3;

absl::Status Failed(absl::string_view what) {
  return absl::UnavailableError(
      absl::StrCat("cannot ", what, ": ", std::strerror(errno)));
}

absl::Status Send(absl::Span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = write(kChannel, bytes.data(), bytes.size());
    if (sent < 0) {
      return Failed("send a packet");
    }
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return absl::OkStatus();
}

absl::StatusOr<size_t> Receive(absl::Span<uint8_t> out) {
  const ssize_t got = read(kChannel, out.data(), out.size());
  if (got < 0) {
    return Failed("receive a packet");
  }
  return static_cast<size_t>(got);
}

// A PacketWriter writes a packet with other contents.
class PacketWriter {
 public:
  PacketWriter(const AvInput& input, AvTimes times)
      : input_(input), way_(times), answers_(Receive) {}

  absl::Status Start() {
    absl::StatusOr<DecodingTimes> times = DecodingTimes::Read(kFile);
    if (!times.ok()) {
      return times.status();
    }
    times_ = *std::move(times);
    absl::StatusOr<std::unique_ptr<AvOutput>> output =
        AvOutput::Create(input_, way_, kNewFile);
    if (!output.ok()) {
      return output.status();
    }
    output_ = *std::move(output);
    return absl::OkStatus();
  }

  absl::Status Write(AVPacket* packet) {
    const absl::StatusOr<std::vector<uint8_t>> payload =
        sealframe::ReadPayload(answers_);
    if (!payload.ok()) {
      return payload.status();
    }
    times_->Set(packet);
    return output_->Write(*packet, *payload);
  }

  absl::Status Finish() { return output_->Finish(); }

 private:
  const AvInput& input_;
  const AvTimes way_;
  ByteInput answers_;
  std::optional<DecodingTimes> times_;
  std::unique_ptr<AvOutput> output_;
};

// Process sends the packets of the file and, unless `times` is empty, writes
// the new file.
absl::Status Process(std::optional<AvTimes> times) {
  const absl::StatusOr<std::unique_ptr<AvInput>> input = AvInput::Open(kFile);
  if (!input.ok()) {
    return input.status();
  }
  std::optional<PacketWriter> writer;
  absl::Status status;
  if (times.has_value()) {
    status = writer.emplace(**input, *times).Start();
  }
  if (status.ok()) {
    status = Send(sealframe::kAvForm);
  }
  while (status.ok()) {
    const absl::StatusOr<AvPacketPtr> packet = (*input)->Next();
    if (!packet.ok()) {
      return packet.status();
    }
    if (*packet == nullptr) {
      return writer.has_value() ? writer->Finish() : absl::OkStatus();
    }
    status = Send(sealframe::EncodePacket((*input)->FrameOf(**packet)));
    if (status.ok() && writer.has_value()) {
      status = writer->Write(packet->get());
    }
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string command = argc > 1 ? argv[1] : "";
  const std::string way = argc > 2 ? argv[2] : "";
  if (argc > 3 || (command != "read" && command != "write") ||
      !(way.empty() || (command == "write" && way == "other"))) {
    std::fputs(
        "sealframe-av reads and writes MP4 and Matroska files for "
        "'sealframe media'; run that instead\n",
        stderr);
    return 2;
  }
  std::optional<AvTimes> times;
  if (command == "write") {
    times = way.empty() ? AvTimes::kUsual : AvTimes::kOther;
  }
  const absl::Status status = Process(times);
  if (!status.ok()) {
    std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  }
  return status.ok() ? 0 : 1;
}
