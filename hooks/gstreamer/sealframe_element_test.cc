// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests of sealframeenc and sealframedec, each alone, with handmade frames.

#include <gst/gst.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iomanip>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/harness_fixture.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"

namespace sealframe::gst {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kMedia[] = "video/x-vp8, width=(int)320";
constexpr char kSealed[] =
    "application/x-sframe, width=(int)320, "
    "original-media-type=(string)video/x-vp8";
constexpr char kFrame[] = "an encoded frame of a camera";
const std::string kKey(16, 'k');

class SealframeElementTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { LoadPlugin(); }

  // KeyFile returns the path of a key file with a key that only this test uses,
  // since a key has one counter in the process.
  static std::string KeyFile() {
    const std::string test =
        testing::UnitTest::GetInstance()->current_test_info()->name();
    std::ostringstream key;
    key << std::hex << std::setfill('0') << std::setw(32)
        << std::hash<std::string>()(test);
    return WriteFile(test + ".key", key.str());
  }

  static Harness Encoder(const std::string& properties) {
    return Harness("sealframeenc participant=alice " + properties, kMedia);
  }
  static Harness Decoder(const std::string& properties) {
    return Harness("sealframedec participant=alice " + properties, kSealed);
  }
};

TEST_F(SealframeElementTest, SealedFrameOpensAndCapsAreRestored) {
  const std::string key = "key-file=" + KeyFile();
  Harness enc = Encoder(key);
  Harness dec = Decoder(key);
  const std::string sealed = enc.Push(kFrame);
  EXPECT_THAT(sealed, Not(HasSubstr("camera")));
  EXPECT_EQ(dec.Push(sealed), kFrame);
  EXPECT_EQ(enc.Caps(), kSealed);
  EXPECT_EQ(dec.Caps(), kMedia);
}

TEST_F(SealframeElementTest, MediaThatChangeFromAudioToVideoFollowVideosRules) {
  const std::string key = "key-file=" + KeyFile();
  Harness enc("sealframeenc participant=alice profile=livekit " + key,
              "audio/x-opus, channel-mapping-family=(int)0");
  EXPECT_NE(enc.Push(kFrame), "");
  gst_harness_set_src_caps_str(enc.get(), kMedia);
  // Three bytes of VP8 stay in the clear, but only one of Opus.
  EXPECT_EQ(enc.Push(kFrame).substr(0, 3), std::string(kFrame, 3));

  Harness tagged(
      "sealframeenc participant=alice "
      "suite=AES_128_CTR_HMAC_SHA256_32 " +
          key,
      "audio/x-opus, channel-mapping-family=(int)0");
  EXPECT_NE(tagged.Push(kFrame), "");
  gst_harness_set_src_caps_str(tagged.get(), kMedia);
  EXPECT_EQ(tagged.Push(kFrame), "");
  EXPECT_THAT(tagged.Messages(), HasSubstr("too short for video"));
}

TEST_F(SealframeElementTest, BufferTimesAndFlagsAreKept) {
  Harness enc = Encoder("key-file=" + KeyFile());
  for (const bool has_room : {false, true}) {
    GstBuffer* in = gst_buffer_new_allocate(nullptr, 200, nullptr);
    if (has_room) gst_buffer_set_size(in, 100);
    GST_BUFFER_FLAG_SET(in, GST_BUFFER_FLAG_DROPPABLE);
    GST_BUFFER_DURATION(in) = 7;
    GstBuffer* out = enc.PushBuffer(in);
    ASSERT_NE(out, nullptr);
    EXPECT_EQ(GST_BUFFER_PTS(out), has_room ? 20 * GST_MSECOND : 0);
    EXPECT_EQ(GST_BUFFER_DURATION(out), 7u);
    EXPECT_TRUE(GST_BUFFER_FLAG_IS_SET(out, GST_BUFFER_FLAG_DROPPABLE));
    gst_buffer_unref(out);
  }
}

// Whether `buffer` is flagged as a key frame. It is released.
bool IsKey(GstBuffer* buffer) {
  EXPECT_NE(buffer, nullptr);
  const bool is_key =
      !GST_BUFFER_FLAG_IS_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  gst_buffer_unref(buffer);
  return is_key;
}

// Frames of a codec: their caps, and how key and delta frames begin.
struct Kinds {
  const char* caps;
  std::string key, delta;
};

