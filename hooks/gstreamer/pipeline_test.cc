// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls over RTP and UDP on the loopback interface, from encoder to decoded
// media: each codec and payload format, wrong keys, losses and delays.

#include <gst/gst.h>

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"

namespace sealframe::gst {
namespace {

using ::testing::IsEmpty;
using ::testing::TestWithParam;
using ::testing::ValuesIn;

constexpr char kKey[] = "000102030405060708090a0b0c0d0e0f\n";
constexpr char kOtherKey[] = "f0e0d0c0b0a090807060504030201000\n";

constexpr char kCamera[] =
    "videotestsrc is-live=true pattern=smpte ! "
    "video/x-raw,format=I420,width=160,height=120,framerate=30/1 ! ";
// Sinks of live pipelines wait for no first buffer (async=false).
constexpr char kScreen[] =
    " ! videoconvert ! video/x-raw,format=I420 ! fakesink name=out sync=false "
    "async=false";
constexpr char kMicrophone[] =
    "audiotestsrc is-live=true freq=440 samplesperbuffer=960 ! "
    "audio/x-raw,format=S16LE,rate=48000,channels=1 ! ";
// Six channels, as of a film.
constexpr char kMicrophones[] =
    "audiotestsrc is-live=true freq=440 samplesperbuffer=960 ! "
    "audio/x-raw,format=S16LE,rate=48000,channels=6,"
    "channel-mask=(bitmask)0x3f ! ";
constexpr char kSpeaker[] =
    " ! audioconvert ! audio/x-raw,format=S16LE,rate=48000,channels=1 ! "
    "fakesink name=out sync=false async=false";

struct Call {
  const char* name;
  const char* profile;
  bool is_video;
  const char* encoder;
  const char* pay;
  const char* depay;
  const char* decoder;
  const char* rtp_caps;
  const char* microphone = kMicrophone;
};
void PrintTo(const Call& call, std::ostream* os) { *os << call.name; }

constexpr char kOpusEnc[] = "opusenc";
constexpr char kVp8Enc[] = "vp8enc deadline=1 keyframe-max-dist=10";
constexpr char kVp9Enc[] =
    "vp9enc deadline=1 cpu-used=8 lag-in-frames=0 keyframe-max-dist=10";
constexpr char kH264Enc[] =
    "openh264enc gop-size=10 ! "
    "video/x-h264,stream-format=byte-stream,alignment=au";
constexpr char kH265Enc[] =
    "x265enc speed-preset=ultrafast tune=zerolatency key-int-max=10 "
    "option-string=repeat-headers=1 ! "
    "video/x-h265,stream-format=byte-stream,alignment=au";
constexpr char kAv1Enc[] =
    "av1enc usage-profile=realtime cpu-used=8 keyframe-max-dist=10";
constexpr char kH265Dec[] =
    "h265parse ! video/x-h265,stream-format=byte-stream ! libde265dec";

constexpr char kOpusRtp[] = "media=audio,encoding-name=OPUS,clock-rate=48000";
constexpr char kMultiOpusRtp[] =
    "media=audio,encoding-name=MULTIOPUS,clock-rate=48000,"
    "encoding-params=(string)6,num_streams=(string)4,"
    "coupled_streams=(string)2,channel_mapping=(string)\\\"0,4,1,2,3,5\\\"";
constexpr char kVp8Rtp[] = "media=video,encoding-name=VP8,clock-rate=90000";
constexpr char kVp9Rtp[] = "media=video,encoding-name=VP9,clock-rate=90000";
constexpr char kH264Rtp[] = "media=video,encoding-name=H264,clock-rate=90000";
constexpr char kH265Rtp[] = "media=video,encoding-name=H265,clock-rate=90000";
constexpr char kAv1Rtp[] = "media=video,encoding-name=AV1,clock-rate=90000";

// SFrame, then the profiles of other clients, with stock payloaders where they
// work.
constexpr Call kCalls[] = {
    {"Opus", "sframe", false, kOpusEnc, "rtpsframepay", "rtpsframedepay",
     "opusdec", kOpusRtp},
    {"OpusOfSixChannels", "sframe", false, kOpusEnc, "rtpsframepay",
     "rtpsframedepay", "opusdec", kMultiOpusRtp, kMicrophones},
    {"Vp8", "sframe", true, kVp8Enc, "rtpsframepay", "rtpsframedepay", "vp8dec",
     kVp8Rtp},
    {"Vp9", "sframe", true, kVp9Enc, "rtpsframepay", "rtpsframedepay", "vp9dec",
     kVp9Rtp},
    {"H264", "sframe", true, kH264Enc, "rtpsframepay", "rtpsframedepay",
     "h264parse ! openh264dec", kH264Rtp},
    {"H265", "sframe", true, kH265Enc, "rtpsframepay", "rtpsframedepay",
     kH265Dec, kH265Rtp},
    {"Av1", "sframe", true, kAv1Enc, "rtpsframepay", "rtpsframedepay", "av1dec",
     kAv1Rtp},
    {"LiveKitOpus", "livekit", false, kOpusEnc, "rtpopuspay", "rtpopusdepay",
     "opusdec", kOpusRtp},
    {"LiveKitOpusOfSixChannels", "livekit", false, kOpusEnc, "rtpopuspay",
     "rtpopusdepay", "opusdec", kMultiOpusRtp, kMicrophones},
    {"LiveKitVp8", "livekit", true, kVp8Enc, "rtpsealedpay", "rtpvp8depay",
     "vp8dec", kVp8Rtp},
    {"LiveKitVp9", "livekit", true, kVp9Enc, "rtpsealedpay", "rtpvp9depay",
     "vp9dec", kVp9Rtp},
    {"LiveKitH264", "livekit", true, kH264Enc, "rtph264pay", "rtph264depay",
     "h264parse ! openh264dec", kH264Rtp},
    {"LiveKitH265", "livekit", true, kH265Enc, "rtph265pay", "rtph265depay",
     kH265Dec, kH265Rtp},
    {"DaveOpus", "dave", false, kOpusEnc, "rtpopuspay", "rtpopusdepay",
     "opusdec", kOpusRtp},
    {"DaveVp8", "dave", true, kVp8Enc, "rtpsealedpay", "rtpvp8depay", "vp8dec",
     kVp8Rtp},
    {"DaveVp9", "dave", true, kVp9Enc, "rtpsealedpay", "rtpvp9depay", "vp9dec",
     kVp9Rtp},
    {"DaveH264", "dave", true, kH264Enc, "rtph264pay", "rtph264depay",
     "h264parse ! openh264dec", kH264Rtp},
    {"DaveH265", "dave", true, kH265Enc, "rtph265pay", "rtph265depay", kH265Dec,
     kH265Rtp},
    {"GetStreamOpus", "getstream", false, kOpusEnc, "rtpopuspay",
     "rtpopusdepay", "opusdec", kOpusRtp},
    {"GetStreamVp8", "getstream", true, kVp8Enc, "rtpsealedpay", "rtpvp8depay",
     "vp8dec", kVp8Rtp},
    {"GetStreamVp9", "getstream", true, kVp9Enc, "rtpsealedpay", "rtpvp9depay",
     "vp9dec", kVp9Rtp},
    {"GetStreamH264", "getstream", true, kH264Enc, "rtph264pay", "rtph264depay",
     "h264parse ! openh264dec", kH264Rtp},
    {"JFrameOpus", "jframe", false, kOpusEnc, "rtpopuspay", "rtpopusdepay",
     "opusdec", kOpusRtp},
    {"JFrameVp8", "jframe", true, kVp8Enc, "rtpsealedpay", "rtpvp8depay",
     "vp8dec", kVp8Rtp},
};

// Receiver returns the pipeline that receives on a free port. With "reuse",
// which is udpsrc's default, two receivers of different processes can get the
// same port, and then one gets the packets of both.
std::string Receiver(const Call& call, const std::string& keys) {
  return std::string(
             "udpsrc name=in address=127.0.0.1 port=0 reuse=false "
             "caps=\"application/x-rtp,payload=96,") +
         call.rtp_caps + "\" ! rtpjitterbuffer name=jitter latency=30 ! " +
         call.depay +
         " ! sealframedec name=dec participant=alice profile=" + call.profile +
         " " + keys + " ! " + call.decoder +
         (call.is_video ? kScreen : kSpeaker);
}

// Sender returns the pipeline that sends to the port of `receiver`.
std::string Sender(const Call& call, const std::string& keys,
                   const Pipeline& receiver, const std::string& network = "") {
  gint port = 0;
  g_object_get(receiver.Get("in").get(), "port", &port, nullptr);
  return (call.is_video ? kCamera : call.microphone) +
         std::string(call.encoder) +
         " ! sealframeenc name=enc participant=alice profile=" + call.profile +
         " " + keys + " ! " + call.pay + " pt=96 ! " + network +
         "udpsink host=127.0.0.1 sync=false port=" + std::to_string(port);
}

std::string KeyFile(const char* key, const std::string& name = "alice") {
  return "key-file=" + WriteFile(name + ".key", key);
}

// ProblemsOf returns the errors and warnings, except those of libde265, which
// warns of streams that it decodes in one thread.
std::vector<std::string> ProblemsOf(const Pipeline& pipeline) {
  std::vector<std::string> problems = pipeline.problems();
  std::erase_if(problems, [](const std::string& problem) {
    return problem.rfind("libde265", 0) == 0;
  });
  return problems;
}

class PipelineTest : public TestWithParam<Call> {
 protected:
  static void SetUpTestSuite() { LoadPlugin(); }

