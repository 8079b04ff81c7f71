// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls of cameras, as docs/embedding/cameras.md describes them.

#include <cstdint>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr uint64_t kKid = 0x100;
constexpr uint32_t kSsrc = 0x12345678;
constexpr uint32_t kOtherSsrc = 0x9abcdef0;

sealframe_provider_options CameraOptions(
    sealframe_suite suite = SEALFRAME_AES_256_CTR_HMAC_SHA512_80) {
  auto options = Options();
  options.suite = suite;
  options.per_ssrc = 1;
  return options;
}

sealframe_status SetBaseKey(const End& end, const char* participant,
                            const Bytes& key, uint64_t kid = kKid) {
  return sealframe_provider_set_key(end.provider.get(), participant, kid, 0,
                                    key.data(), key.size(), nullptr);
}

sealframe_status AddSsrc(const End& end, const char* participant,
                         uint32_t ssrc) {
  return sealframe_provider_add_ssrc(end.provider.get(), participant, ssrc,
                                     nullptr);
}

End NewEnd(const sealframe_provider_options& options = CameraOptions()) {
  auto session_options = Defaults<sealframe_session_options>();
  session_options.allow_no_key = 1;
  End end = {.provider = NewProvider(options), .session = nullptr};
  end.session = NewSession(end.provider.get(), &session_options);
  sealframe_session_set_e2ee_enabled(end.session.get(), 1);
  return end;
}

sealframe_status Activate(const End& end, const char* participant,
                          uint64_t kid = kKid) {
  return sealframe_provider_activate(end.provider.get(), participant, kid,
                                     nullptr);
}

void AddSender(const End& end, const char* participant, const Bytes& key) {
  ASSERT_EQ(sealframe_provider_add_local_participant(
                end.provider.get(), participant, nullptr, nullptr),
            SEALFRAME_OK);
  ASSERT_EQ(SetBaseKey(end, participant, key), SEALFRAME_OK);
  ASSERT_EQ(AddSsrc(end, participant, kSsrc), SEALFRAME_OK);
  ASSERT_EQ(Activate(end, participant), SEALFRAME_OK);
}

sealframe_stream_config Of(const char* participant,
                           sealframe_media media = SEALFRAME_VIDEO) {
  auto config = Config();
  config.participant = participant;
  config.media = media;
  return config;
}

sealframe_frame_info Info(uint32_t ssrc = kSsrc) {
  auto info = Defaults<sealframe_frame_info>();
  info.ssrc = ssrc;
  return info;
}

TEST(CameraTest, KnownFramesSealAndOpen) {
  RunVectorFile("tests/vectors/sframe_cameras.txt", [](VectorBlock& block) {
    const auto suite = static_cast<sealframe_suite>(block.Number("suite"));
    EXPECT_EQ(block.Text("suite_name"), sealframe_suite_name(suite));
    EXPECT_EQ(block.Number("kid"), kKid);
    EXPECT_EQ(block.Number("ssrc"), kSsrc);
    for (const char* const name :
         {"ratchet_bits", "ratchet_step", "ctr", "metadata", "key_generation",
          "ssrc_key_0"}) {
      block.Ignore(name);
    }
    const sealframe_media media = suite == SEALFRAME_AES_256_CTR_HMAC_SHA512_80
                                      ? SEALFRAME_VIDEO
                                      : SEALFRAME_AUDIO;
    const Bytes key = block.Bytes("base_key");
    const End camera = NewEnd(CameraOptions(suite));
    const End screen = NewEnd(CameraOptions(suite));
    AddSender(camera, "camera", key);
    ASSERT_EQ(SetBaseKey(screen, "camera", key), SEALFRAME_OK);
    ASSERT_EQ(AddSsrc(screen, "camera", kSsrc), SEALFRAME_OK);
    const sealframe_frame_info info = Info();
    const Bytes plaintext = block.Bytes("plaintext");
    const Done sealed = Seal(
        NewSender(camera.session.get(), Of("camera", media)), plaintext, &info);
    EXPECT_EQ(sealed.frame, block.Bytes("frame"));
    EXPECT_EQ(sealed.kid, kKid);
    EXPECT_EQ(Open(NewReceiver(screen.session.get(), Of("camera", media)),
                   sealed.frame, &info)
                  .frame,
              plaintext);
  });
}

