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
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/av_exchange.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/child_process.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr absl::string_view kProgram = "sealframe-av";
constexpr int kRefused = 1;  // The exit code with a reason.

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
      " beside this one or in PATH; without it, take a stream out first: "
      "ffmpeg -i FILE -map 0:v -c copy FILE.ivf (VP8, VP9, AV1) or FILE.h264"));
}

absl::Status OtherVersion() {
  return absl::UnavailableError(
      absl::StrCat(kProgram, " is not of this version"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<AvProgram>> AvProgram::Start(
    const std::vector<std::string>& arguments, int input, int output) {
  const absl::StatusOr<std::string> path = FindProgram();
  if (!path.ok()) {
    return path.status();
  }
  absl::StatusOr<std::unique_ptr<ChildProcess>> child =
      ChildProcess::Start(*path, arguments, input, output);
  if (!child.ok()) {
    return child.status();
  }
  return absl::WrapUnique(new AvProgram(*std::move(child)));
}

absl::StatusOr<bool> AvProgram::Next(ContainerFrame* packet) {
  const absl::StatusOr<absl::Span<const uint8_t>> form =
      packets_.Peek(has_form_ ? 0 : sizeof(kAvForm));
  if (!form.ok()) {
    return form.status();
  }
  if (!has_form_ && !form->empty()) {
    if (!std::equal(std::begin(kAvForm), std::end(kAvForm), form->begin(),
                    form->begin() + std::min(form->size(), sizeof(kAvForm)))) {
      return OtherVersion();
    }
    packets_.Skip(sizeof(kAvForm));
    has_form_ = true;
  }
  const absl::StatusOr<bool> more = ReadPacket(packets_, packet);
  if (more.ok() && *more) {
    packet->info.index = index_++;
    return true;
  }
  if (absl::Status status = End(); !status.ok()) {
    return status;
  }
  return more.ok() && has_form_ ? absl::StatusOr<bool>(false) : OtherVersion();
}

absl::Status AvProgram::Answer(absl::Span<const uint8_t> payload) {
  absl::Status status = child_->Write(EncodePayload(payload));
  if (status.ok()) {
    return status;
  }
  // Its own reason is better.
  const absl::Status reason = End();
  return reason.ok() ? status : reason;
}

absl::Status AvProgram::End() {
  const absl::StatusOr<ChildEnd> end = child_->Wait();
  if (!end.ok()) {
    return end.status();
  }
  if (end->exit_code < 0) {
    return absl::UnavailableError(
        absl::StrCat(kProgram, " was ended by signal ", -end->exit_code));
  }
  if (end->exit_code == kRefused) {
    return absl::InvalidArgumentError(absl::StripAsciiWhitespace(end->errors));
  }
  return end->exit_code == 0 ? absl::OkStatus() : OtherVersion();
}

}  // namespace sealframe
