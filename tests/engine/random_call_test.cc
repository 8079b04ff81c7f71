// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Simulates random calls and checks them against a model of the frames each
// participant may read. Participants join and leave, keys change, arrive late
// and ratchet, and the network loses, reorders and repeats frames. The server
// forwards every frame to everyone, including former participants and an
// outsider.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr size_t kMembers = 4;  // The last one never gets a key.
constexpr size_t kOutsider = kMembers - 1;
constexpr uint64_t kMaxUnheardSteps = 6;  // Fewer than receivers derive ahead.
constexpr uint64_t kMaxSteps = 12;        // Fewer than the KID's bits encode.

struct SentFrame {
  size_t sender;
  uint64_t key_index;
  uint64_t step;
  Bytes plaintext;  // Begins with its own number.
  Bytes sealed;
};

// Hearing is a member's view of one sender.
struct Hearing {
  std::unique_ptr<ReceiveTransform> receive;
  std::map<uint64_t, uint64_t> first_step;  // By key index.
  std::map<uint64_t, uint64_t> heard_step;
};

struct Member {
  explicit Member(const Clock* clock)
      : end({.ratchet_bits = 4, .clock = clock}) {}

  TestEnd end;
  std::string id;
  bool present = false;
  uint64_t key_index = 0;
  uint64_t step = 0;
  std::unique_ptr<SendTransform> send;
  Hearing hearing[kMembers];
  std::vector<size_t> waiting;  // Numbers of the frames in transit to it.
  std::set<size_t> delivered;
};

class RandomCall {
 public:
  explicit RandomCall(unsigned seed) : random_(seed) {
    for (size_t i = 0; i < kMembers; ++i) {
      members_.push_back(std::make_unique<Member>(&clock_));
      Member& member = *members_[i];
      member.id = absl::StrCat("member", i);
      MustBeOk(member.end.keys().AddLocalParticipant(member.id));
      NewKey(member);
      member.send = member.end.session()
                        .NewSendTransform({.participant = member.id})
                        .value();
    }
    for (const auto& member : members_) {
      for (size_t i = 0; i < kMembers; ++i) {
        if (members_[i] != member) {
          ExpectToHear(*member, i);
        }
      }
    }
  }

  // Step performs one random action.
  void Step() {
    const size_t index = Below(kMembers);
    const size_t choice = Below(200);
    if (choice < 1) {
      Leave(index);
    } else if (choice < 5) {
      Join(index);
    } else if (choice < 10) {
      Ratchet(index);
    } else if (choice < 40) {
      GiveKey(Below(kMembers), index);
    } else if (choice < 50) {
      clock_.Advance(absl::Milliseconds(50));
      members_[index]->end.session().Poll();
    } else if (choice < 75) {
      Send(index);
    } else {
      Deliver(index);
    }
  }

  size_t delivered() const {
    size_t delivered = 0;
    for (const auto& member : members_) {
      delivered += member->delivered.size();
    }
    return delivered;
  }

 private:
  size_t Below(size_t end) { return random_() % end; }

  void ExpectToHear(Member& member, size_t sender) {
    const std::string& id = members_[sender]->id;
    MustBeOk(member.end.keys().AddRemoteParticipant(id));
    member.hearing[sender].receive =
        member.end.session()
            .NewReceiveTransform({.participant = id,
                                  .hold = {.max_frames = 16,
                                           .max_bytes = 4000,
                                           .max_age = absl::Seconds(5)}})
            .value();
  }

  void NewKey(Member& member) {
    KeyProvider& keys = member.end.keys();
    MustBeOk(keys.SetKey(member.id, ++member.key_index, TestKey(next_key_++)));
    MustBeOk(keys.Activate(member.id, member.key_index));
    if (member.key_index > 1) {
      MustBeOk(
          keys.Retire(member.id, member.key_index - 1, absl::ZeroDuration()));
    }
    member.step = 0;
  }

  void Join(size_t index) { members_[index]->present = index != kOutsider; }

  // Leave removes a member. The remaining members change keys and do not share
  // the new ones with it.
  void Leave(size_t index) {
    if (!members_[index]->present) {
      return;
    }
    members_[index]->present = false;
    for (const auto& member : members_) {
      if (member->present) {
        NewKey(*member);
      }
    }
  }

  void Ratchet(size_t index) {
    Member& member = *members_[index];
    for (const auto& other : members_) {
      const auto& heard = other->hearing[index].heard_step;
      const auto found = heard.find(member.key_index);
      if (found != heard.end() &&
          member.step >= found->second + kMaxUnheardSteps) {
        return;
      }
    }
    if (member.step < kMaxSteps) {
      MustBeOk(member.end.keys().Ratchet(member.id));
      ++member.step;
    }
  }

