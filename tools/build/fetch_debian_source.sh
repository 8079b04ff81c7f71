#!/usr/bin/env bash
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Fetches the upstream archive of a Debian source package into the current folder:
#   fetch_debian_source.sh PACKAGE ARCHIVE SHA256
# Any Debian mirror will do, whatever suite this system is of, or whether it is
# Debian at all, because an archive's place depends on its package only. The
# mirror of $SEALFRAME_DEBIAN_MIRROR is asked first, then those of apt's sources,
# then Debian's own, then Debian's archives of what its mirrors removed.
set -euo pipefail
readonly package=$1 archive=$2 sha256=$3
readonly cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/sealframe
readonly apt_helper=/usr/lib/apt/apt-helper

matches() { [[ -f $1 && $(sha256sum <"$1") == "$sha256 "* ]]; }

# mirrors prints the addresses of mirrors, the best first.
mirrors() {
  printf '%s\n' ${SEALFRAME_DEBIAN_MIRROR:+"${SEALFRAME_DEBIAN_MIRROR%/}"}
  if [[ -x $apt_helper ]]; then
    # shellcheck disable=SC2016
    apt-get indextargets 'Created-By: Packages' 'Origin: Debian' --format '$(REPO_URI)' | sed 's,/$,,'
  fi
  echo http://deb.debian.org/debian
  echo http://deb.debian.org/debian-security
  echo http://archive.debian.org/debian
  # Of a day soon after the release of Debian 12, which has all pinned archives.
  echo http://snapshot.debian.org/archive/debian/20230701T000000Z
}

# address MIRROR prints where the mirror has the archive.
address() {
  local pool=$1/pool
  [[ $1 != *security* ]] || pool+=/updates
  case $package in
    lib?*) echo "$pool/main/${package:0:4}/$package/$archive" ;;
    *) echo "$pool/main/${package:0:1}/$package/$archive" ;;
  esac
}

# download ADDRESS FILE uses apt's program where there is one: it knows the
# proxies, and Debian installs no other.
download() {
  if [[ -x $apt_helper ]]; then
    "$apt_helper" -q -o APT::Sandbox::User= -o Acquire::http::Timeout=20 download-file "$1" "$2"
  else
    curl --silent --show-error --fail --location --connect-timeout 20 --output "$2" "$1"
  fi
}

# reason prints why a download failed: the line after apt's "Err:", or curl's own.
reason() { sed -n '/^Err:/{n;s/^ *//;p;q}; /^curl:/p'; }

# fill_cache adds the archive to the cache, from the first mirror that has it.
fill_cache() {
  local tried='' mirror from output
  mkdir -p "$cache"
  new=$(mktemp -d "$cache/new.XXXXXX")
  trap 'rm -rf "$new"' EXIT
  while read -r mirror; do
    from=$(address "$mirror")
    if ! output=$(download "$from" "$new/$archive" 2>&1); then
      tried+="  $from: $(reason <<<"$output")"$'\n'
    elif ! matches "$new/$archive"; then
      tried+="  $from: its sha256 is $(sha256sum <"$new/$archive" | cut -d' ' -f1)"$'\n'
    else
      mv "$new/$archive" "$cache/$archive"
      return
    fi
  done < <(mirrors | awk '!seen[$0]++')
  printf '%s\n' "Cannot fetch $archive, which deps.bzl pins by the sha256 $sha256. Tried:" \
    "${tried}Is there a network? SEALFRAME_DEBIAN_MIRROR may name another mirror of Debian." >&2
  return 1
}

matches "$cache/$archive" || fill_cache
cp "$cache/$archive" "$archive"
# Others may write to a cache in /tmp.
matches "$archive" || { echo "$cache/$archive has changed" >&2; exit 1; }
