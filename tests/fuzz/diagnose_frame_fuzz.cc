// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Diagnoses frames. Of arbitrary bytes, every mistake is undone: each attempt
// has words, no frame that is tried is much larger than the bytes, and an
// attempt that ends the search is the last. Their structure is explained in
// every profile, with a text; a frame is called plain only with proof. One in
// `kFullEvery` of them is also searched with all keys, which takes long: it
// never opens. Sealed as a frame, they are diagnosed as one that opens; with
// bytes in front or behind it, too, once these are removed; and under the key
// of another participant, once that is taken.
//
// The first byte of the input selects the kind and codec, the second the
// profile, the third how many bytes are added; the rest are the bytes.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/diagnosis/frame_mistakes.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/plain_proof.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/diagnosis/unexplained_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/input_info.h"

namespace sealframe {
namespace {

using Input = absl::Span<const uint8_t>;

// Larger frames take too long.
constexpr size_t kMaxFrame = 300;

constexpr uint32_t kFullEvery = 512;

// UndoMistakes ends each search at attempt `last`.
void UndoMistakes(const FrameInfo& info, Input bytes, size_t last) {
  for (const FrameMistake& mistake : FrameMistakes()) {
    size_t attempts = 0;
    const bool ended = mistake.undo(
        info, bytes, [&](const FrameInfo&, Input frame, auto words) {
          Check(attempts <= last);
          Check(frame.size() <= 2 * bytes.size() + 8);
          const MistakeWords text = words();
          Check(!text.undone.empty() && !text.cause.empty());
          return attempts++ == last;
        });
    Check(ended == (attempts == last + 1));
  }
}

void Explain(const FrameInfo& info, Input bytes) {
  for (const ProfileEntry& profile : Profiles()) {
    const UnexplainedFrame frame =
        ExplainByStructure(profile.name, info, bytes);
    Check(!frame.text.empty());
    switch (frame.reason) {
      case FailureReason::kPlainFrame:
        Check(frame.possible.empty() && IsProvedPlain(profile, info, bytes));
        break;
      case FailureReason::kProfile:
        Check(frame.possible.front() == FailureReason::kProfile);
        break;
      case FailureReason::kCutOff:
        Check(frame.possible.empty() ||
              std::count(frame.possible.begin(), frame.possible.end(),
                         FailureReason::kCutOff) == 1);
        break;
      default:
        Check(frame.reason == FailureReason::kUnknown);
        Check(!frame.possible.empty());
    }
  }
}

struct Sender {
  ProfileKey key;
  std::unique_ptr<TestPair> pair;
};

std::vector<Sender> NewSenders() {
  std::vector<Sender> senders;
  for (const ProfileEntry& profile : Profiles()) {
    ProfileKey key = {.profile = std::string(profile.name),
                      .material = TestKey(0)};
    auto pair = std::make_unique<TestPair>(TestEndOptions{
        .profile = NamedProfile(profile.name, key.options).value()});
    senders.push_back({std::move(key), std::move(pair)});
  }
  return senders;
}

// IsSampled returns whether `bytes` are searched in full, by their hash (FNV).
bool IsSampled(Input bytes) {
  uint32_t hash = 2166136261;
  for (const uint8_t byte : bytes) {
    hash = (hash ^ byte) * 16777619;
  }
  return hash % kFullEvery == 0;
}

// SearchInFull checks that no mistake explains `bytes`, which were never
// sealed.
void SearchInFull(const Sender& sender, const FrameInfo& info, Input bytes) {
  const auto found = DiagnoseFrame(sender.key, info, bytes);
  Check(found.ok() && !found->text.empty());
  Check(found->reasons.empty() && found->opened_size <= bytes.size());
  if (!CameOut(found->status)) {
    Check(found->reason != FailureReason::kNone && found->opened_size == 0);
  }
}

// MustBeFound checks that `frame` opens, once mistakes are undone.
void MustBeFound(const Sender& sender, const FrameInfo& info, Input frame) {
  const auto found = DiagnoseFrame(sender.key, info, frame);
  Check(found.ok() && !found->text.empty());
  Check(CameOut(found->status) || !found->reasons.empty());
  Check(found->possible.empty());
}

// OtherKeyMustBeFound checks that `frame`, sealed with the sender's key, opens
// with that as the key of another participant.
void OtherKeyMustBeFound(const Sender& sender, const FrameInfo& info,
                         Input frame) {
  ProfileKey wrong = CloneKey(sender.key);
  wrong.material = TestKey(1);
  const ParticipantKey others[] = {{"bob", CloneKey(sender.key)}};
  const auto found = DiagnoseFrame(wrong, info, frame, {.others = others});
  Check(found.ok() && found->reason == FailureReason::kParticipant);
}

void DiagnoseSealed(const Sender& sender, const FrameInfo& info, Input media,
                    size_t added) {
  Bytes sealed(sender.pair->send->MaxSealedSize(media.size()));
  const FrameResult result =
      sender.pair->send->Seal(info, media, absl::MakeSpan(sealed));
  if (result.status != FrameStatus::kOk) {
    return;
  }
  sealed.resize(result.size);
  const auto found = DiagnoseFrame(sender.key, info, sealed);
  Check(found.ok() && found->reason == FailureReason::kNone);
  Check(found->status == FrameStatus::kOk);
  Check(found->opened_size ==
        OpenFrom(*sender.pair->receive, sealed, info).frame.size());
  OtherKeyMustBeFound(sender, info, sealed);
  Bytes padded = sealed;
  padded.insert(padded.end(), added, 0xaa);
  MustBeFound(sender, info, padded);
  Bytes prefixed = sealed;
  prefixed.insert(prefixed.begin(), added, 0xaa);
  MustBeFound(sender, info, prefixed);
}

void RunOne(uint8_t how, uint8_t profile, uint8_t number, Input bytes) {
  static const auto* const senders = new std::vector<Sender>(NewSenders());
  const FrameInfo info = InputInfo(how);
  UndoMistakes(info, bytes, number);
  Explain(info, bytes);
  const Sender& sender = (*senders)[profile % senders->size()];
  if (IsSampled(bytes)) {
    SearchInFull(sender, info, bytes);
  }
  DiagnoseSealed(sender, info, bytes, 1 + number % 40);
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size >= 3 && size <= sealframe::kMaxFrame) {
    // A copy of the exact size, so that sanitizers detect a read past its end.
    const std::vector<uint8_t> bytes(data + 3, data + size);
    sealframe::RunOne(data[0], data[1], data[2], bytes);
  }
  return 0;
}
