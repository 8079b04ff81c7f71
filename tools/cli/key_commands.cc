// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/key_commands.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "fmt/format.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/random.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/key_id.h"
#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/json.h"
#include "sealframe/tools/cli/key_text.h"
#include "sealframe/tools/cli/output.h"
#include "sealframe/tools/cli/secret_source.h"

namespace sealframe {
namespace {

// More steps than any sender takes. A typing error should not run for hours.
constexpr uint64_t kMaxRatchetSteps = 1'000'000;

// ReadBaseKey reads the base key and derives the one for the given SSRC and
// ratchet step.
absl::StatusOr<SecretBytes> ReadBaseKey(const Flags& flags, CipherSuite suite) {
  absl::StatusOr<SecretBytes> base_key = ReadKey(flags, "base-key");
  const absl::StatusOr<uint64_t> ssrc =
      flags.Number("ssrc", 0, std::numeric_limits<uint32_t>::max());
  if (!ssrc.ok()) {
    return ssrc.status();
  }
  const absl::StatusOr<uint64_t> steps =
      flags.Number("ratchet", 0, kMaxRatchetSteps);
  if (!steps.ok()) {
    return steps.status();
  }
  if (base_key.ok() && flags.Has("ssrc")) {
    base_key = DeriveSsrcKey(suite, *base_key, static_cast<uint32_t>(*ssrc));
  }
  for (uint64_t step = 0; base_key.ok() && step < *steps; ++step) {
    base_key = RatchetBaseKey(suite, *base_key);
  }
  return base_key;
}

absl::Status RunDerive(const Flags& flags) {
  const absl::StatusOr<CipherSuite> suite = SuiteOf(flags);
  if (!suite.ok()) {
    return suite.status();
  }
  const absl::StatusOr<uint64_t> kid = flags.Number("kid", 0);
  if (!kid.ok()) {
    return kid.status();
  }
  const absl::StatusOr<SecretBytes> base_key = ReadBaseKey(flags, *suite);
  if (!base_key.ok()) {
    return base_key.status();
  }
  const absl::StatusOr<SFrameKeys> keys =
      DeriveSFrameKeys(*suite, *kid, *base_key);
  if (!keys.ok()) {
    return keys.status();
  }
  const std::pair<absl::string_view, const SecretBytes*> rows[] = {
      {"sframe_key", &keys->key},
      {"sframe_salt", &keys->salt},
      {"base_key", &*base_key}};
  if (flags.Has("json")) {
    JsonWriter json;
    json.BeginObject();
    for (const auto& [name, value] : rows) {
      json.String(name, ToHex(value->Reveal()));
    }
    json.EndObject();
    Print(absl::StrCat(json.text(), "\n"));
    return absl::OkStatus();
  }
  for (const auto& [name, value] : rows) {
    Print(
        fmt::format("{:<12} {}\n", std::string(name), ToHex(value->Reveal())));
  }
  return absl::OkStatus();
}

absl::Status RunGenerate(const Flags& flags) {
  const absl::StatusOr<CipherSuite> suite = SuiteOf(flags);
  if (!suite.ok()) {
    return suite.status();
  }
  SecretBytes key(GetCipherSuiteInfo(*suite).key_size);
  RandomBytes(key.RevealMutable());
  const std::string hex = ToHex(key.Reveal());
  if (!flags.Has("json")) {
    Print(absl::StrCat(hex, "\n"));
    return absl::OkStatus();
  }
  JsonWriter json;
  json.BeginObject();
  json.String("key", hex);
  json.EndObject();
  Print(absl::StrCat(json.text(), "\n"));
  return absl::OkStatus();
}

absl::Status PrintKid(const Flags& flags, const absl::StatusOr<uint64_t>& kid) {
  if (!kid.ok()) {
    return kid.status();
  }
  if (flags.Has("json")) {
    JsonWriter json;
    json.BeginObject();
    json.Number64("kid", *kid);
    json.EndObject();
    Print(absl::StrCat(json.text(), "\n"));
  } else {
    Print(fmt::format("{} (0x{:x})\n", *kid, *kid));
  }
  return absl::OkStatus();
}

// ReadNumbers reads the required flags `names`.
absl::StatusOr<std::vector<uint64_t>> ReadNumbers(
    const Flags& flags, const std::vector<absl::string_view>& names) {
  std::vector<uint64_t> numbers;
  for (const absl::string_view name : names) {
    const absl::StatusOr<uint64_t> number = flags.Number(name, 0);
    if (!number.ok()) {
      return number.status();
    }
    numbers.push_back(*number);
  }
  return numbers;
}

// Bits narrows a number of bits to `unsigned`. Too large numbers stay too
// large.
unsigned Bits(uint64_t number) {
  return static_cast<unsigned>(
      std::min<uint64_t>(number, std::numeric_limits<unsigned>::max()));
}

absl::Status RunSenderKey(const Flags& flags) {
  const absl::StatusOr<std::vector<uint64_t>> numbers =
      ReadNumbers(flags, {"generation", "step", "ratchet-bits"});
  if (!numbers.ok()) {
    return numbers.status();
  }
  const std::vector<uint64_t>& n = *numbers;
  return PrintKid(
      flags, EncodeSenderKeyId({.generation = n[0], .step = n[1]}, Bits(n[2])));
}

absl::Status RunMls(const Flags& flags) {
  const absl::StatusOr<std::vector<uint64_t>> numbers = ReadNumbers(
      flags, {"context", "index", "epoch", "sender-bits", "epoch-bits"});
  if (!numbers.ok()) {
    return numbers.status();
  }
  const std::vector<uint64_t>& n = *numbers;
  return PrintKid(
      flags,
      EncodeMlsKeyId({.context = n[0], .index = n[1], .epoch = n[2]},
                     {.sender_bits = Bits(n[3]), .epoch_bits = Bits(n[4])}));
}

FlagSpec Required(const char* name, const char* help) {
  return {.name = name, .value = "N", .help = help, .required = true};
}

}  // namespace

std::vector<Command> KeyCommands() {
  const FlagSpec ssrc = {.name = "ssrc",
                         .value = "N",
                         .help = "first derive the base key of this stream"};
  const FlagSpec ratchet = {.name = "ratchet",
                            .value = "STEPS",
                            .help = "ratchet the base key by STEPS first"};
  return {
      {.name = "key generate",
       .summary = "a new random key, in hex",
       .help = "Prints a random key of the size that the suite's cipher has: "
               "16 or 32 bytes. Keep it in a file that only you can read.\n\n"
               "  (umask 077; sealframe key generate > key.hex)",
       .flags = {SuiteFlag(false), JsonFlag()},
       .run = RunGenerate},
      {.name = "key derive",
       .summary = "derive the SFrame key and salt of a KID",
       .help =
           "Derives sframe_key and sframe_salt for a KID (RFC 9605, Section "
           "4.4.2), after the\nper-SSRC derivation (draft-ietf-avtcore-rtp-"
           "sframe-02, Section 7) and the ratchet\n(RFC 9605, Section 5.1) if "
           "given. Prints secrets.\n\n  sealframe key "
           "derive --suite AES_128_GCM_SHA256_128 --kid 7 \\\n      --base-key "
           "@key.hex --ratchet 2",
       .flags = {SuiteFlag(true), Required("kid", "key id"), BaseKeyFlag(),
                 KeyFormatFlag(), ssrc, ratchet, JsonFlag()},
       .run = RunDerive},
      {.name = "kid sender-key",
       .summary = "the KID of a sender key: generation and ratchet step",
       .help = "Prints generation << R | step mod 2^R (RFC 9605, Section 5.1)."
               "\n\n  sealframe kid sender-key --generation 2 --step 3 "
               "--ratchet-bits 4",
       .flags = {Required("generation", "number of the base key"),
                 Required("step", "ratchet steps of that base key"),
                 Required("ratchet-bits", "R, up to 63"), JsonFlag()},
       .run = RunSenderKey},
      {.name = "kid mls",
       .summary = "the KID of an MLS member: context, index and epoch",
       .help = "Prints context << (S + E) | index << E | epoch mod 2^E (RFC "
               "9605, Section 5.2).\n\n  sealframe kid mls --context 0 --index "
               "3 --epoch 14 \\\n      --sender-bits 6 --epoch-bits 4",
       .flags = {Required("context", "separates the uses of one member"),
                 Required("index", "the member's leaf index"),
                 Required("epoch",
                          "MLS epoch, of which the low E bits are used"),
                 Required("sender-bits", "S"), Required("epoch-bits", "E"),
                 JsonFlag()},
       .run = RunMls},
  };
}

}  // namespace sealframe
