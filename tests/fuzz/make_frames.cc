// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Writes sealed frames for the corpora of the fuzzers that open frames:
//
//   tools/bazel run //tests/fuzz:make_frames -- FOLDER
//
// FOLDER is the absolute path of tests/fuzz/corpus. The media is that of
// `AllSeedMedia`, sealed with `kSeedKey` in each profile that carries its
// codec, whole and cut. The whole frames open in the fuzzers, whose options
// stand in front of each.
//
// sframe and dave always give the same bytes. The others do not: their IVs
// begin with random numbers.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/fuzz/hostile_frame.h"
#include "sealframe/tests/fuzz/input_info.h"
#include "sealframe/tests/fuzz/seed_media.h"
#include "sealframe/tests/testing/command_line.h"

namespace sealframe {
namespace {

// Sender seals with `kSeedKey`.
class Sender {
 public:
  explicit Sender(const TestEndOptions& options) : end_(options) {
    end_.Join("alice", kSeedKey);
    send_ = end_.session().NewSendTransform({.participant = "alice"}).value();
  }

  // Seal returns the sealed frame, or nothing if the format refuses the codec.
  Bytes Seal(const SeedMedia& media) {
    Bytes sealed(send_->MaxSealedSize(media.frame.size()));
    const FrameResult result =
        send_->Seal(media.info, media.frame, absl::MakeSpan(sealed));
    sealed.resize(result.size);
    return sealed;
  }

 private:
  TestEnd end_;
  std::unique_ptr<SendTransform> send_;
};

class Corpora {
 public:
  explicit Corpora(std::string folder) : folder_(std::move(folder)) {}

  // Write writes `sealed`, whole and cut, behind the options of `fuzzer`.
  void Write(absl::string_view fuzzer, absl::string_view name,
             const Bytes& options, absl::Span<const uint8_t> sealed) {
    Save(fuzzer, name, "sealed", options, sealed);
    Save(fuzzer, name, "cut", options, sealed.first(sealed.size() * 3 / 4));
  }

  bool ok() const { return ok_; }

 private:
  void Save(absl::string_view fuzzer, absl::string_view name,
            absl::string_view form, Bytes input,
            absl::Span<const uint8_t> frame) {
    input.insert(input.end(), frame.begin(), frame.end());
    const std::string folder = absl::StrCat(folder_, "/", fuzzer);
    std::filesystem::create_directories(folder);
    std::ofstream file(absl::StrCat(folder, "/", name, "_", form),
                       std::ios::binary);
    file.write(reinterpret_cast<const char*>(input.data()),
               static_cast<std::streamsize>(input.size()));
    ok_ = ok_ && file.good();
  }

  const std::string folder_;
  bool ok_ = true;
};

std::string NameOf(absl::string_view profile, const SeedMedia& media) {
  return absl::StrCat(profile, "_", CodecName(media.info.codec));
}

uint8_t Byte(size_t value) { return static_cast<uint8_t>(value); }

// The options of each fuzzer: see their harnesses.

Bytes DaveOptions(const FrameInfo& info) {
  return {Byte((info.kind == MediaKind::kAudio ? 1 : 0) +
               4 * static_cast<size_t>(info.codec))};
}

Bytes RingOptions(size_t profile, const FrameInfo& info) {
  return {Byte(profile), Byte((info.kind == MediaKind::kAudio ? 0 : 1) +
                              4 * static_cast<size_t>(info.codec))};
}

void WriteSFrame(Corpora& corpora) {
  size_t number = 0;
  for (const CipherSuiteInfo& suite : AllCipherSuites()) {
    Sender sender({.suite = suite.suite, .ratchet_bits = 3});
    for (const SeedMedia& media : AllSeedMedia()) {
      corpora.Write("sframe_open",
                    NameOf(absl::StrCat("suite_", number + 1), media),
                    {Byte(number)}, sender.Seal(media));
    }
    ++number;
  }
}

// WriteRing writes frames for the pair at `number` of the ring fuzzer.
void WriteRing(Corpora& corpora, absl::string_view profile, size_t number,
               const NamedProfileOptions& options) {
  Sender sender({.profile = NamedProfile(profile, options).value()});
  for (const SeedMedia& media : AllSeedMedia()) {
    if (const Bytes sealed = sender.Seal(media); !sealed.empty()) {
      corpora.Write("ring_open",
                    NameOf(absl::StrCat(profile, "_", number), media),
                    RingOptions(number, media.info), sealed);
    }
  }
}

// WriteProfile writes frames for the fuzzers that read those of any profile.
void WriteProfile(Corpora& corpora, const ProfileEntry& profile) {
  Sender sender({.profile = NamedProfile(profile.name).value()});
  for (const SeedMedia& media : AllSeedMedia()) {
    const Bytes sealed = sender.Seal(media);
    if (sealed.empty()) {
      continue;
    }
    const std::string name = NameOf(profile.name, media);
    const uint8_t info = InputByte(media.info);
    if (profile.name == profile.wire_format) {
      corpora.Write("frame_inspection", name, {info}, sealed);
    }
    corpora.Write("profile_detector", name, {info, 0}, sealed);
    if (profile.name == "dave") {
      corpora.Write("dave_open", name, DaveOptions(media.info), sealed);
    } else if (profile.name == "getstream") {
      corpora.Write("getstream", name, {0}, sealed);
    }
  }
}

bool WriteAll(const std::string& folder) {
  Corpora corpora(folder);
  WriteSFrame(corpora);
  WriteRing(corpora, "livekit", 0, {});
  WriteRing(corpora, "livekit", 1, {.livekit = {.allow_av1 = true}});
  WriteRing(corpora, "videosdk", 2, {});
  WriteRing(corpora, "jframe", 3, {});
  for (const ProfileEntry& profile : Profiles()) {
    WriteProfile(corpora, profile);
  }
  return corpora.ok();
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  constexpr char kUsage[] = "usage: make_frames FOLDER (an absolute path)\n";
  const sealframe::CommandLine arguments(argc, argv, kUsage, 1);
  const std::string folder = arguments.Text(0, "");
  if (!std::filesystem::path(folder).is_absolute()) {
    arguments.Refuse("FOLDER must be an absolute path");
  }
  if (!sealframe::WriteAll(folder)) {
    std::fprintf(stderr, "make_frames: cannot write to %s\n", folder.c_str());
    return 1;
  }
  return 0;
}
