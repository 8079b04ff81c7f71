// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The room's participant in GStreamer: a pipeline with webrtcbin that sends,
// and one for each participant that it receives.
//
//   gstreamer_end NAME COLOUR HERTZ

#include <gst/gst.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"
#include "sealframe/tests/room/commands.h"
#include "sealframe/tests/room/pattern.h"
#include "sealframe/tests/room/webrtcbin.h"

namespace sealframe::gst {
namespace {

// KeyOf gives an element the key of a participant.
std::string KeyOf(const std::string& participant) {
  static constexpr char kDigits[] = "0123456789abcdef";
  const auto byte = static_cast<uint8_t>(participant[0]);
  std::string hex;
  for (int i = 0; i < 16; ++i) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return " profile=livekit session=" + participant +
         " participant=" + participant +
         " key-file=" + WriteFile(participant + ".key", hex) + " ";
}

std::string Sending(const std::string& name, int hertz) {
  const std::string enc = " ! sealframeenc" + KeyOf(name);
  return "webrtcbin name=rtc bundle-policy=max-bundle "
         "videotestsrc is-live=true pattern=black ! "
         "video/x-raw,format=I420,width=320,height=240,framerate=20/1 ! "
         "identity name=camera ! "
         "vp8enc deadline=1 cpu-used=8 target-bitrate=400000 "
         "keyframe-max-dist=40" +
         enc +
         "name=camera_enc ! rtpsealedpay ! "
         "application/x-rtp,media=video,encoding-name=VP8,"
         "clock-rate=90000,payload=96 ! rtc. "
         "audiotestsrc is-live=true samplesperbuffer=960 freq=" +
         std::to_string(hertz) +
         " ! audio/x-raw,format=S16LE,rate=48000,channels=1 ! opusenc" + enc +
         "! rtpopuspay ! application/x-rtp,media=audio,encoding-name=OPUS,"
         "clock-rate=48000,payload=97 ! rtc.";
}

// Receiving has a connection for each stream. In one for both, requests for key
// frames come behind reports on both, and Janus takes them for requests to the
// first, perhaps the sound.
std::string Receiving(const std::string& participant) {
  const std::string dec = "_dec" + KeyOf(participant) + "! ";
  return "webrtcbin name=video_rtc bundle-policy=max-bundle "
         "webrtcbin name=audio_rtc bundle-policy=max-bundle "
         "rtpvp8depay name=video request-keyframe=true "
         "wait-for-keyframe=true ! sealframedec name=video" +
         dec +
         "vp8dec ! videoconvert ! videoscale ! "
         "video/x-raw,format=I420,width=320,height=240 ! "
         "fakesink name=screen sync=false async=false "
         "rtpopusdepay name=audio ! sealframedec name=audio" +
         dec +
         "opusdec ! audioconvert ! audioresample ! "
         "audio/x-raw,format=S16LE,rate=48000,channels=1 ! "
         "fakesink name=speaker sync=false async=false";
}

struct Painter {
  Rgb colour;
  uint8_t number = 0;
};

GstPadProbeReturn Paint(GstPad*, GstPadProbeInfo* info, gpointer pointer) {
  Painter& painter = *static_cast<Painter*>(pointer);
  GstBuffer* const buffer =
      gst_buffer_make_writable(gst_pad_probe_info_get_buffer(info));
  info->data = buffer;
  GstMapInfo map;
  gst_buffer_map(buffer, &map, GST_MAP_WRITE);
  if (map.size == kPatternSize) {
    DrawPattern(painter.colour, ++painter.number, map.data);
  }
  gst_buffer_unmap(buffer, &map);
  return GST_PAD_PROBE_OK;
}

GstPadProbeReturn Look(GstPad*, GstPadProbeInfo* info, gpointer viewer) {
  GstBuffer* const buffer = gst_pad_probe_info_get_buffer(info);
  GstMapInfo map;
  gst_buffer_map(buffer, &map, GST_MAP_READ);
  if (map.size == kPatternSize) {
    const uint8_t* const u = map.data + kPatternSize * 2 / 3;
    static_cast<PatternViewer*>(viewer)->Look(
        {map.data, u, u + kPatternSize / 6, kPatternWidth, kPatternWidth / 2});
  }
  gst_buffer_unmap(buffer, &map);
  return GST_PAD_PROBE_OK;
}

void Probe(const Pipeline& pipeline, const char* element,
           GstPadProbeCallback callback, gpointer data) {
  const GstPtr<GstPad> pad(
      gst_element_get_static_pad(pipeline.Get(element).get(), "sink"));
  gst_pad_add_probe(pad.get(), GST_PAD_PROBE_TYPE_BUFFER, callback, data,
                    nullptr);
}

// What this end receives of one participant.
class Feed {
 public:
  Feed(const std::string& participant, Rgb colour, int hertz)
      : viewer_(colour), pipeline_(Receiving(participant)) {
    Probe(pipeline_, "screen", Look, &viewer_);
    tones_ = &pipeline_.WatchAudio("speaker", hertz);
    pipeline_.Play();
  }
  ~Feed() { pipeline_.Stop(); }

