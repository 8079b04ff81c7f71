// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Names, versions, key ids and inspection through the C interface.

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

TEST(NamesTest, LibraryVersionMatchesTheHeader) {
  EXPECT_EQ(sealframe_abi_version(), uint32_t{SEALFRAME_ABI_VERSION});
  EXPECT_STRNE(sealframe_version(), "");
}

// ExpectDistinct expects a different name for each value from 0 to `last`, and
// "unknown" for any other.
template <typename Enum>
void ExpectDistinct(const char* (*name)(Enum), int last) {
  std::set<std::string> names;
  for (int value = 0; value <= last; ++value) {
    names.insert(name(static_cast<Enum>(value)));
  }
  EXPECT_EQ(names.size(), static_cast<size_t>(last) + 1);
  EXPECT_EQ(names.count("unknown"), 0u);
  EXPECT_STREQ(name(static_cast<Enum>(last + 1)), "unknown");
  EXPECT_STREQ(name(static_cast<Enum>(-1)), "unknown");
}

TEST(NamesTest, EveryEnumValueHasItsOwnName) {
  ExpectDistinct(&sealframe_status_name, SEALFRAME_INTERNAL);
  ExpectDistinct(&sealframe_frame_status_name,
                 SEALFRAME_FRAME_NOT_PACKETIZABLE);
  ExpectDistinct(&sealframe_stream_state_name, SEALFRAME_STATE_STALLED);
  ExpectDistinct(&sealframe_event_kind_name,
                 SEALFRAME_EVENT_RESERVATION_FAILED);
}

TEST(NamesTest, EverySuiteIsFoundByItsName) {
  for (int value = 1; value <= 8; ++value) {
    const auto suite = static_cast<sealframe_suite>(value);
    sealframe_suite found = SEALFRAME_SUITE_DEFAULT;
    EXPECT_EQ(sealframe_suite_from_name(sealframe_suite_name(suite), &found),
              SEALFRAME_OK);
    EXPECT_EQ(found, suite);
  }
  EXPECT_STREQ(sealframe_suite_name(SEALFRAME_AES_128_GCM_SHA256_128),
               "AES_128_GCM_SHA256_128");
  EXPECT_EQ(sealframe_suite_name(SEALFRAME_SUITE_DEFAULT), nullptr);
  sealframe_suite none = SEALFRAME_AES_128_GCM_SHA256_128;
  EXPECT_EQ(sealframe_suite_from_name("aes_128", &none), SEALFRAME_NOT_FOUND);
  EXPECT_EQ(none, SEALFRAME_SUITE_DEFAULT);
}

TEST(NamesTest, EveryCodecIsFoundByItsName) {
  EXPECT_EQ(sealframe_codec_from_name("opus"), SEALFRAME_CODEC_OPUS);
  EXPECT_EQ(sealframe_codec_from_name("VP8"), SEALFRAME_CODEC_VP8);
  EXPECT_EQ(sealframe_codec_from_name("VP9"), SEALFRAME_CODEC_VP9);
  EXPECT_EQ(sealframe_codec_from_name("H264"), SEALFRAME_CODEC_H264);
  EXPECT_EQ(sealframe_codec_from_name("H265"), SEALFRAME_CODEC_H265);
  EXPECT_EQ(sealframe_codec_from_name("AV1"), SEALFRAME_CODEC_AV1);
  EXPECT_EQ(sealframe_codec_from_name("theora"), SEALFRAME_CODEC_UNKNOWN);
}

TEST(KeyIdsTest, EncodedSenderKeyIdDecodesToItsFields) {
  uint64_t kid = 0, generation = 0, step = 0;
  ASSERT_EQ(sealframe_encode_sender_key_id(2, 3, 4, &kid, nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(kid, 35u);
  ASSERT_EQ(sealframe_decode_sender_key_id(kid, 4, &generation, &step, nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(generation, 2u);
  EXPECT_EQ(step, 3u);
}

TEST(KeyIdsTest, EncodedMlsKeyIdDecodesToItsFields) {
  uint64_t kid = 0, context = 0, index = 0, epoch = 0;
  ASSERT_EQ(sealframe_encode_mls_key_id(3, 2, 17, 6, 4, &kid, nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(kid, 0xc21u);
  ASSERT_EQ(
      sealframe_decode_mls_key_id(kid, 6, 4, &context, &index, &epoch, nullptr),
      SEALFRAME_OK);
  EXPECT_EQ(context, 3u);
  EXPECT_EQ(index, 2u);
  EXPECT_EQ(epoch, 1u);
}

TEST(KeyIdsTest, FieldThatDoesNotFitIsRefusedAndOutputsAreZero) {
  auto error = Defaults<sealframe_error>();
  uint64_t a = 1, b = 1, c = 1;
  EXPECT_EQ(sealframe_encode_sender_key_id(UINT64_MAX, 0, 4, &a, &error),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(a, 0u);
  EXPECT_STRNE(error.message, "");
  EXPECT_EQ(sealframe_decode_sender_key_id(1, 64, &a, &b, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(b, 0u);
  EXPECT_EQ(sealframe_encode_mls_key_id(0, 64, 0, 6, 4, &c, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(c, 0u);
  a = b = c = 1;
  EXPECT_EQ(sealframe_decode_mls_key_id(1, 61, 4, &a, &b, &c, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(a + b + c, 0u);
}

sealframe_status Inspect(const char* profile, const std::vector<uint8_t>& frame,
                         sealframe_inspection* inspection) {
  return sealframe_inspect(profile, SEALFRAME_VIDEO, nullptr, frame.data(),
                           frame.size(), inspection, nullptr);
}

TEST(InspectTest, SFrameHeaderFieldsAndPartSizesAreRead) {
  const End alice = AlicesEnd();
  const SenderHandle sender = NewSender(alice.session.get());
  Seal(sender, {1});
  auto inspection = Defaults<sealframe_inspection>();
  ASSERT_EQ(Inspect("sframe", Seal(sender, {1}).frame, &inspection),
            SEALFRAME_OK);
  EXPECT_EQ(inspection.kid, 0u);
  EXPECT_EQ(inspection.counter, 1u);
  EXPECT_STREQ(inspection.profile, "sframe");
  EXPECT_EQ(inspection.header_size, 1u);
  EXPECT_EQ(inspection.ciphertext_size, 1u + 16u);
}

TEST(InspectTest, MalformedFrameIsRefusedAndOutputIsZero) {
  auto inspection = Defaults<sealframe_inspection>();
  inspection.kid = 5;
  EXPECT_EQ(Inspect("sframe", {0xff}, &inspection), SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(inspection.kid, 0u);
  EXPECT_EQ(Inspect(nullptr, {0xff}, &inspection), SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(Inspect("webex", {0x00}, &inspection), SEALFRAME_UNSUPPORTED);
  const std::vector<uint8_t> frame(20);
  EXPECT_EQ(
      sealframe_inspect("sframe", static_cast<sealframe_media>(2), nullptr,
                        frame.data(), frame.size(), &inspection, nullptr),
      SEALFRAME_INVALID_ARGUMENT);
  inspection.struct_size = 0;
  EXPECT_EQ(Inspect("sframe", frame, &inspection), SEALFRAME_INVALID_ARGUMENT);
}

}  // namespace
}  // namespace sealframe