// JFrame leaves more bytes of a key frame in the clear, in every codec.
TEST_F(SealframeElementTest, TheFrameDecidesWhetherItIsAKeyFrame) {
  const std::string key = "profile=jframe key-file=" + KeyFile();
  for (const Kinds& kinds :
       {Kinds{kMedia, "\x10", "\x11"}, Kinds{"video/x-vp9", "\x82", "\x86"},
        Kinds{"video/x-av1, stream-format=(string)obu-stream, "
              "alignment=(string)tu",
              {"\x12\0\x0a", 3},
              {"\x12\0\x32", 3}}}) {
    Harness enc("sealframeenc participant=alice " + key, kinds.caps);
    Harness dec("sealframedec participant=alice " + key, kinds.caps);
    for (const bool is_key : {true, false}) {
      for (const bool flag : {true, false}) {
        const std::string frame =
            (is_key ? kinds.key : kinds.delta) + std::string(100, 'x');
        GstBuffer* in = gst_buffer_new_memdup(frame.data(), frame.size());
        if (!flag) GST_BUFFER_FLAG_SET(in, GST_BUFFER_FLAG_DELTA_UNIT);
        GstBuffer* sealed = gst_buffer_make_writable(enc.PushBuffer(in));
        EXPECT_EQ(IsKey(gst_buffer_ref(sealed)), is_key);
        GST_BUFFER_FLAG_UNSET(sealed, GST_BUFFER_FLAG_DELTA_UNIT);
        if (!flag) GST_BUFFER_FLAG_SET(sealed, GST_BUFFER_FLAG_DELTA_UNIT);
        EXPECT_EQ(IsKey(dec.PushBuffer(sealed)), is_key) << kinds.caps;
      }
    }
  }
}

// FramesIn returns how many frames an element has processed.
uint64_t FramesIn(const Harness& harness) {
  GstStructure* stats = nullptr;
  g_object_get(harness.element(), "stats", &stats, nullptr);
  guint64 frames = 0;
  gst_structure_get_uint64(stats, "frames-in", &frames);
  gst_structure_free(stats);
  return frames;
}

TEST_F(SealframeElementTest, PiecesOfAFrameWaitForItsEnd) {
  constexpr char kPictures[] =
      "video/x-h265, stream-format=(string)byte-stream, alignment=(string)au";
  const std::string key = "profile=dave key-file=" + KeyFile();
  Harness enc("sealframeenc participant=alice " + key, kPictures);
  Harness dec("sealframedec participant=alice " + key, kPictures);
  const std::string frame("\0\0\0\1\x26\1slice\0\0\0\1\x26\1slice", 22);
  const std::string sealed = enc.Push(frame);
  const auto piece = [&](size_t begin, size_t end, GstClockTime time) {
    GstBuffer* buffer =
        gst_buffer_new_memdup(sealed.data() + begin, end - begin);
    GST_BUFFER_PTS(buffer) = time;
    gst_harness_push(dec.get(), buffer);
    return gst_harness_try_pull(dec.get());
  };
  EXPECT_EQ(piece(0, 10, 1), nullptr);
  EXPECT_EQ(FramesIn(dec), 0u);
  GstBuffer* opened = piece(10, sealed.size(), 1);
  ASSERT_NE(opened, nullptr);
  EXPECT_EQ(BytesOf(opened), frame);
  gst_buffer_unref(opened);
  // A flush drops the pieces of an unfinished frame, and the end opens them.
  EXPECT_EQ(piece(0, 10, 2), nullptr);
  gst_harness_push_event(dec.get(), gst_event_new_flush_start());
  gst_harness_push_event(dec.get(), gst_event_new_flush_stop(FALSE));
  EXPECT_EQ(FramesIn(dec), 1u);
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  gst_harness_push_event(dec.get(), gst_event_new_segment(&segment));
  EXPECT_EQ(piece(0, 10, 3), nullptr);
  dec.Stop();
  EXPECT_EQ(FramesIn(dec), 2u);
}

TEST_F(SealframeElementTest, StartFailsWithoutParticipant) {
  EXPECT_THAT(StartError("sealframeenc"), HasSubstr("participant is not set"));
}

TEST_F(SealframeElementTest, StartFailsWithMissingKeyFileAndMakesNoFolder) {
  const std::string path = testing::TempDir() + "/no-such-file";
  for (const char* element : {"sealframeenc", "sealframedec"}) {
    EXPECT_THAT(StartError(std::string(element) +
                           " participant=alice key-file=" + path),
                HasSubstr("no-such-file"));
  }
  EXPECT_FALSE(std::filesystem::exists(path + ".counters"));
}

