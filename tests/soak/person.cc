// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/soak/person.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/tests/soak/sender.h"

namespace sealframe {

std::unique_ptr<Person> NewPerson(const std::string& profile,
                                  const std::string& name,
                                  const std::string& key_name, uint32_t ssrc,
                                  uint32_t seed, const Clock& clock) {
  auto person = std::make_unique<Person>();
  auto sender = NewSenderWithoutStream(profile, name, key_name, ssrc, clock);
  person->name = name;
  person->key_name = key_name;
  person->keys = std::move(sender->keys);
  person->session = std::move(sender->session);
  for (size_t i = 0; i < kStreamsOfPerson; ++i) {
    Stream& stream = person->streams[i];
    stream.random.seed(seed + static_cast<uint32_t>(i));
    stream.info = sender->info;
    stream.info.ssrc = ssrc + static_cast<uint32_t>(i);
    stream.info.kind = i == 0 ? MediaKind::kAudio : MediaKind::kVideo;
    stream.info.codec = i == 0              ? Codec::kOpus
                        : ssrc / 2 % 2 == 0 ? Codec::kVp8
                                            : Codec::kH264;
    stream.send = person->session
                      ->NewSendTransform({.participant = name,
                                          .track = absl::StrCat(key_name, i),
                                          .media = stream.info.kind})
                      .value();
  }
  return person;
}

}  // namespace sealframe
