// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a fuzzer on each file named on the command line, on changed copies of
// the smaller ones, and on an empty input. The changes are the same each time.
// It fails if no file is given or one cannot be read.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

using Input = std::vector<uint8_t>;

// Larger inputs take too long to run many times.
constexpr size_t kMaxChanged = 4096;
constexpr int kChangedCopies = 100;

// Change makes up to four small changes to `input`, which is not empty.
Input Change(Input input, std::mt19937& random) {
  constexpr uint8_t kAwkward[] = {0x00, 0x01, 0x03, 0x7f, 0x80, 0xff};
  for (uint32_t changes = 1 + random() % 4; changes > 0; --changes) {
    const auto at =
        input.begin() + static_cast<ptrdiff_t>(random() % (input.size() + 1));
    const auto byte = static_cast<uint8_t>(random());
    switch (random() % 4) {
      case 0:
        input.insert(at, byte);
        break;
      case 1:
        input.erase(at, at == input.end() ? at : at + 1);
        break;
      default:
        if (at != input.end()) {
          *at = random() % 2 == 0 ? byte : kAwkward[byte % sizeof(kAwkward)];
        }
    }
  }
  return input;
}

void Run(const Input& input) {
  // A copy of the exact size, so that sanitizers detect a read past its end.
  const Input exact(input.begin(), input.end());
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "the corpus is empty\n");
    return 1;
  }
  LLVMFuzzerTestOneInput(nullptr, 0);
  int runs = 1;
  std::mt19937 random(1);
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "cannot read %s\n", argv[i]);
      return 1;
    }
    const Input input{std::istreambuf_iterator<char>(file),
                      std::istreambuf_iterator<char>()};
    Run(input);
    ++runs;
    for (int n = 0; n < kChangedCopies && input.size() <= kMaxChanged; ++n) {
      Run(Change(input, random));
      ++runs;
    }
  }
  std::printf("ran %d inputs\n", runs);
  return 0;
}
