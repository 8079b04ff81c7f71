// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A call of two webrtcbin peers on the loopback interface, with ICE and DTLS,
// so that OpenSSL is in the process beside the BoringSSL in the plugin.

#include <gst/gst.h>
#include <gst/sdp/sdp.h>

#include <cstring>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"
#include "sealframe/hooks/gstreamer/testing/webrtc_parts.h"

namespace sealframe::gst {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kLoopback[] = "127.0.0.1";

// Packing names the payloaders and depayloaders of a call.
struct Packing {
  std::string video_pay;
  std::string video_depay;
  std::string audio_pay;
  std::string audio_depay;
};
const Packing kSFrame = {"rtpsframepay", "rtpsframedepay", "rtpsframepay",
                         "rtpsframedepay"};
const Packing kStock = {"rtpsealedpay", "rtpvp8depay", "rtpopuspay",
                        "rtpopusdepay"};

// Alice's two streams share a session because one key seals both.
std::string Alice(const Packing& packing, const std::string& keys) {
  const std::string enc =
      " ! sealframeenc session=alice participant=alice " + keys + " ! ";
  return "webrtcbin name=rtc bundle-policy=max-bundle "
         "videotestsrc is-live=true pattern=smpte ! "
         "video/x-raw,format=I420,width=160,height=120,framerate=30/1 ! "
         "vp8enc deadline=1 keyframe-max-dist=10" +
         enc + packing.video_pay +
         " ! application/x-rtp,payload=96 ! rtc. "
         "audiotestsrc is-live=true freq=440 samplesperbuffer=960 ! "
         "audio/x-raw,format=S16LE,rate=48000,channels=1 ! opusenc" +
         enc + packing.audio_pay + " ! application/x-rtp,payload=97 ! rtc.";
}

std::string Bob(const Packing& packing, const std::string& keys) {
  const std::string dec = "_dec session=alice participant=alice " + keys;
  return "webrtcbin name=rtc bundle-policy=max-bundle " + packing.video_depay +
         " name=video ! sealframedec name=video" + dec +
         " ! vp8dec ! videoconvert ! video/x-raw,format=I420 ! "
         "fakesink name=screen sync=false async=false " +
         packing.audio_depay + " name=audio ! sealframedec name=audio" + dec +
         " ! opusdec ! audioconvert ! "
         "audio/x-raw,format=S16LE,rate=48000,channels=1 ! "
         "fakesink name=speaker sync=false async=false";
}

std::string TextOf(gconstpointer description) {
  gchar* text = gst_sdp_message_as_text(
      static_cast<const SessionDescription*>(description)->sdp);
  const std::string copy = text;
  g_free(text);
  return copy;
}

// AgreeToSFrame adds `a=sframe`, which webrtcbin does not know, to an answer.
void AgreeToSFrame(gpointer description) {
  GstSDPMessage* sdp = static_cast<SessionDescription*>(description)->sdp;
  for (guint i = 0; i < gst_sdp_message_medias_len(sdp); ++i) {
    gst_sdp_media_add_attribute(
        const_cast<GstSDPMedia*>(gst_sdp_message_get_media(sdp, i)), "sframe",
        "");
  }
}

// Peers connects the two pipelines: Alice offers, Bob answers.
class Peers {
 public:
  Peers(const Packing& packing, const std::string& alice_keys,
        const std::string& bob_keys)
      : alice(Alice(packing, alice_keys)),
        bob(Bob(packing, bob_keys)),
        alice_rtc_(alice.Get("rtc")),
        bob_rtc_(bob.Get("rtc")) {
    UseAddress(alice_rtc_.get(), kLoopback);
    UseAddress(bob_rtc_.get(), kLoopback);
    Connect(alice_rtc_.get(), "on-negotiation-needed", G_CALLBACK(MakeOffer));
    Connect(alice_rtc_.get(), "on-ice-candidate", G_CALLBACK(TellBob));
    Connect(bob_rtc_.get(), "on-ice-candidate", G_CALLBACK(TellAlice));
    Connect(bob_rtc_.get(), "pad-added", G_CALLBACK(Receive));
    bob.Play();
    alice.Play();
  }

  ~Peers() {
    alice.Stop();
    bob.Stop();
  }

  Pipeline alice;
  Pipeline bob;
  std::string offer_text;  // Written before any media is received.

 private:
  using OnReply = void (*)(GstPromise*, gpointer);

  void Connect(GstElement* rtc, const char* signal, GCallback callback) {
    g_signal_connect(rtc, signal, callback, this);
  }

  GstPromise* Promise(OnReply on_reply) {
    return gst_promise_new_with_change_func(on_reply, this, nullptr);
  }

  static void MakeOffer(GstElement* rtc, gpointer peers) {
    g_signal_emit_by_name(rtc, "create-offer", nullptr,
                          static_cast<Peers*>(peers)->Promise(OnOffer));
  }

  // Description returns the session description of `promise`, which owns it.
  static gpointer Description(GstPromise* promise, const char* name) {
    return g_value_get_boxed(
        gst_structure_get_value(gst_promise_get_reply(promise), name));
  }

  static void OnOffer(GstPromise* promise, gpointer pointer) {
    Peers* peers = static_cast<Peers*>(pointer);
    const gpointer offer = Description(promise, "offer");
    peers->offer_text = TextOf(offer);
    g_signal_emit_by_name(peers->alice_rtc_.get(), "set-local-description",
                          offer, nullptr);
    g_signal_emit_by_name(peers->bob_rtc_.get(), "set-remote-description",
                          offer, peers->Promise(MakeAnswer));
    gst_promise_unref(promise);
  }