  static Seen& Watch(Pipeline* receiver) {
    return GetParam().is_video ? receiver->WatchVideo("out")
                               : receiver->WatchAudio("out");
  }

  // ExpectNoBrokenFrames expects that every frame opened, except with
  // rtph264depay and rtph265depay, which output frames that lost packets.
  static void ExpectNoBrokenFrames(const Pipeline& receiver) {
    const std::string depay = GetParam().depay;
    if (depay == "rtph264depay" || depay == "rtph265depay") return;
    EXPECT_FALSE(receiver.HasEvent({"state=(string)decryption_failed"}));
  }
};

INSTANTIATE_TEST_SUITE_P(Codecs, PipelineTest, ValuesIn(kCalls),
                         [](const auto& call) { return call.param.name; });

TEST_P(PipelineTest, MediaComesThroughAndBothEndsReportOk) {
  Pipeline receiver(Receiver(GetParam(), KeyFile(kKey)));
  receiver.Play();
  Seen& seen = Watch(&receiver);
  Pipeline sender(Sender(GetParam(), KeyFile(kKey), receiver));
  sender.Play();
  EXPECT_TRUE(RunUntil({&sender, &receiver},
                       [&] {
                         return seen.good >= 20 &&
                                sender.HasEvent({"state=(string)ok", "send"}) &&
                                receiver.HasEvent(
                                    {"state=(string)ok", "receive"});
                       }))
      << seen.good << " of " << seen.buffers;
  EXPECT_THAT(sender.problems(), IsEmpty());
  EXPECT_THAT(ProblemsOf(receiver), IsEmpty());
}

TEST_P(PipelineTest, WrongKeyShowsNothingAndReportsDecryptionFailed) {
  Pipeline receiver(Receiver(GetParam(), KeyFile(kOtherKey, "other")));
  receiver.Play();
  Seen& seen = Watch(&receiver);
  Pipeline sender(Sender(GetParam(), KeyFile(kKey), receiver));
  sender.Play();
  EXPECT_TRUE(RunUntil({&sender, &receiver}, [&] {
    return receiver.Stat("dec", "frames-not-authentic") >= 20 &&
           receiver.HasEvent({"state=(string)decryption_failed"});
  }));
  EXPECT_EQ(seen.buffers, 0);
  // A piece of a frame may also name a key that is missing.
  const std::vector<std::string> problems = ProblemsOf(receiver);
  EXPECT_EQ(std::count_if(problems.begin(), problems.end(),
                          [](const std::string& problem) {
                            return problem.find("do not open") != problem.npos;
                          }),
            1);
}

TEST_P(PipelineTest, StreamRecoversFromPacketLoss) {
  Pipeline receiver(Receiver(GetParam(), KeyFile(kKey)));
  receiver.Play();
  Seen& seen = Watch(&receiver);
  Pipeline sender(Sender(GetParam(), KeyFile(kKey), receiver,
                         "identity name=net drop-probability=0.1 ! "));
  sender.Play();
  EXPECT_TRUE(RunUntil({&sender, &receiver},
                       [&] {
                         return seen.good >= 30 &&
                                receiver.Stat("jitter", "num-lost") >= 3;
                       }))
      << seen.good << " of " << seen.buffers;
  ExpectNoBrokenFrames(receiver);
}

TEST_P(PipelineTest, StreamSurvivesDelayedAndDuplicatedPackets) {
  Pipeline receiver(Receiver(GetParam(), KeyFile(kKey)));
  receiver.Play();
  Seen& seen = Watch(&receiver);
  Pipeline sender(Sender(GetParam(), KeyFile(kKey), receiver,
                         "netsim delay-probability=0.3 min-delay=1 "
                         "max-delay=20 duplicate-probability=0.2 ! "));
  sender.Play();
  EXPECT_TRUE(RunUntil({&sender, &receiver},
                       [&] {
                         return seen.good >= 30 &&
                                receiver.Stat("jitter", "num-duplicates") >= 3;
                       }))
      << seen.good << " of " << seen.buffers;
  ExpectNoBrokenFrames(receiver);
}

// Emit emits an action signal of an element.
template <typename... Arguments>
void Emit(const Pipeline& pipeline, const char* name, const char* signal,
          Arguments... arguments) {
  gboolean done = FALSE;
  g_signal_emit_by_name(pipeline.Get(name).get(), signal, arguments..., &done);
  EXPECT_TRUE(done) << signal;
}

TEST_P(PipelineTest, KeyRotationDuringACallLosesNothing) {
  Pipeline receiver(Receiver(GetParam(), KeyFile(kKey)));
  receiver.Play();
  Seen& seen = Watch(&receiver);
  Pipeline sender(Sender(GetParam(), KeyFile(kKey), receiver));
  sender.Play();
  ASSERT_TRUE(RunUntil({&sender, &receiver}, [&] { return seen.good >= 5; }));
  GBytes* next = g_bytes_new_static("the next key of ", 16);
  Emit(receiver, "dec", "add-key", guint64{2}, next);
  Emit(sender, "enc", "add-key", guint64{2}, next);
  g_bytes_unref(next);
  Emit(sender, "enc", "activate-key", guint64{2});
  const int before = seen.good;
  EXPECT_TRUE(
      RunUntil({&sender, &receiver}, [&] { return seen.good >= before + 20; }));
  Emit(receiver, "dec", "retire-key", guint64{0}, guint64{0});
  const int after = seen.good;
  EXPECT_TRUE(
      RunUntil({&sender, &receiver}, [&] { return seen.good >= after + 5; }));
  EXPECT_EQ(receiver.Stat("dec", "frames-not-authentic"), 0u);
  EXPECT_EQ(receiver.Stat("dec", "frames-missing-key"), 0u);
}

// A DAVE sender takes the size of the last OBU away, which decoders need.
TEST_F(PipelineTest, Av1OfProfilesWithClearHeadersIsDecoded) {
  for (const char* profile : {"dave", "livekit allow-av1=true"}) {
    const std::string properties = absl::StrCat(
        " participant=alice profile=", profile, " ", KeyFile(kKey));
    Pipeline pipeline(absl::StrCat(kCamera, kAv1Enc, " ! sealframeenc",
                                   properties, " ! sealframedec", properties,
                                   " ! av1dec", kScreen));
    Seen& seen = pipeline.WatchVideo("out");
    pipeline.Play();
    EXPECT_TRUE(RunUntil({&pipeline}, [&] { return seen.good >= 20; }))
        << profile << ": " << seen.good << " of " << seen.buffers;
    EXPECT_THAT(pipeline.problems(), IsEmpty());
  }
}

}  // namespace
}  // namespace sealframe::gst
