// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One known answer of a vector file: named fields, each of which a test must
// read. What a test asks for and does not find fails the test, and what it
// leaves unread can be listed (RunVectorFile in vector_file.h does that).
//
// The format: a block is a run of lines `name = value`, ended by a blank line
// or the end of the file. A name is lower-case letters, digits and underscores,
// once a block. A line that starts with `#` is a comment. A value is bytes in
// hex, a number of up to 64 bits (decimal, or hex after `0x`), or text; it may
// be empty. The one who reads it says which.
//
// Thread-safety: a block belongs to one thread. It allocates.

#ifndef SEALFRAME_TESTS_TESTING_VECTOR_BLOCK_H_
#define SEALFRAME_TESTS_TESTING_VECTOR_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sealframe {

class VectorBlock {
 public:
  // Parse splits `text` into its blocks. It returns an error that names the
  // line if one is neither a field, a comment nor blank, or repeats a name.
  static absl::StatusOr<std::vector<VectorBlock>> Parse(absl::string_view text);

  // Has returns whether there is such a field. It does not count as reading.
  bool Has(absl::string_view name) const;

  // Text returns the field's value as written. If there is no such field, the
  // running test fails and the result is empty.
  std::string Text(absl::string_view name);

  // Bytes returns the field's value from hex. If there is no such field or it
  // is not hex, the running test fails and the result is empty.
  std::vector<uint8_t> Bytes(absl::string_view name);

  // Number returns the field's value. If there is no such field, or it is not
  // a number of 64 bits, the running test fails and the result is zero.
  uint64_t Number(absl::string_view name);

  // Ignore counts a field as read that this test has no use for. If there is no
  // such field, the running test fails.
  void Ignore(absl::string_view name);

  // Skip marks the whole block as not meant for this test: its fields need not
  // be read, and it does not count as run.
  void Skip() { skipped_ = true; }
  bool skipped() const { return skipped_; }

  // Unread returns the names of the fields that nothing has read.
  std::vector<std::string> Unread() const;

  // line returns the number of the block's first line in its file, from 1.
  size_t line() const { return line_; }

 private:
  struct Field {
    std::string value;
    bool read = false;
  };

  explicit VectorBlock(size_t line) : line_(line) {}

  // Add returns whether `line` is a field of a new name.
  bool Add(absl::string_view line);

  size_t line_;
  bool skipped_ = false;
  std::map<std::string, Field, std::less<>> fields_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_VECTOR_BLOCK_H_