  // Answer answers an offer of one stream.
  std::string Answer(const std::string& offer) {
    const bool is_video = offer.find("\nm=video") != std::string::npos;
    return (is_video ? video_rtc_ : audio_rtc_).Answer(offer);
  }

  Counts counts() const {
    const uint64_t opened = pipeline_.Stat("video_dec", "frames-out");
    return {viewer_.pictures(),
            viewer_.spoilt(),
            opened,
            pipeline_.Stat("video_dec", "frames-in") - opened,
            pipeline_.Stat("video_dec", "frames-replayed"),
            viewer_.longest_gap()};
  }

  // A buffer of sound has twenty milliseconds.
  bool Hears() const {
    return HearsTone([this] { return tones_->good * 20; });
  }

  // Retire retires the participant's key. Both elements have it in one session.
  void Retire() {
    gboolean done = FALSE;
    g_signal_emit_by_name(pipeline_.Get("video_dec").get(), "retire-key",
                          guint64{0}, guint64{0}, &done);
    EXPECT_TRUE(done);
  }

 private:
  PatternViewer viewer_;
  Pipeline pipeline_;
  WebRtcBin video_rtc_{&pipeline_, "video_rtc"};
  WebRtcBin audio_rtc_{&pipeline_, "audio_rtc"};
  Seen* tones_;
};

class End {
 public:
  End(const std::string& name, Rgb colour, int hertz)
      : painter_{colour}, pipeline_(Sending(name, hertz)) {
    Probe(pipeline_, "camera", Paint, &painter_);
  }
  ~End() { pipeline_.Stop(); }

  std::string Answer(const std::vector<std::string>& words,
                     const std::string& sdp) {
    const std::string& command = words[0];
    if (command == "publish") {
      pipeline_.Play();
      return rtc_.Offer();
    }
    if (command == "subscribe") {
      auto& feed = feeds_[words[1]];
      if (feed == nullptr) {
        feed = std::make_unique<Feed>(words[1], ColourNamed(words[2]),
                                      std::stoi(words[3]));
      }
      return feed->Answer(sdp);
    }
    if (command == "count") return ToJson(feeds_.at(words[1])->counts());
    if (command == "sent") {
      const uint64_t sealed = pipeline_.Stat("camera_enc", "frames-ok");
      return SentToJson(sealed,
                        pipeline_.Stat("camera_enc", "frames-in") - sealed);
    }
    if (command == "hears") return feeds_.at(words[1])->Hears() ? "1" : "0";
    if (command == "accept") {
      rtc_.Accept(sdp);
    } else if (command == "retire") {
      feeds_.at(words[1])->Retire();
    } else {
      ADD_FAILURE() << command;
      std::abort();
    }
    return "";
  }

 private:
  Painter painter_;
  Pipeline pipeline_;
  WebRtcBin rtc_{&pipeline_, "rtc"};
  std::map<std::string, std::unique_ptr<Feed>> feeds_;
};

}  // namespace
}  // namespace sealframe::gst

int main(int argc, char** argv) {
  if (argc != 4) return EXIT_FAILURE;
  testing::InitGoogleTest(&argc, argv);
  sealframe::gst::LoadPlugin();
  sealframe::gst::End end(argv[1], sealframe::ColourNamed(argv[2]),
                          std::atoi(argv[3]));
  sealframe::Serve([&end](const auto& words, const std::string& text) {
    return end.Answer(words, text);
  });
}
