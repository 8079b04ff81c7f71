#!/usr/bin/env bash
# Puts the archive of a Debian source package into this folder:
#   fetch_debian_source.sh PACKAGE VERSION ARCHIVE SHA256
# It uses the system's own apt sources, read as deb-src, with lists and cache
# in this folder, so it needs no root and changes nothing of the system's.
set -euo pipefail
package=$1 version=$2 archive=$3 sha256=$4
cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/sealframe

matches() { [ -f "$1" ] && [ "$(sha256sum <"$1")" = "$sha256  -" ]; }

if matches "$cache/$archive"; then
  cp "$cache/$archive" .
  exit 0
fi

mkdir -p apt/lists/partial apt/cache/archives/partial apt/parts
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
  [ -f "$list" ] && sed -n 's/^deb /deb-src /p' "$list" >>apt/parts/sealframe.list
done
for sources in /etc/apt/sources.list.d/*.sources; do
  [ -f "$sources" ] || continue
  sed 's/^Types:.*/Types: deb-src/' "$sources" >"apt/parts/$(basename "$sources")"
done
apt=(apt-get -q -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$PWD/apt/parts"
  -o "Dir::State::lists=$PWD/apt/lists" -o "Dir::Cache=$PWD/apt/cache" -o "APT::Sandbox::User=")
log=$PWD/apt/log
if ! { "${apt[@]}" update && "${apt[@]}" source --download-only "$package=$version"; } >"$log" 2>&1; then
  {
    echo "Cannot get $package $version from this system's Debian archive:"
    grep -E '^(E|W|Err)' "$log" | tail -5
    echo "Check that the archive can be reached and still has this version."
  } >&2
  exit 1
fi
if ! matches "$archive"; then
  echo "$archive of $package $version does not have the sha256 that is pinned:" >&2
  echo "  pinned $sha256" >&2
  echo "  found  $(sha256sum <"$archive" | cut -d' ' -f1)" >&2
  exit 1
fi
mkdir -p "$cache" && cp "$archive" "$cache/$archive.$$" && mv "$cache/$archive.$$" "$cache/$archive"
rm -rf apt
