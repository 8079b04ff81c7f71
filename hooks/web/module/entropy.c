// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// BoringSSL's source of entropy: `crypto.getRandomValues` of JavaScript.

#include <stddef.h>
#include <stdint.h>

// Fills `out`. If it cannot, it throws an exception, which ends the module.
__attribute__((import_module("sealframe"), import_name("random"))) void
sealframe_web_random(uint8_t* out, size_t size);

void CRYPTO_init_sysrand(void) {}

void CRYPTO_sysrand(uint8_t* out, size_t size) {
  sealframe_web_random(out, size);
}

void CRYPTO_sysrand_for_seed(uint8_t* out, size_t size) {
  sealframe_web_random(out, size);
}

int CRYPTO_sysrand_if_available(uint8_t* out, size_t size) {
  sealframe_web_random(out, size);
  return 1;
}