TEST(CameraTest, OneBaseKeyServesBothDirectionsOnDifferentSsrcs) {
  const End camera = NewEnd();
  AddSender(camera, "camera", kTestKey);
  ASSERT_EQ(SetBaseKey(camera, "viewer", kTestKey), SEALFRAME_OK);
  EXPECT_EQ(AddSsrc(camera, "viewer", kOtherSsrc), SEALFRAME_OK);
  EXPECT_EQ(AddSsrc(camera, "viewer", kSsrc), SEALFRAME_ALREADY_EXISTS);
}

TEST(CameraTest, AnUnannouncedSsrcOpensOnceItIsAdded) {
  const End camera = NewEnd();
  const End viewer = NewEnd();
  AddSender(viewer, "viewer", kTestKey);
  ASSERT_EQ(SetBaseKey(camera, "viewer", kTestKey), SEALFRAME_OK);
  const ReceiverHandle receiver =
      NewReceiver(camera.session.get(), Of("viewer"));
  const SenderHandle sender = NewSender(viewer.session.get(), Of("viewer"));
  const sealframe_frame_info info = Info();
  const Bytes sealed = Seal(sender, {1, 2, 3}, &info).frame;
  EXPECT_EQ(Open(receiver, sealed, &info).status, SEALFRAME_FRAME_MISSING_KEY);
  ASSERT_EQ(AddSsrc(camera, "viewer", kSsrc), SEALFRAME_OK);
  EXPECT_EQ(Open(receiver, sealed, &info).frame, (Bytes{1, 2, 3}));
}

TEST(CameraTest, EachViewerHasTheSameFrameUnderItsOwnKey) {
  const End camera = NewEnd();
  const sealframe_frame_info info = Info();
  std::vector<Bytes> sealed;
  for (const auto& [name, key] :
       {std::pair("alice", Bytes(32, 1)), std::pair("bob", Bytes(32, 2))}) {
    AddSender(camera, name, key);
    sealed.push_back(
        Seal(NewSender(camera.session.get(), Of(name)), {7}, &info).frame);
    const End screen = NewEnd();
    ASSERT_EQ(SetBaseKey(screen, "camera", key), SEALFRAME_OK);
    ASSERT_EQ(AddSsrc(screen, "camera", kSsrc), SEALFRAME_OK);
    EXPECT_EQ(Open(NewReceiver(screen.session.get(), Of("camera")),
                   sealed.back(), &info)
                  .frame,
              Bytes{7});
  }
  EXPECT_NE(sealed[0], sealed[1]);
}

TEST(CameraTest, KeysAreAddedAndRemovedByKidDuringACall) {
  const End camera = NewEnd();
  const End screen = NewEnd();
  const Bytes next(32, 9);
  AddSender(camera, "camera", kTestKey);
  ASSERT_EQ(SetBaseKey(screen, "camera", kTestKey), SEALFRAME_OK);
  ASSERT_EQ(AddSsrc(screen, "camera", kSsrc), SEALFRAME_OK);
  const SenderHandle sender = NewSender(camera.session.get(), Of("camera"));
  const ReceiverHandle receiver =
      NewReceiver(screen.session.get(), Of("camera"));
  const sealframe_frame_info info = Info();
  const Bytes late = Seal(sender, {1}, &info).frame;
  for (const End* end : {&screen, &camera}) {
    ASSERT_EQ(SetBaseKey(*end, "camera", next, kKid + 1), SEALFRAME_OK);
  }
  ASSERT_EQ(Activate(camera, "camera", kKid + 1), SEALFRAME_OK);
  const Done sealed = Seal(sender, {2}, &info);
  EXPECT_EQ(sealed.kid, kKid + 1);
  EXPECT_EQ(Open(receiver, sealed.frame, &info).frame, Bytes{2});
  EXPECT_EQ(Open(receiver, late, &info).frame, Bytes{1});
  ASSERT_EQ(sealframe_provider_retire(screen.provider.get(), "camera", kKid, 0,
                                      nullptr),
            SEALFRAME_OK);
  sealframe_session_poll(screen.session.get(), nullptr, nullptr);
  EXPECT_EQ(Open(receiver, late, &info).status, SEALFRAME_FRAME_MISSING_KEY);
}

}  // namespace
}  // namespace sealframe
