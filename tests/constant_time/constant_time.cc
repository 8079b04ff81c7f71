// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs the engine with its secrets marked as undefined, so that valgrind
// reports each branch and each address that depends on one. Secret are keys and
// plaintext; declassify.cc lists the values that the engine makes public.
//
// The argument names a case. Without one, the names are printed.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/suite_aead.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_key_schedule.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "valgrind/memcheck.h"

namespace sealframe {
namespace {

constexpr uint32_t kSsrc = 7;
constexpr uint64_t kSenderNumber = 5;

using Cases = std::map<std::string, std::function<void()>>;

void Require(bool condition, const char* what) {
  if (!condition) {
    std::fprintf(stderr, "not so: %s\n", what);
    std::exit(1);
  }
}

// Secret returns a new secret.
SecretBytes Secret(size_t size) {
  static uint64_t seed = 0;
  SecretBytes secret = SecretBytes::CopyOf(TestFrame(size, ++seed));
  VALGRIND_MAKE_MEM_UNDEFINED(secret.RevealMutable().data(), size);
  return secret;
}

// Publish marks bytes that went over the network or left the engine.
void Publish(absl::Span<const uint8_t> bytes) {
  VALGRIND_MAKE_MEM_DEFINED(bytes.data(), bytes.size());
}

// HeadersOf returns the start of a frame, which is public: formats leave it in
// the clear.
Bytes HeadersOf(Codec codec) {
  switch (codec) {
    case Codec::kVp8:
      return {0x10, 2, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1};
    case Codec::kH264:
      return {0, 0, 0, 1, 0x67, 0x42, 0, 0, 0, 1, 0x65, 0xb8, 0x40, 0};
    default:
      return {0xfc};
  }
}

// SecretFrame returns a frame with a secret body.
Bytes SecretFrame(Codec codec) {
  Bytes frame = HeadersOf(codec);
  const size_t headers = frame.size();
  const Bytes body = TestFrame(200);
  frame.insert(frame.end(), body.begin(), body.end());
  VALGRIND_MAKE_MEM_UNDEFINED(frame.data() + headers, body.size());
  return frame;
}

// Ends holds a sender "alice" and a receiver of one stream with one key.
class Ends {
 public:
  Ends(const ProfileEntry& profile, const NamedProfileOptions& options,
       const KeyMaterial& key, MediaKind media, KeyMode mode)
      : alice_(Keys(profile, options, mode)),
        bob_(Keys(profile, options, mode)) {
    MustBeOk(alice_->AddLocalParticipant("alice", kSenderNumber));
    MustBeOk(bob_->AddRemoteParticipant("alice", kSenderNumber));
    for (KeyProvider* const keys : {alice_.get(), bob_.get()}) {
      if (options.sframe.per_ssrc) {
        MustBeOk(keys->AddSsrc("alice", kSsrc));
      }
      MustBeOk(mode == KeyMode::kShared ? keys->SetSharedKey(0, key)
                                        : keys->SetKey("alice", 0, key));
    }
    MustBeOk(alice_->Activate("alice", 0));
    sending_ = Session::Create(alice_, {.e2ee_enabled = true}).value();
    receiving_ = Session::Create(bob_, {.e2ee_enabled = true}).value();
    send_ = sending_->NewSendTransform({.participant = "alice", .media = media})
                .value();
    receive_ =
        receiving_
            ->NewReceiveTransform({.participant = "alice", .media = media})
            .value();
  }

  // Pass seals and opens a frame, which is then refused as forged and replayed.
  void Pass(const FrameInfo& info) {
    const Bytes frame = SecretFrame(info.codec);
    const Bytes sealed = SealTo(*send_, frame, info);
    Publish(sealed);
    Bytes forged = sealed;
    forged[forged.size() / 2] ^= 1;
    Require(OpenFrom(*receive_, forged, info).status != FrameStatus::kOk,
            "a forged frame is refused");
    const Opened opened = OpenFrom(*receive_, sealed, info);
    Require(opened.status == FrameStatus::kOk, "a frame opens");
    Publish(opened.frame);
    Publish(frame);
    Require(opened.frame == frame, "it is the frame that was sealed");
    Require(OpenFrom(*receive_, sealed, info).status == FrameStatus::kReplayed,
            "a replayed frame is refused");
  }

  // Ratchet ratchets the sender, if its profile can. The receiver follows.
  void Ratchet(const FrameInfo& info) {
    if (alice_->Ratchet("alice").ok()) {
      Pass(info);
    }
    receiving_->Poll();
    Pass(info);
  }

 private:
  static std::shared_ptr<KeyProvider> Keys(const ProfileEntry& profile,
                                           const NamedProfileOptions& options,
                                           KeyMode mode) {
    return KeyProvider::Create(profile.make(options).value(), {.mode = mode})
        .value();
  }

