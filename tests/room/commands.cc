// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/room/commands.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace sealframe {

std::string ToJson(const Counts& counts) {
  std::ostringstream json;
  json << R"({"pictures": )" << counts.pictures << R"(, "spoilt": )"
       << counts.spoilt << R"(, "opened": )" << counts.opened
       << R"(, "refused": )" << counts.refused << R"(, "replayed": )"
       << counts.replayed << R"(, "longest_gap": )"
       << static_cast<double>(counts.longest_gap.count()) / 1000 << "}";
  return json.str();
}

std::string SentToJson(uint64_t sealed, uint64_t others) {
  std::ostringstream json;
  json << R"({"sealed": )" << sealed << R"(, "others": )" << others << "}";
  return json.str();
}

bool HearsTone(const std::function<int()>& milliseconds) {
  constexpr std::chrono::milliseconds kPatience{1500}, kStep{50};
  const int before = milliseconds();
  for (auto waited = kStep; waited <= kPatience; waited += kStep) {
    std::this_thread::sleep_for(kStep);
    if (milliseconds() >= before + 500) return true;
  }
  return false;
}

void Serve(const std::function<std::string(const std::vector<std::string>&,
                                           const std::string&)>& answer) {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    std::string text(std::stoul(words.back()), '\0');
    words.pop_back();
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    const std::string reply = answer(words, text);
    std::cout << reply.size() << "\n" << reply << std::flush;
  }
}

}  // namespace sealframe
