// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs the engine as a peer, as worker_peer.mjs runs LiveKit's worker: reads
// one job per line from standard input and writes one answer per line, in the
// same order, to standard output. A job consists of these words, with "-" for
// those it lacks:
//
//     op kdf material key_bits ratchet_steps key_index
//     kind frame_type codec ssrc rtp_timestamp frame iv sif_trailer
//
// Bytes are in hex. README.md defines the words. An answer is the frame,
// followed by the IV for "encrypt_data", or "-" if the frame was dropped.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/types/span.h"
#include "sealframe/crypto/hex.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/ring/livekit_data_packet.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {
namespace {

constexpr char kAlice[] = "alice";

struct Job {
  std::string op, kdf, material, kind, frame_type, codec, frame, iv, trailer;
  uint64_t key_bits = 0;
  uint64_t ratchet_steps = 0;
  uint64_t key_index = 0;
  uint32_t ssrc = 0;
  uint32_t rtp_timestamp = 0;
};

Job ParseJob(const std::string& line) {
  std::istringstream in(line);
  Job job;
  in >> job.op >> job.kdf >> job.material >> job.key_bits >>
      job.ratchet_steps >> job.key_index >> job.kind >> job.frame_type >>
      job.codec >> job.ssrc >> job.rtp_timestamp >> job.frame >> job.iv >>
      job.trailer;
  return job;
}

Bytes FromHex(const std::string& hex) {
  return ParseHex(hex == "-" ? "" : hex).value();
}

std::string ToHex(absl::Span<const uint8_t> bytes) {
  return absl::BytesToHexString(
      {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

FrameInfo InfoOf(const Job& job) {
  return {.kind = job.kind == "audio" ? MediaKind::kAudio : MediaKind::kVideo,
          .codec = CodecFromName(job.codec).value_or(Codec::kUnknown),
          .key_frame = job.frame_type == "key",
          .ssrc = job.ssrc,
          .rtp_timestamp = job.rtp_timestamp};
}

KeyMaterial MaterialOf(const Job& job) {
  const SecretBytes bytes = SecretBytes::CopyOf(FromHex(job.material));
  return job.kdf == "pbkdf2" ? KeyMaterial::FromPassphrase(bytes)
                             : KeyMaterial::FromKey(bytes);
}

// NewEnd returns alice's own end, which has ratcheted, or an end that receives
// from her with the key from before.
std::unique_ptr<TestEnd> NewEnd(const Job& job, bool sends) {
  const auto injected = std::make_shared<ServerInjectedFrames>();
  injected->SetTrailer(FromHex(job.trailer));
  auto end = std::make_unique<TestEnd>(TestEndOptions{
      .profile = LiveKitProfile({.ratchet_window_size = job.ratchet_steps,
                                 .keyring_size = 256,
                                 .key_size = job.key_bits,
                                 .server_injected_frames = injected})
                     .value()});
  if (sends) {
    MustBeOk(end->keys().AddLocalParticipant(kAlice));
  }
  MustBeOk(end->keys().SetKey(kAlice, job.key_index, MaterialOf(job)));
  if (sends) {
    MustBeOk(end->keys().Activate(kAlice, job.key_index));
    for (uint64_t step = 0; step < job.ratchet_steps; ++step) {
      MustBeOk(end->keys().Ratchet(kAlice));
    }
  }
  return end;
}

std::string Answer(const FrameResult& result, const Bytes& out) {
  return CameOut(result.status) ? ToHex(absl::MakeSpan(out).first(result.size))
                                : "-";
}

std::string Encrypt(const Job& job) {
  const auto end = NewEnd(job, /*sends=*/true);
  const auto send =
      end->session().NewSendTransform({.participant = kAlice}).value();
  const Bytes frame = FromHex(job.frame);
  Bytes out(send->MaxSealedSize(frame.size()));
  return Answer(send->Seal(InfoOf(job), frame, absl::MakeSpan(out)), out);
}

std::string Decrypt(const Job& job) {
  const auto end = NewEnd(job, /*sends=*/false);
  const auto receive =
      end->session().NewReceiveTransform({.participant = kAlice}).value();
  const Bytes frame = FromHex(job.frame);
  Bytes out(receive->MaxOpenedSize(frame.size()));
  return Answer(receive->Open(InfoOf(job), frame, absl::MakeSpan(out)), out);
}

std::string EncryptData(const Job& job) {
  const auto end = NewEnd(job, /*sends=*/true);
  DataPacketSealer sealer(end->keys().SealingKeyringOf(kAlice).value());
  const Bytes packet = FromHex(job.frame);
  Bytes out(packet.size() + kDataPacketTagSize);
  DataPacketHeader header;
  const FrameResult result = sealer.Seal(packet, absl::MakeSpan(out), &header);
  return Answer(result, out) + " " + ToHex(header.iv);
}

std::string DecryptData(const Job& job) {
  const auto end = NewEnd(job, /*sends=*/false);
  DataPacketOpener opener(end->keys().OpeningKeyringOf(kAlice).value(),
                          job.ratchet_steps);
  const Bytes sealed = FromHex(job.frame);
  const Bytes iv = FromHex(job.iv);
  DataPacketHeader header = {.key_index = static_cast<uint8_t>(job.key_index)};
  std::copy_n(iv.begin(), std::min(iv.size(), header.iv.size()),
              header.iv.begin());
  Bytes out(sealed.size());
  return Answer(opener.Open(header, sealed, absl::MakeSpan(out)), out);
}

std::string Run(const Job& job) {
  if (job.op == "encrypt") return Encrypt(job);
  if (job.op == "decrypt") return Decrypt(job);
  if (job.op == "encrypt_data") return EncryptData(job);
  if (job.op == "decrypt_data") return DecryptData(job);
  return "unknown op " + job.op;
}

}  // namespace
}  // namespace sealframe

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << sealframe::Run(sealframe::ParseJob(line)) << std::endl;
  }
}
