// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Uses Sealframe, which contains BoringSSL, and OpenSSL 3 alternately in one
// process: each calls its own functions, although many have the same names.

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sealframe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t kKey[16] = {3, 1, 4, 1, 5, 9, 2, 6};

static void must(int good, const char* what) {
  if (!good) {
    fprintf(stderr, "failed: %s\n", what);
    exit(1);
  }
}

// OpenSSL's SHA-256 of "abc", mostly through functions that BoringSSL also has.
static void digest(void) {
  static const uint8_t expected[4] = {0xba, 0x78, 0x16, 0xbf};
  uint8_t out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_MD* md = EVP_MD_fetch(NULL, "SHA256", NULL);  // In OpenSSL 3 only.
  must(md != NULL && EVP_Digest("abc", 3, out, &size, md, NULL) == 1 &&
           size == 32 && memcmp(out, expected, sizeof(expected)) == 0,
       "OpenSSL's digest");
  EVP_MD_free(md);
}

// OpenSSL's AES-GCM, encrypting and decrypting.
static void encrypt(void) {
  static const uint8_t plain[16] = "sixteen bytes!!";
  uint8_t out[16], back[16], tag[16];
  int size = 0;
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  must(EVP_EncryptInit_ex(context, EVP_aes_128_gcm(), NULL, kKey, kKey) == 1 &&
           EVP_EncryptUpdate(context, out, &size, plain, 16) == 1 &&
           EVP_EncryptFinal_ex(context, out + size, &size) == 1 &&
           EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, tag) == 1,
       "OpenSSL's encryption");
  must(EVP_DecryptInit_ex(context, EVP_aes_128_gcm(), NULL, kKey, kKey) == 1 &&
           EVP_DecryptUpdate(context, back, &size, out, 16) == 1 &&
           EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, tag) == 1 &&
           EVP_DecryptFinal_ex(context, back + size, &size) == 1 &&
           memcmp(back, plain, 16) == 0,
       "OpenSSL's decryption");
  EVP_CIPHER_CTX_free(context);
}

typedef struct {
  sealframe_send_transform* sender;
  sealframe_receive_transform* receiver;
} stream;

// new_session makes the end of the call that seals, or the one that opens.
static sealframe_session* new_session(int seals, sealframe_suite suite) {
  sealframe_provider_options options;
  sealframe_provider* provider;
  sealframe_session* session;
  SEALFRAME_INIT(&options);
  options.profile = "sframe";
  options.suite = suite;
  must(sealframe_provider_create(&options, &provider, NULL) == SEALFRAME_OK,
       "provider");
  if (seals) {
    sealframe_provider_add_local_participant(provider, "a", NULL, NULL);
  }
  sealframe_provider_set_key(provider, "a", 0, 0, kKey, sizeof(kKey), NULL);
  if (seals) {
    sealframe_provider_activate(provider, "a", 0, NULL);
  }
  must(sealframe_session_create(provider, NULL, &session, NULL) == SEALFRAME_OK,
       "session");
  sealframe_session_set_e2ee_enabled(session, 1);
  sealframe_provider_destroy(provider);
  return session;
}

static stream new_stream(sealframe_suite suite) {
  sealframe_session* const alice = new_session(1, suite);
  sealframe_session* const bob = new_session(0, suite);
  sealframe_stream_config config;
  stream made;
  SEALFRAME_INIT(&config);
  config.participant = "a";
  must(sealframe_send_transform_create(alice, &config, &made.sender, NULL) ==
               SEALFRAME_OK &&
           sealframe_receive_transform_create(bob, &config, &made.receiver,
                                              NULL) == SEALFRAME_OK,
       "transforms");
  sealframe_session_destroy(alice);
  sealframe_session_destroy(bob);
  return made;
}

static void seal_and_open(const stream* through) {
  static const uint8_t frame[100] = "a frame";
  uint8_t sealed[200], opened[200];
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  must(sealframe_send_transform_seal(through->sender, NULL, frame,
                                     sizeof(frame), sealed, sizeof(sealed),
                                     &result) == SEALFRAME_FRAME_OK,
       "seal");
  must(sealframe_receive_transform_open(through->receiver, NULL, sealed,
                                        result.size, opened, sizeof(opened),
                                        &result) == SEALFRAME_FRAME_OK &&
           result.size == sizeof(frame) &&
           memcmp(opened, frame, sizeof(frame)) == 0,
       "open");
}

int main(void) {
  must(strncmp(OpenSSL_version(OPENSSL_VERSION), "OpenSSL 3", 9) == 0,
       "OpenSSL 3");
  // BoringSSL's GCM and HMAC functions have the same names as OpenSSL's.
  static const sealframe_suite suites[] = {
      SEALFRAME_AES_128_GCM_SHA256_128, SEALFRAME_AES_256_CTR_HMAC_SHA512_80};
  for (size_t i = 0; i < sizeof(suites) / sizeof(suites[0]); ++i) {
    const stream through = new_stream(suites[i]);
    for (int round = 0; round < 10; ++round) {
      digest();
      seal_and_open(&through);
      encrypt();
    }
    sealframe_send_transform_destroy(through.sender);
    sealframe_receive_transform_destroy(through.receiver);
  }
  printf("both work, with %s\n", OpenSSL_version(OPENSSL_VERSION));
  return 0;
}