  const std::shared_ptr<KeyProvider> alice_;
  const std::shared_ptr<KeyProvider> bob_;
  std::unique_ptr<Session> sending_;
  std::unique_ptr<Session> receiving_;
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
};

// Valgrind does not follow the search for start codes as clang compiles it: a
// group of four bytes of which one is known is unknown to it.
#ifdef __clang__
constexpr bool kFollowsSearch = false;
#else
constexpr bool kFollowsSearch = true;
#endif

// Call passes frames of each kind. DAVE's H.264 is left out: there the places
// of all start codes are public, also in the rest of a frame. SFrame searches
// for none.
void Call(absl::string_view profile, const NamedProfileOptions& options,
          KeyKind kind, size_t key_size,
          KeyMode mode = KeyMode::kPerParticipant) {
  for (const Codec codec : {Codec::kOpus, Codec::kVp8, Codec::kH264}) {
    if (codec == Codec::kH264 &&
        (profile == "dave" || (!kFollowsSearch && profile != "sframe"))) {
      continue;
    }
    const SecretBytes bytes = Secret(key_size);
    const KeyMaterial key = kind == KeyKind::kKey ? KeyMaterial::FromKey(bytes)
                            : kind == KeyKind::kPassphrase
                                ? KeyMaterial::FromPassphrase(bytes)
                                : KeyMaterial::FromAeadKey(bytes);
    const FrameInfo info = {
        .kind = codec == Codec::kOpus ? MediaKind::kAudio : MediaKind::kVideo,
        .codec = codec,
        .key_frame = codec != Codec::kOpus,
        .ssrc = kSsrc,
        .rtp_timestamp = 3};
    Ends ends(*FindProfile(profile), options, key, info.kind, mode);
    ends.Pass(info);
    ends.Ratchet(info);
  }
}

void AddSFrame(Cases* cases) {
  for (const CipherSuiteInfo& suite : AllCipherSuites()) {
    NamedProfileOptions options;
    options.sframe = {
        .suite = suite.suite, .ratchet_bits = 2, .allow_short_tags = true};
    const std::string name = absl::StrCat("sframe ", suite.name);
    cases->emplace(name, [=] { Call("sframe", options, KeyKind::kKey, 32); });
    options.sframe.per_ssrc = true;
    cases->emplace(name + " per SSRC",
                   [=] { Call("sframe", options, KeyKind::kKey, 32); });
  }
  cases->emplace("sframe shared", [] {
    Call("sframe", {}, KeyKind::kKey, 16, KeyMode::kShared);
  });
}

void AddOthers(Cases* cases) {
  NamedProfileOptions options;
  options.livekit.ratchet_window_size = 1;
  options.videosdk.ratchet_window_size = 1;
  for (const char* const profile :
       {"livekit", "videosdk", "jframe", "dave", "getstream"}) {
    for (const KeyKind kind : {KeyKind::kKey, KeyKind::kAeadKey}) {
      cases->emplace(
          absl::StrCat(profile, kind == KeyKind::kKey ? " key" : " AEAD key"),
          [=] { Call(profile, options, kind, 16); });
    }
  }
  NamedProfileOptions without_ratchet;
  without_ratchet.livekit.ratchet_window_size = 0;
  cases->emplace("livekit passphrase", [=] {
    Call("livekit", without_ratchet, KeyKind::kPassphrase, 20);
  });
  cases->emplace("dave exporter", [] {
    Require(DaveBaseSecret(Secret(32), 1).ok(), "a base secret is derived");
  });
}

// The cases below leak, to show that leaks are found.

// FullTag returns the tag of a frame, which a forger has to guess.
Bytes FullTag() {
  const CipherSuiteInfo& suite =
      GetCipherSuiteInfo(CipherSuite::kAes128CtrHmacSha256_80);
  const std::unique_ptr<Aead> aead =
      NewAead(suite.suite, Secret(suite.key_size)).value();
  Bytes tag(suite.tag_size);
  Require(aead->Seal(Nonce{}, {}, {}, absl::MakeSpan(tag)), "it seals");
  return tag;
}

// Takes results that would else be left out by the compiler.
volatile uint8_t sink = 0;

void AddLeaks(Cases* cases) {
  static constexpr uint8_t kTable[256] = {1, 2, 3};
  cases->emplace("leak: the tag is compared up to the first difference", [] {
    for (const uint8_t byte : FullTag()) {
      if (byte != 0) break;
      sink = 1;
    }
  });
  cases->emplace("leak: a branch depends on a key", [] {
    const SecretBytes key = Secret(16);
    if ((key.Reveal()[3] & 1) != 0) {
      sink = 1;
    }
  });
  cases->emplace("leak: an address depends on a key",
                 [] { sink = kTable[Secret(16).Reveal()[3]]; });
  cases->emplace("leak: a branch depends on plaintext", [] {
    const Bytes frame = SecretFrame(Codec::kOpus);
    if ((frame.back() & 1) != 0) {
      sink = 1;
    }
  });
}

int Run(absl::Span<char* const> arguments) {
  Cases cases;
  AddSFrame(&cases);
  AddOthers(&cases);
  AddLeaks(&cases);
  if (arguments.size() < 2) {
    for (const auto& [name, run] : cases) {
      std::printf("%s\n", name.c_str());
    }
    return 0;
  }
  cases.at(arguments[1])();
  return 0;
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  return sealframe::Run(absl::MakeConstSpan(argv, static_cast<size_t>(argc)));
}