TEST_F(SealframeElementTest, OnlyProfilesWithoutRandomCountersHaveAFolder) {
  for (const char* profile :
       {"sframe", "livekit", "videosdk", "jframe", "dave", "getstream"}) {
    const std::string path = WriteFile(std::string(profile) + ".key",
                                       "000102030405060708090a0b0c0d0e0f");
    Harness enc = Encoder(std::string("profile=") + profile +
                          " key-file=" + path + " key-index=9");
    EXPECT_NE(enc.Push(kFrame), "") << profile;
    // The folder is in use if it has files.
    const bool is_used = std::filesystem::exists(path + ".counters") &&
                         !std::filesystem::is_empty(path + ".counters");
    const std::string name = profile;
    EXPECT_EQ(is_used, name == "sframe" || name == "dave") << profile;
    EXPECT_EQ(std::filesystem::exists(path + ".counters"), is_used) << profile;
  }
}

TEST_F(SealframeElementTest, FramesWithoutKeyAreDroppedAndReported) {
  Harness enc = Encoder("");
  EXPECT_EQ(enc.Push(kFrame), "");
  EXPECT_EQ(enc.Push(kFrame), "");
  enc.Stop();
  EXPECT_THAT(enc.Messages(), AllOf(HasSubstr("state=(string)missing_key"),
                                    HasSubstr("direction=(string)send"),
                                    HasSubstr("participant=(string)alice"),
                                    HasSubstr("Frames of alice have no key")));
}

TEST_F(SealframeElementTest, KeysAddedLateBySignalAreUsed) {
  Harness enc = Encoder("");
  Harness dec = Decoder("");
  EXPECT_EQ(enc.Push(kFrame), "");
  ASSERT_TRUE(enc.AddKey(3, kKey));
  EXPECT_EQ(enc.Push(kFrame), "") << "The key is not active yet.";
  ASSERT_TRUE(enc.Call("activate-key", guint64{3}));
  const std::string sealed = enc.Push(kFrame);
  EXPECT_NE(sealed, "");
  EXPECT_EQ(dec.Push(sealed), "");
  ASSERT_TRUE(dec.AddKey(3, kKey));
  EXPECT_EQ(dec.Push(sealed), kFrame);
}

TEST_F(SealframeElementTest, WrongKeyDropsFramesAndReportsDecryptionFailed) {
  Harness enc = Encoder("key-file=" + KeyFile());
  Harness dec = Decoder("");
  ASSERT_TRUE(dec.AddKey(0, kKey));
  EXPECT_EQ(dec.Push(enc.Push(kFrame)), "");
  dec.Stop();
  EXPECT_THAT(dec.Messages(),
              AllOf(HasSubstr("sealframe-event"),
                    HasSubstr("state=(string)decryption_failed"),
                    HasSubstr("direction=(string)receive"),
                    HasSubstr("participant=(string)alice"),
                    HasSubstr("Frames of alice do not open")));
  GstStructure* stats = nullptr;
  g_object_get(dec.element(), "stats", &stats, nullptr);
  guint64 failed = 0;
  EXPECT_TRUE(gst_structure_get_uint64(stats, "frames-not-authentic", &failed));
  EXPECT_EQ(failed, 1u);
  gst_structure_free(stats);
}

TEST_F(SealframeElementTest, RotatedKeyOpensAndRetiredKeyDoesNot) {
  Harness enc = Encoder("");
  Harness dec = Decoder("");
  for (const uint64_t index : {0u, 1u}) {
    ASSERT_TRUE(enc.AddKey(index, kKey));
    ASSERT_TRUE(dec.AddKey(index, kKey));
  }
  ASSERT_TRUE(enc.Call("activate-key", guint64{0}));
  const std::string old_frame = enc.Push(kFrame);
  const std::string old_frame_too = enc.Push(kFrame);
  ASSERT_TRUE(enc.Call("activate-key", guint64{1}));
  EXPECT_EQ(dec.Push(enc.Push(kFrame)), kFrame);
  EXPECT_EQ(dec.Push(old_frame), kFrame);
  ASSERT_TRUE(dec.Call("retire-key", guint64{0}, guint64{0}));
  EXPECT_EQ(dec.Push(old_frame_too), "");
}

TEST_F(SealframeElementTest, ReceiverFollowsARatchet) {
  Harness enc = Encoder("ratchet-bits=4");
  Harness dec = Decoder("ratchet-bits=4");
  ASSERT_TRUE(enc.AddKey(0, kKey));
  ASSERT_TRUE(dec.AddKey(0, kKey));
  ASSERT_TRUE(enc.Call("activate-key", guint64{0}));
  EXPECT_EQ(dec.Push(enc.Push(kFrame)), kFrame);
  ASSERT_TRUE(enc.Call("ratchet-key"));
  EXPECT_EQ(dec.Push(enc.Push(kFrame)), kFrame);
}

