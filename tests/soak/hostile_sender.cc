// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/soak/hostile_sender.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {
namespace {

// More keys than the honest senders set, and in every key ring.
constexpr uint64_t kFirstUnknownKey = 9;
// The first of `kUnknownKeys` generations of DAVE that no sender reaches here.
constexpr uint32_t kUnknownGeneration = 77;

constexpr uint32_t kSsrc = 1;
// Far more SSRCs than a participant has replay windows (docs/limits.md). There
// are several frames of each, as only the second one makes a window.
constexpr uint32_t kFirstOtherSsrc = 1000;
constexpr size_t kOtherSsrcs = 1024;

// What depacketizers put in front of pictures of H.264 that have the same
// parameter sets. A receiver then reads the frame in more than one way.
const Bytes& InsertedSets() {
  static const Bytes& sets = *new Bytes([] {
    const Bytes once = {0, 0, 0, 1, 0x67, 0x42, 0xc0, 0x0d,   // SPS
                        0, 0, 0, 1, 0x68, 0xce, 0x3c, 0x80};  // PPS
    Bytes twice = once;
    twice.insert(twice.end(), once.begin(), once.end());
    return twice;
  }());
  return sets;
}

}  // namespace

absl::string_view HostileKindName(HostileKind kind) {
  switch (kind) {
    case HostileKind::kForged:
      return "forged";
    case HostileKind::kReplayed:
      return "replayed";
    case HostileKind::kUnknownKey:
      return "unknown key";
    case HostileKind::kCut:
      return "cut";
    case HostileKind::kOversize:
      return "oversize";
    case HostileKind::kLargest:
      return "largest";
  }
  return "";
}

Bytes SealBy(Sender& sender, const FrameInfo& info, const Bytes& frame) {
  Bytes sealed(sender.send->MaxSealedSize(frame.size()));
  const FrameResult result =
      sender.send->Seal(info, frame, absl::MakeSpan(sealed));
  sealed.resize(result.status == FrameStatus::kOk ? result.size : 0);
  return sealed;
}

HostileSender::HostileSender(const std::string& profile, const Clock& clock,
                             CipherSuite suite)
    : names_step_(FindProfile(profile)->names_step),
      same_id_(NewSender(profile, "same id", "hostile", kSsrc, clock, suite)) {
  for (uint64_t i = 0; i < kUnknownKeys && !names_step_; ++i) {
    const uint64_t index = kFirstUnknownKey + i;
    auto sender = NewSender(profile, "unknown", "hostile", kSsrc, clock, suite);
    MustBeOk(sender->keys->SetKey("unknown", index, SoakKey("unknown", index)));
    MustBeOk(sender->keys->Activate("unknown", index));
    unknown_.push_back(std::move(sender));
  }
  oversize_.resize(same_id_->send->MaxSealedSize(kMaxFrameSize) + 1, 0x55);
}

void HostileSender::Rotate(uint64_t key_index) {
  Sender& own = *same_id_;
  MustBeOk(own.keys->SetKey(own.name, key_index, SoakKey("own", key_index)));
  MustBeOk(own.keys->Activate(own.name, key_index));
  MustBeOk(own.keys->Retire(own.name, key_index - 1, absl::ZeroDuration()));
  own.session->Poll();
}

void HostileSender::Ratchet() {
  MustBeOk(same_id_->keys->Ratchet(same_id_->name));
}

Sent HostileSender::AnyOf(const std::vector<Sent>& frames) {
  Sent sent = frames[Below(frames.size())];
  if (Below(2) == 0) {
    sent.info.ssrc =
        kFirstOtherSsrc + static_cast<uint32_t>(Below(kOtherSsrcs));
    sent.info.rtp_timestamp = static_cast<uint32_t>(random_());
  }
  return sent;
}

Sent HostileSender::Make(HostileKind kind, const std::vector<Sent>& fresh,
                         const std::vector<Sent>& old) {
  switch (kind) {
    case HostileKind::kForged:
      return Forge(fresh, old);
    case HostileKind::kReplayed:
      return AnyOf(old);
    case HostileKind::kUnknownKey:
      return names_step_ ? OfUnknownGeneration(AnyOf(fresh))
                         : SealedByItself(AnyOf(fresh),
                                          *unknown_[Below(unknown_.size())]);
    case HostileKind::kCut:
      return Cut(fresh, old);
    case HostileKind::kOversize:
      return {.bytes = oversize_, .info = AnyOf(fresh).info};
    case HostileKind::kLargest:
      return SealedByItself(AnyOf(fresh), *same_id_, kMaxFrameSize);
  }
  return {};
}

// A frame that has not arrived is altered in its first half only: one bit of
// getstream's trailer can change (docs/threat-model.md).
Sent HostileSender::Forge(const std::vector<Sent>& fresh,
                          const std::vector<Sent>& old) {
  const auto flip = [this](Bytes* bytes, size_t end) {
    (*bytes)[Below(end)] ^= static_cast<uint8_t>(1 + Below(255));
  };
  Sent forged = AnyOf(fresh);
  switch (Below(4)) {
    case 0:
      flip(&forged.bytes, forged.bytes.size() / 2);
      return forged;
    case 1:
      forged = AnyOf(old);
      flip(&forged.bytes, forged.bytes.size());
      return forged;
    case 2:
      std::generate(forged.bytes.begin(), forged.bytes.end(),
                    [this] { return static_cast<uint8_t>(random_()); });
      return forged;
    default:
      forged = SealedByItself(forged, *same_id_);
      if (forged.info.codec == Codec::kH264 && Below(2) == 0) {
        forged.bytes.insert(forged.bytes.begin(), InsertedSets().begin(),
                            InsertedSets().end());
      }
      return forged;
  }
}

Sent HostileSender::SealedByItself(const Sent& like, Sender& key) {
  return SealedByItself(like, key, like.bytes.size());
}

Sent HostileSender::SealedByItself(const Sent& like, Sender& key, size_t size) {
  const Bytes frame = MediaFrame(like.info, size, ++made_);
  return {.bytes = SealBy(key, like.info, frame), .info = like.info};
}

// The generation of DAVE's keys is in the upper byte of the nonce.
Sent HostileSender::OfUnknownGeneration(const Sent& like) {
  Sent sent = like;
  ClearRanges ranges;
  const size_t media_size = ParseDaveFooter(sent.bytes, &ranges).media_size;
  const uint32_t nonce =
      (kUnknownGeneration + static_cast<uint32_t>(Below(kUnknownKeys))) << 24 |
      static_cast<uint32_t>(++made_ & 0xffffff);
  sent.bytes.resize(media_size + DaveFooterSize(nonce, ranges));
  WriteDaveFooter(
      nonce, ranges,
      absl::MakeSpan(sent.bytes).subspan(media_size + kDaveTagSize));
  return sent;
}

// A frame that has not arrived is cut to less than half: frames without their
// last byte can be whole, as packetizers remove zeros.
Sent HostileSender::Cut(const std::vector<Sent>& fresh,
                        const std::vector<Sent>& old) {
  const bool is_fresh = Below(2) == 0;
  Sent cut = is_fresh ? AnyOf(fresh) : AnyOf(old);
  const size_t size = cut.bytes.size();
  const size_t left = 1 + Below(is_fresh ? size / 2 : size - 1);
  if (Below(2) == 0) {
    cut.bytes.resize(left);
  } else {
    cut.bytes.erase(cut.bytes.begin(),
                    cut.bytes.end() - static_cast<ptrdiff_t>(left));
  }
  return cut;
}

}  // namespace sealframe