  static void MakeAnswer(GstPromise* promise, gpointer pointer) {
    Peers* peers = static_cast<Peers*>(pointer);
    gst_promise_unref(promise);
    g_signal_emit_by_name(peers->bob_rtc_.get(), "create-answer", nullptr,
                          peers->Promise(OnAnswer));
  }

  static void OnAnswer(GstPromise* promise, gpointer pointer) {
    Peers* peers = static_cast<Peers*>(pointer);
    const gpointer answer = Description(promise, "answer");
    AgreeToSFrame(answer);
    g_signal_emit_by_name(peers->bob_rtc_.get(), "set-local-description",
                          answer, nullptr);
    g_signal_emit_by_name(peers->alice_rtc_.get(), "set-remote-description",
                          answer, nullptr);
    gst_promise_unref(promise);
  }

  static void Tell(GstElement* rtc, guint line, const gchar* candidate) {
    if (std::strstr(candidate, kLoopback) == nullptr) return;
    g_signal_emit_by_name(rtc, "add-ice-candidate", line, candidate);
  }
  static void TellBob(GstElement*, guint line, gchar* candidate, gpointer p) {
    Tell(static_cast<Peers*>(p)->bob_rtc_.get(), line, candidate);
  }
  static void TellAlice(GstElement*, guint line, gchar* candidate, gpointer p) {
    Tell(static_cast<Peers*>(p)->alice_rtc_.get(), line, candidate);
  }

  // Receive links a stream of Alice's by the media type that its SDP declares.
  static void Receive(GstElement*, GstPad* pad, gpointer pointer) {
    Peers* peers = static_cast<Peers*>(pointer);
    const GstPtr<GstCaps> caps(gst_pad_get_current_caps(pad));
    const GstStructure* structure = gst_caps_get_structure(caps.get(), 0);
    const GstPtr<GstElement> depay =
        peers->bob.Get(gst_structure_get_string(structure, "media"));
    const GstPtr<GstPad> sink(gst_element_get_static_pad(depay.get(), "sink"));
    EXPECT_EQ(gst_pad_link(pad, sink.get()), GST_PAD_LINK_OK);
  }

  const GstPtr<GstElement> alice_rtc_;
  const GstPtr<GstElement> bob_rtc_;
};

class WebRtcTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { LoadPlugin(); }
};

// ExpectPictureAndSound runs a call until Bob has seen and heard enough.
void ExpectPictureAndSound(Peers* peers) {
  const Seen& screen = peers->bob.WatchVideo("screen");
  const Seen& speaker = peers->bob.WatchAudio("speaker");
  EXPECT_TRUE(RunUntil(
      {&peers->alice, &peers->bob},
      [&] {
        return screen.good >= 30 && speaker.good >= 30 &&
               peers->bob.HasEvent(
                   {"state=(string)ok", "media=(string)video"}) &&
               peers->bob.HasEvent({"state=(string)ok", "media=(string)audio"});
      }))
      << screen.good << " of " << screen.buffers << " pictures, "
      << speaker.good << " of " << speaker.buffers << " of sound";
  EXPECT_THAT(peers->alice.problems(), IsEmpty());
  EXPECT_THAT(peers->bob.problems(), IsEmpty());
}

TEST_F(WebRtcTest, SFrameCallShowsPictureAndSound) {
  const std::string keys =
      "key-file=" + WriteFile("call.key", "000102030405060708090a0b0c0d0e0f");
  Peers peers(kSFrame, keys, keys);
  ExpectPictureAndSound(&peers);
  EXPECT_THAT(peers.offer_text, HasSubstr("a=sframe\r\n"));
}

TEST_F(WebRtcTest, LiveKitCallShowsPictureAndSound) {
  const std::string keys = "profile=livekit shared-key=true passphrase-file=" +
                           WriteFile("passphrase", "two words\n");
  Peers peers(kStock, keys, keys);
  ExpectPictureAndSound(&peers);
  EXPECT_THAT(peers.offer_text, Not(HasSubstr("a=sframe")));
}

TEST_F(WebRtcTest, WrongKeyShowsNothingAndReportsDecryptionFailed) {
  Peers peers(
      kSFrame,
      "key-file=" + WriteFile("alice.key", "000102030405060708090a0b0c0d0e0f"),
      "key-file=" + WriteFile("bob.key", "f0e0d0c0b0a090807060504030201000"));
  const Seen& screen = peers.bob.WatchVideo("screen");
  const Seen& speaker = peers.bob.WatchAudio("speaker");
  EXPECT_TRUE(RunUntil({&peers.alice, &peers.bob}, [&] {
    const std::string failed = "state=(string)decryption_failed";
    return peers.bob.HasEvent({failed, "media=(string)video"}) &&
           peers.bob.HasEvent({failed, "media=(string)audio"}) &&
           peers.bob.Stat("video_dec", "frames-not-authentic") >= 30 &&
           peers.bob.Stat("audio_dec", "frames-not-authentic") >= 30;
  }));
  EXPECT_EQ(screen.buffers, 0);
  EXPECT_EQ(speaker.good, 0);
}

}  // namespace
}  // namespace sealframe::gst