TEST_F(SealframeElementTest, FailedSignalReturnsFalseAndPostsAWarning) {
  Harness enc = Encoder("");
  EXPECT_FALSE(enc.Call("activate-key", guint64{9}));
  EXPECT_THAT(enc.Messages(), HasSubstr("sealframeenc"));
  EXPECT_FALSE(enc.Call("ratchet-key"));
  EXPECT_THAT(enc.Messages(), HasSubstr("sealframeenc"));
  EXPECT_FALSE(enc.AddKey(0, kKey, "add-passphrase"))
      << "SFrame has no passphrases.";
  EXPECT_THAT(enc.Messages(), Not(HasSubstr(kKey)));
}

TEST_F(SealframeElementTest, KeysAreNotProperties) {
  for (const char* factory : {"sealframeenc", "sealframedec"}) {
    GstElement* element = gst_element_factory_make(factory, nullptr);
    for (const char* name : {"key", "passphrase"}) {
      EXPECT_EQ(g_object_class_find_property(G_OBJECT_GET_CLASS(element), name),
                nullptr);
    }
    gst_object_unref(element);
  }
}

TEST_F(SealframeElementTest, PropertiesAreFixedOnceThereAreKeys) {
  Harness enc = Encoder("");
  ASSERT_TRUE(enc.AddKey(0, kKey));
  g_object_set(enc.element(), "participant", "mallory", nullptr);
  EXPECT_THAT(enc.Messages(), HasSubstr("participant must be set before"));
  gchar* participant = nullptr;
  g_object_get(enc.element(), "participant", &participant, nullptr);
  EXPECT_STREQ(participant, "alice");
  g_free(participant);
}

TEST_F(SealframeElementTest, FramesAreDroppedBeforeFirstEnabled) {
  Harness enc = Encoder("enabled=false key-file=" + KeyFile());
  EXPECT_EQ(enc.Push(kFrame), "");
  g_object_set(enc.element(), "enabled", FALSE, nullptr);
  EXPECT_EQ(enc.Push(kFrame), "");
  g_object_set(enc.element(), "enabled", TRUE, nullptr);
  EXPECT_NE(enc.Push(kFrame), "");
}

TEST_F(SealframeElementTest, FramesPassInTheClearOnlyOnRequest) {
  Harness early = Encoder("enabled=false drop-unready=false");
  EXPECT_EQ(early.Push(kFrame), kFrame);
  Harness off = Encoder("key-file=" + KeyFile());
  EXPECT_NE(off.Push(kFrame), kFrame);
  g_object_set(off.element(), "enabled", FALSE, nullptr);
  EXPECT_EQ(off.Push(kFrame), kFrame);
}

// CounterOf returns the counter of a sealed frame. Counters under 8 are in the
// first byte of the header.
int CounterOf(const std::string& sealed) {
  return static_cast<unsigned char>(sealed.at(0)) & 0x0f;
}

TEST_F(SealframeElementTest, KeyFileSealsInOnlyOneElementAtATime) {
  const std::string key = "key-file=" + KeyFile();
  Harness first = Encoder(key);
  EXPECT_THAT(StartError("sealframeenc participant=alice " + key),
              HasSubstr("the same session"));
}

TEST_F(SealframeElementTest, ReusedKeyFileRepeatsNoCounter) {
  const std::string key = "key-file=" + KeyFile();
  Harness dec = Decoder(key);
  for (int i = 0; i < 20; ++i) {
    // A repeated counter would be dropped as a replay.
    EXPECT_EQ(dec.Push(Encoder(key).Push(kFrame)), kFrame) << i;
  }
}

TEST_F(SealframeElementTest, ElementsOfASessionShareKeyAndCounters) {
  const std::string key = "session=call key-file=" + KeyFile();
  Harness camera = Encoder(key);
  Harness screen = Encoder(key);
  EXPECT_EQ(CounterOf(camera.Push(kFrame)), 0);
  EXPECT_EQ(CounterOf(screen.Push(kFrame)), 1);
  EXPECT_EQ(CounterOf(camera.Push(kFrame)), 2);
}

