// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/secret_source.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tools/cli/file_descriptor.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/key_text.h"
#include "sealframe/tools/cli/output.h"

namespace sealframe {
namespace {

constexpr size_t kMaxSecret = size_t{1} << 16;

// A Secret is a value, and whether it was read from a file or is the value of
// the flag as it stands.
struct Secret {
  SecretBytes bytes;
  bool is_file = false;
  bool is_value = false;
};

// FileHint tells how to read the file that `value` names, if there is one.
std::string FileHint(const std::string& value) {
  return access(value.c_str(), F_OK) == 0
             ? absl::StrCat("; there is a file '", value,
                            "': to read it, give @", value)
             : "";
}

// WarnOfFile writes a warning if the passphrase `value` is likely meant as the
// name of a file.
void WarnOfFile(const std::string& value, absl::string_view name) {
  const std::string hint = FileHint(value);
  if (!hint.empty()) {
    PrintError(absl::StrCat("sealframe: warning: --", name, ": '", value,
                            "' is the passphrase itself", hint,
                            ", and text:", value, " ends this warning\n"));
  }
}

SecretBytes FromText(absl::string_view text) {
  return SecretBytes::CopyOf(absl::MakeConstSpan(
      reinterpret_cast<const uint8_t*>(text.data()), text.size()));
}

absl::StatusOr<Secret> ReadFd(int fd, absl::string_view path) {
  SecretBytes buffer(kMaxSecret + 1);
  size_t size = 0;
  for (size_t got = 1; got > 0 && size <= kMaxSecret; size += got) {
    const absl::StatusOr<size_t> read =
        ReadSome(fd, buffer.RevealMutable().subspan(size), path);
    if (!read.ok()) {
      return read.status();
    }
    got = *read;
  }
  if (size > kMaxSecret) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " has over ", kMaxSecret, " bytes: it is no key"));
  }
  return Secret{.bytes = SecretBytes::CopyOf(buffer.Reveal().first(size)),
                .is_file = true};
}

absl::StatusOr<Secret> ReadStandardInput(absl::string_view name) {
  absl::Status status = TakeStandardInput(absl::StrCat("--", name));
  return status.ok() ? ReadFd(0, "standard input") : status;
}

absl::StatusOr<Secret> ReadFile(const std::string& path) {
  const absl::StatusOr<FileDescriptor> fd = OpenToRead(path);
  return fd.ok() ? ReadFd(fd->get(), path) : fd.status();
}

absl::StatusOr<Secret> ReadNumberedFd(absl::string_view number,
                                      absl::string_view name) {
  int fd = -1;
  if (!absl::SimpleAtoi(number, &fd) || fd < 0) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'fd:", number, "' needs the number of an open file descriptor"));
  }
  // Programs that this one runs would inherit it.
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  return fd == 0 ? ReadStandardInput(name)
                 : ReadFd(fd, absl::StrCat("file descriptor ", fd));
}

absl::StatusOr<Secret> ReadVariable(const std::string& name) {
  char* const value = std::getenv(name.c_str());
  if (value == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat("the environment has no variable '", name, "'"));
  }
  Secret secret{.bytes = FromText(value)};
  // Other processes of the user can read the environment, and programs that
  // this one runs would inherit it.
  std::memset(value, 0, secret.bytes.size());
  unsetenv(name.c_str());
  return secret;
}

absl::StatusOr<Secret> ReadSecret(const Flags& flags, absl::string_view name) {
  const std::string value = flags.Text(name);
  absl::string_view rest = value;
  if (value == "@-") {
    return ReadStandardInput(name);
  }
  if (absl::ConsumePrefix(&rest, "@")) {
    return ReadFile(std::string(rest));
  }
  if (absl::ConsumePrefix(&rest, "env:")) {
    return ReadVariable(std::string(rest));
  }
  if (absl::ConsumePrefix(&rest, "fd:")) {
    return ReadNumberedFd(rest, name);
  }
  const bool is_value = !absl::ConsumePrefix(&rest, "text:");
  return Secret{.bytes = FromText(rest), .is_value = is_value};
}

// WithName names the flag in an error.
absl::Status WithName(absl::string_view name, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat("--", name, ": ", status.message()));
}

// WithoutLineEnd returns `text` without one line end at its end.
absl::Span<const uint8_t> WithoutLineEnd(absl::Span<const uint8_t> text) {
  if (!text.empty() && text.back() == '\n') {
    text.remove_suffix(1);
    if (!text.empty() && text.back() == '\r') {
      text.remove_suffix(1);
    }
  }
  return text;
}

}  // namespace

absl::StatusOr<SecretBytes> ReadKey(const Flags& flags,
                                    absl::string_view name) {
  const absl::StatusOr<Secret> secret = ReadSecret(flags, name);
  if (!secret.ok()) {
    return WithName(name, secret.status());
  }
  absl::StatusOr<SecretBytes> key = DecodeKey(flags, secret->bytes);
  if (key.ok()) {
    return key;
  }
  return WithName(name, absl::Status(key.status().code(),
                                     absl::StrCat(key.status().message(),
                                                  FileHint(flags.Text(name)))));
}

absl::StatusOr<SecretBytes> ReadPassphrase(const Flags& flags,
                                           absl::string_view name) {
  const absl::StatusOr<Secret> secret = ReadSecret(flags, name);
  if (!secret.ok()) {
    return WithName(name, secret.status());
  }
  if (secret->is_value) {
    WarnOfFile(flags.Text(name), name);
  }
  const absl::Span<const uint8_t> text =
      secret->is_file ? WithoutLineEnd(secret->bytes.Reveal())
                      : secret->bytes.Reveal();
  if (text.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--", name, ": give a passphrase of at least one byte"));
  }
  return SecretBytes::CopyOf(text);
}

}  // namespace sealframe
