// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests of the properties of both elements, and of the options of profiles that
// they set.

#include <gst/gst.h>

#include <cstring>
#include <set>
#include <span>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/harness_fixture.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"

namespace sealframe::gst {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kVp8[] = "video/x-vp8";
constexpr char kSealedVp8[] =
    "application/x-sframe, original-media-type=(string)video/x-vp8";
constexpr char kAv1[] =
    "video/x-av1, stream-format=(string)obu-stream, alignment=(string)tu";
constexpr char kFrame[] = "an encoded frame of a camera";

class PropertiesTest : public testing::TestWithParam<const char*> {
 protected:
  static void SetUpTestSuite() { LoadPlugin(); }

  static std::string KeyFile() {
    return " participant=alice key-file=" +
           WriteFile("alice.key", "00112233445566778899aabbccddeeff");
  }
  static std::string Enc(const std::string& properties) {
    return "sealframeenc " + properties + KeyFile();
  }
  static std::string Dec(const std::string& properties) {
    return "sealframedec " + properties + KeyFile();
  }
};

// Set fills `value` with a value that is not the default of its property.
void Set(const GParamSpec* spec, GValue* value) {
  if (G_IS_PARAM_SPEC_BOOLEAN(spec)) {
    g_value_set_boolean(value, !G_PARAM_SPEC_BOOLEAN(spec)->default_value);
  } else if (G_IS_PARAM_SPEC_STRING(spec)) {
    g_value_set_string(value, spec->name);
  } else if (G_IS_PARAM_SPEC_UINT(spec)) {
    g_value_set_uint(value, G_PARAM_SPEC_UINT(spec)->maximum);
  } else if (G_IS_PARAM_SPEC_INT(spec)) {
    g_value_set_int(value, G_PARAM_SPEC_INT(spec)->maximum);
  } else if (G_IS_PARAM_SPEC_INT64(spec)) {
    g_value_set_int64(value, G_PARAM_SPEC_INT64(spec)->maximum);
  } else if (G_IS_PARAM_SPEC_UINT64(spec)) {
    g_value_set_uint64(value, G_PARAM_SPEC_UINT64(spec)->maximum);
  } else {
    ASSERT_TRUE(G_IS_PARAM_SPEC_ENUM(spec)) << spec->name;
    const GEnumClass* all = G_PARAM_SPEC_ENUM(spec)->enum_class;
    g_value_set_enum(value, all->values[all->n_values - 1].value);
  }
}

INSTANTIATE_TEST_SUITE_P(Elements, PropertiesTest,
                         testing::Values("sealframeenc", "sealframedec"),
                         [](const auto& name) {
                           return std::string(name.param);
                         });

TEST_P(PropertiesTest, EachReadsBackAsSet) {
  GstElement* element = gst_element_factory_make(GetParam(), nullptr);
  guint count = 0;
  GParamSpec** specs =
      g_object_class_list_properties(G_OBJECT_GET_CLASS(element), &count);
  std::set<std::string> seen;
  for (const GParamSpec* spec : std::span(specs, count)) {
    if (std::strncmp(g_type_name(spec->owner_type), "Sealframe", 9) != 0 ||
        (spec->flags & G_PARAM_WRITABLE) == 0) {
      continue;
    }
    seen.insert(spec->name);
    GValue set = G_VALUE_INIT, got = G_VALUE_INIT;
    g_value_init(&set, spec->value_type);
    Set(spec, &set);
    g_object_set_property(G_OBJECT(element), spec->name, &set);
    g_object_get_property(G_OBJECT(element), spec->name, &got);
    EXPECT_EQ(gst_value_compare(&set, &got), GST_VALUE_EQUAL) << spec->name;
    g_value_unset(&set);
    g_value_unset(&got);
  }
  EXPECT_THAT(seen, Contains("participant"));
  EXPECT_THAT(seen, Contains("suite"));
  const bool receives = GetParam() == std::string("sealframedec");
  EXPECT_EQ(seen.count("hold-max-frames"), receives ? 1u : 0u);
  EXPECT_EQ(seen.count("counter-folder"), receives ? 0u : 1u);
  g_free(specs);
  gst_object_unref(element);
}

TEST_P(PropertiesTest, TextsOfEnumsAreTheNamesOfTheCInterface) {
  GstElement* element = gst_element_factory_make(GetParam(), nullptr);
  const auto number_of = [element](const char* property, const char* text) {
    gst_util_set_object_arg(G_OBJECT(element), property, text);
    gint number = -1;
    g_object_get(element, property, &number, nullptr);
    return number;
  };
  EXPECT_EQ(number_of("profile", "livekit"), 1);
  EXPECT_EQ(number_of("suite", "default"), 0);
  EXPECT_EQ(number_of("suite", "AES_128_GCM_SHA256_128"), 4);
  EXPECT_EQ(number_of("suite", "AES_256_CTR_HMAC_SHA512_32"), 8);
  EXPECT_EQ(number_of("key-bits", "128"), 128);
  EXPECT_EQ(number_of("key-bits", "256"), 256);
  gst_object_unref(element);
}

TEST_P(PropertiesTest, ElementsOfASessionMustAgree) {
  const std::string element =
      std::string(GetParam()) + " session=call" + KeyFile();
  Harness first(element,
                GetParam() == std::string("sealframeenc") ? kVp8 : kSealedVp8);
  for (const char* other :
       {"profile=dave", "suite=AES_256_GCM_SHA512_128", "key-bits=256",
        "salt=other", "shared-key=true", "per-ssrc=true",
        "allow-short-tags=true", "ratchet-bits=3", "ratchet-window=3",
        "drop-unready=false"}) {
    const std::string name(other, std::strchr(other, '='));
    EXPECT_THAT(StartError(element + " " + other),
                HasSubstr("elements of session call differ in " + name));
  }
}

TEST_F(PropertiesTest, OptionOfAnotherProfileIsRefused) {
  for (const std::string& element :
       {Enc("key-bits=256"), Enc("allow-av1=true"), Dec("salt=x"),
        Dec("failure-tolerance=10"), Dec("profile=livekit per-ssrc=true"),
        Dec("profile=livekit replay-window=64"),
        Dec("profile=dave suite=AES_128_GCM_SHA256_128")}) {
    EXPECT_THAT(StartError(element), HasSubstr("has no such option"))
        << element;
  }
}

// Opens returns whether a frame that `enc` seals opens at `dec`.
bool Opens(const std::string& enc, const std::string& dec, const char* caps,
           const char* sealed_caps) {
  Harness sender(enc, caps), receiver(dec, sealed_caps);
  return receiver.Push(sender.Push(kFrame)) == kFrame;
}

TEST_F(PropertiesTest, KeySizeAndSaltOfLiveKitAreThoseOfBothEnds) {
  const char* kinds[] = {"profile=livekit", "profile=livekit key-bits=256",
                         "profile=livekit salt=another"};
  for (const char* enc : kinds) {
    for (const char* dec : kinds) {
      EXPECT_EQ(Opens(Enc(enc), Dec(dec), kVp8, kVp8), enc == dec)
          << enc << ", " << dec;
    }
  }
  EXPECT_TRUE(Opens(Enc("profile=livekit key-bits=128"), Dec("profile=livekit"),
                    kVp8, kVp8));
}

TEST_F(PropertiesTest, LiveKitCarriesAv1OnlyOnRequest) {
  const std::string frame = "\x32\x04wxyz";
  Harness without(Enc("profile=livekit"), kAv1);
  EXPECT_EQ(without.Push(frame), "");
  without.Stop();
  EXPECT_THAT(without.Messages(), HasSubstr("cannot be sealed"));
  Harness with(Enc("profile=livekit allow-av1=true"), kAv1);
  Harness receiver(Dec("profile=livekit allow-av1=true"), kAv1);
  EXPECT_EQ(receiver.Push(with.Push(frame)), frame);
}

TEST_F(PropertiesTest, KeysPerSsrcNeedTheSsrcAtBothEnds) {
  EXPECT_THAT(StartError(Dec("per-ssrc=true")), HasSubstr("ssrc is not"));
  EXPECT_TRUE(Opens(Enc("per-ssrc=true ssrc=7"), Dec("per-ssrc=true ssrc=7"),
                    kVp8, kSealedVp8));
  EXPECT_FALSE(Opens(Enc("per-ssrc=true ssrc=7"), Dec("per-ssrc=true ssrc=8"),
                     kVp8, kSealedVp8));
  EXPECT_FALSE(Opens(Enc("per-ssrc=true ssrc=7"), Dec(""), kVp8, kSealedVp8));
}

TEST_F(PropertiesTest, ElementsOfASessionMayHaveTheSameSsrc) {
  const std::string both = Dec("session=call per-ssrc=true ssrc=7");
  const Harness first(both, kSealedVp8);
  EXPECT_EQ(StartError(both), "");
}

TEST_F(PropertiesTest, ASharedKeyOfSFrameNeedsASenderNumber) {
  for (const std::string& element :
       {Enc("shared-key=true"), Dec("shared-key=true")}) {
    EXPECT_THAT(StartError(element), HasSubstr("sender-number is not"));
  }
  EXPECT_EQ(StartError(Enc("shared-key=true sender-number=1")), "");
  EXPECT_EQ(StartError(Enc("profile=livekit shared-key=true")), "");
}

TEST_F(PropertiesTest, APassphraseIsRefusedWhereTheProfileTakesNone) {
  EXPECT_THAT(
      StartError("sealframeenc participant=alice passphrase-file=" +
                 WriteFile("passphrase", "correct horse")),
      HasSubstr("the profile sframe takes no passphrase: set key-file"));
}

TEST_F(PropertiesTest, FrameOlderThanTheReplayWindowIsRefused) {
  Harness enc(Enc(""), kVp8);
  Harness narrow(Dec("replay-window=64"), kSealedVp8);
  Harness wide(Dec(""), kSealedVp8);
  const std::string late = enc.Push(kFrame);
  for (int i = 0; i < 500; ++i) {
    const std::string sealed = enc.Push(kFrame);
    EXPECT_EQ(narrow.Push(sealed), kFrame);
    EXPECT_EQ(wide.Push(sealed), kFrame);
  }
  EXPECT_EQ(narrow.Push(late), "");
  EXPECT_EQ(wide.Push(late), kFrame);
}

TEST_F(PropertiesTest, KeyIsGivenUpAfterTheToleratedFailures) {
  Harness enc(Enc("profile=livekit"), kVp8);
  Harness strict(Dec("profile=livekit failure-tolerance=2"), kVp8);
  Harness patient(Dec("profile=livekit"), kVp8);
  for (int i = 0; i < 5; ++i) {
    std::string forged = enc.Push(kFrame);
    forged[12] ^= 1;
    EXPECT_EQ(strict.Push(forged), "");
    EXPECT_EQ(patient.Push(forged), "");
  }
  const std::string sealed = enc.Push(kFrame);
  EXPECT_EQ(strict.Push(sealed), "");
  EXPECT_EQ(patient.Push(sealed), kFrame);
}

}  // namespace
}  // namespace sealframe::gst