  // GiveKey gives `to` the current key of `from`, if both are in the call.
  void GiveKey(size_t to, size_t from) {
    const Member& sender = *members_[from];
    Member& receiver = *members_[to];
    Hearing& hearing = receiver.hearing[from];
    if (to == from || !sender.present || !receiver.present ||
        hearing.first_step.count(sender.key_index) != 0) {
      return;
    }
    KeyProvider& keys = receiver.end.keys();
    while (hearing.heard_step.size() > 1) {
      const uint64_t oldest = hearing.heard_step.begin()->first;
      MustBeOk(keys.Retire(sender.id, oldest, absl::ZeroDuration()));
      hearing.heard_step.erase(oldest);
    }
    receiver.end.session().Poll();
    const absl::StatusOr<KeyAtStep> key =
        members_[from]->end.keys().CurrentKey(sender.id);
    ASSERT_TRUE(key.ok());
    ASSERT_EQ(key->step, sender.step);
    MustBeOk(keys.SetKey(sender.id, key->key_index, key->material, key->step));
    hearing.first_step[key->key_index] = key->step;
    hearing.heard_step[key->key_index] = key->step;
    TakeHeld(to, from);
  }

  void Send(size_t index) {
    Member& member = *members_[index];
    SentFrame frame = {.sender = index,
                       .key_index = member.key_index,
                       .step = member.step,
                       .plaintext = TestFrame(8 + Below(100), sent_.size()),
                       .sealed = {}};
    for (size_t i = 0; i < 8; ++i) {
      frame.plaintext[i] = static_cast<uint8_t>(sent_.size() >> (8 * i));
    }
    frame.sealed = SealTo(*member.send, frame.plaintext);
    for (const auto& other : members_) {
      if (other == members_[index]) {
        continue;
      }
      const size_t copies = Below(10) == 0 ? 0 : Below(10) == 0 ? 2 : 1;
      other->waiting.insert(other->waiting.end(), copies, sent_.size());
    }
    sent_.push_back(std::move(frame));
  }

  // Deliver delivers one of the oldest frames in transit to member `index`.
  void Deliver(size_t index) {
    Member& member = *members_[index];
    if (member.waiting.empty()) {
      return;
    }
    const size_t place = Below(std::min<size_t>(member.waiting.size(), 20));
    const size_t number = member.waiting[place];
    member.waiting.erase(member.waiting.begin() + static_cast<int>(place));
    const SentFrame& frame = sent_[number];
    const bool must_open = MustOpen(member, frame, number);
    const Opened opened =
        OpenFrom(*member.hearing[frame.sender].receive, frame.sealed);
    if (opened.status == FrameStatus::kOk) {
      CameOut(index, frame.sender, opened.frame);
    }
    TakeHeld(index, frame.sender);
    if (must_open) {
      EXPECT_EQ(member.delivered.count(number), 1u)
          << "frame " << number
          << " was lost: " << FrameStatusName(opened.status);
    }
  }

  // MustOpen returns whether this is the first delivery of a frame for which
  // the receiver has a key that is not retired. The replay window is wider than
  // the network's reordering.
  static bool MustOpen(const Member& member, const SentFrame& frame,
                       size_t number) {
    const auto& heard = member.hearing[frame.sender].heard_step;
    const auto found = heard.find(frame.key_index);
    return found != heard.end() && frame.step >= found->second &&
           member.delivered.count(number) == 0;
  }

  void TakeHeld(size_t index, size_t sender) {
    ReceiveTransform& receive = *members_[index]->hearing[sender].receive;
    Opened opened = OpenHeldFrom(receive);
    for (; opened.status != FrameStatus::kNoFrame;
         opened = OpenHeldFrom(receive)) {
      if (opened.status == FrameStatus::kOk) {
        CameOut(index, sender, opened.frame);
      }
    }
  }

  // CameOut checks that a frame is returned once, unchanged, and only to a
  // member that has its key.
  void CameOut(size_t index, size_t sender, const Bytes& plaintext) {
    Member& member = *members_[index];
    size_t number = 0;
    for (size_t i = 0; i < 8; ++i) {
      number |= size_t{plaintext[i]} << (8 * i);
    }
    ASSERT_LT(number, sent_.size());
    const SentFrame& frame = sent_[number];
    EXPECT_EQ(frame.plaintext, plaintext);
    EXPECT_EQ(frame.sender, sender);
    EXPECT_TRUE(member.delivered.insert(number).second) << "twice: " << number;
    Hearing& hearing = member.hearing[sender];
    const auto first = hearing.first_step.find(frame.key_index);
    ASSERT_NE(first, hearing.first_step.end()) << "read without the key";
    EXPECT_GE(frame.step, first->second) << "read from before it joined";
    const auto heard = hearing.heard_step.find(frame.key_index);
    if (heard != hearing.heard_step.end() && frame.step > heard->second) {
      heard->second = frame.step;
      member.end.session().Poll();
    }
  }

  std::mt19937 random_;
  FakeClock clock_;
  uint64_t next_key_ = 0;
  std::vector<std::unique_ptr<Member>> members_;
  std::vector<SentFrame> sent_;
};

class RandomCallTest : public testing::TestWithParam<unsigned> {};

TEST_P(RandomCallTest, MembersReadExactlyTheFramesTheyHaveKeysFor) {
  RandomCall call(GetParam());
  for (int step = 0; step < 10000 && !HasFailure(); ++step) {
    call.Step();
  }
  EXPECT_GT(call.delivered(), 300u) << "too few frames were delivered";
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomCallTest, testing::Range(0u, 20u));

}  // namespace
}  // namespace sealframe