TEST_F(SealframeElementTest, ElementsOfASessionMustHaveTheSameSettings) {
  const std::string key = "session=call key-file=" + KeyFile();
  Harness first = Encoder(key);
  for (const char* other :
       {" ratchet-bits=3", " shared-key=true sender-number=1",
        " counter-folder=elsewhere", " suite=AES_256_GCM_SHA512_128"}) {
    EXPECT_THAT(StartError("sealframeenc participant=alice " + key + other),
                HasSubstr("elements of session call differ"));
  }
}

TEST_F(SealframeElementTest, ElementOfASessionPostsOnlyItsOwnStreamsEvents) {
  Harness good = Encoder("session=call key-file=" + KeyFile());
  Harness dec_alice = Decoder("session=call key-file=" + KeyFile());
  Harness dec_bob("sealframedec participant=bob session=call", kSealed);
  EXPECT_EQ(dec_alice.Push(good.Push(kFrame)), kFrame);
  EXPECT_EQ(dec_bob.Push(good.Push(kFrame)), "");
  dec_alice.Stop();
  dec_bob.Stop();
  EXPECT_THAT(dec_alice.Messages(), Not(HasSubstr("bob")));
  EXPECT_THAT(dec_bob.Messages(), AllOf(HasSubstr("state=(string)missing_key"),
                                        Not(HasSubstr("alice"))));
}

TEST_F(SealframeElementTest, SharedKeyIsSeparatedBySenderNumber) {
  const std::string key = "shared-key=true key-file=" + KeyFile();
  const std::string folder =
      " counter-folder=" + testing::TempDir() + "/shared";
  Harness alice = Encoder(key + " sender-number=1" + folder + "1");
  Harness bob(
      "sealframeenc participant=bob sender-number=2 " + key + folder + "2",
      kMedia);
  Harness from_alice = Decoder(key + " sender-number=1");
  EXPECT_EQ(from_alice.Push(bob.Push(kFrame)), "");
  EXPECT_EQ(from_alice.Push(alice.Push(kFrame)), kFrame);
}

TEST_F(SealframeElementTest, SharedKeyWithoutSenderNumberIsRefused) {
  EXPECT_NE(
      StartError("sealframeenc participant=alice shared-key=true key-file=" +
                 KeyFile()),
      "");
}

// The counters of a file are reserved, and those of a key that was added by
// signal are kept in the process.
TEST_F(SealframeElementTest, PipelinesThatFollowEachOtherRepeatNoCounter) {
  Harness dec = Decoder("");
  ASSERT_TRUE(dec.AddKey(0, "added to each element"));
  for (int i = 0; i < 5; ++i) {
    Harness enc = Encoder("");
    ASSERT_TRUE(enc.AddKey(0, "added to each element")) << enc.Messages();
    ASSERT_TRUE(enc.Call("activate-key", guint64{0}));
    // A repeated counter would be dropped as a replay.
    EXPECT_EQ(dec.Push(enc.Push(kFrame)), kFrame) << i;
  }
}

TEST_F(SealframeElementTest, RestartedElementContinuesItsCounters) {
  Harness by_signal = Encoder("");
  ASSERT_TRUE(by_signal.AddKey(0, "added to one element"));
  ASSERT_TRUE(by_signal.Call("activate-key", guint64{0}));
  Harness by_file = Encoder("key-file=" + KeyFile());
  for (Harness* enc : {&by_signal, &by_file}) {
    for (int counter = 0; counter < 3; ++counter) {
      EXPECT_EQ(CounterOf(enc->Push(kFrame)), counter);
      gst_element_set_state(enc->element(), GST_STATE_NULL);
      gst_element_set_state(enc->element(), GST_STATE_PLAYING);
      gst_harness_set_src_caps_str(enc->get(), kMedia);
    }
  }
}

TEST_F(SealframeElementTest, RestartedElementKeepsTheKeyThatASignalActivated) {
  Harness enc = Encoder("key-file=" + KeyFile());
  ASSERT_TRUE(enc.AddKey(1, kKey));
  ASSERT_TRUE(enc.Call("activate-key", guint64{1}));
  for (int start = 0; start < 2; ++start) {
    const std::string sealed = enc.Push(kFrame);
    ASSERT_NE(sealed, "");
    EXPECT_EQ(sealed[0] >> 4, 1) << start;  // The KID.
    gst_element_set_state(enc.element(), GST_STATE_NULL);
    gst_element_set_state(enc.element(), GST_STATE_PLAYING);
    gst_harness_set_src_caps_str(enc.get(), kMedia);
  }
}

}  // namespace
}  // namespace sealframe::gst
