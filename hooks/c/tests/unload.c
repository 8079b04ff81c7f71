// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A plugin that is closed before a thread that used it ends. BoringSSL's
// cleanup at the end of the thread must still be mapped.

#include <dlfcn.h>
#include <pthread.h>
#include <sealframe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  void* library;
  pthread_barrier_t used, closed;
} plugin;

// find stores the address of a function. C cannot convert the result of dlsym
// to a function pointer.
static void find(const plugin* from, const char* name, void* function) {
  void* const found = dlsym(from->library, name);
  if (found == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    exit(1);
  }
  memcpy(function, &found, sizeof(found));
}

// Setting a livekit key uses random bytes, for which BoringSSL keeps
// thread-local state.
static void* use(void* argument) {
  plugin* const from = argument;
  sealframe_status (*create)(const sealframe_provider_options*,
                             sealframe_provider**, sealframe_error*);
  sealframe_status (*add)(sealframe_provider*, const char*, const uint64_t*,
                          sealframe_error*);
  sealframe_status (*set_key)(sealframe_provider*, const char*, uint64_t,
                              uint64_t, const uint8_t*, size_t,
                              sealframe_error*);
  void (*destroy)(sealframe_provider*);
  find(from, "sealframe_provider_create", &create);
  find(from, "sealframe_provider_add_local_participant", &add);
  find(from, "sealframe_provider_set_key", &set_key);
  find(from, "sealframe_provider_destroy", &destroy);
  static const uint8_t key[16] = {1};
  sealframe_provider* provider;
  sealframe_provider_options options;
  SEALFRAME_INIT(&options);
  options.profile = "livekit";
  if (create(&options, &provider, NULL) != SEALFRAME_OK ||
      add(provider, "alice", NULL, NULL) != SEALFRAME_OK ||
      set_key(provider, "alice", 0, 0, key, sizeof(key), NULL) !=
          SEALFRAME_OK) {
    fprintf(stderr, "no provider\n");
    exit(1);
  }
  destroy(provider);
  pthread_barrier_wait(&from->used);
  pthread_barrier_wait(&from->closed);
  return NULL;
}

int main(int argc, char** argv) {
  plugin loaded;
  pthread_t thread;
  if (argc != 2) {
    return 2;
  }
  loaded.library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (loaded.library == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  pthread_barrier_init(&loaded.used, NULL, 2);
  pthread_barrier_init(&loaded.closed, NULL, 2);
  if (pthread_create(&thread, NULL, use, &loaded) != 0) {
    return 1;
  }
  pthread_barrier_wait(&loaded.used);
  dlclose(loaded.library);
  pthread_barrier_wait(&loaded.closed);
  pthread_join(thread, NULL);
  printf("used and closed\n");
  return 0;
}
