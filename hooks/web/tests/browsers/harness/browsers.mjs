// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Starts Debian's browsers, headless, with a profile of their own. No driver is
// needed: pages ask for their work themselves (pages.mjs).

import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

const CHROMIUM_FLAGS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
  '--enable-logging=stderr',
];

// The tone that each browser's microphone hears, in hertz.
export const TONES = {'chromium': 1000, 'firefox-esr': 700};

const NOWHERE = 'http://127.0.0.1:9/';
const FIREFOX_PREFERENCES = {
  'media.navigator.audio.fake_frequency': TONES['firefox-esr'],
  'media.navigator.permission.disabled': true,
  'media.navigator.streams.fake': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  'media.gmp-manager.url': NOWHERE,
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.disable_beforeunload': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': NOWHERE,
  'toolkit.telemetry.enabled': false,
};

// toneFile returns a WAV file: a second of a tone, 16 bits, mono, 48 kHz.
function toneFile(hertz) {
  const samples = 48000;
  const file = Buffer.alloc(44 + 2 * samples);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + 2 * samples, 4);
  file.write('WAVEfmt ', 8);
  [[16, 4], [1, 2], [1, 2], [samples, 4], [2 * samples, 4], [2, 2], [16, 2]]
      .reduce((at, [value, size]) => file.writeUIntLE(value, at, size), 16);
  file.write('data', 36);
  file.writeUInt32LE(2 * samples, 40);
  for (let i = 0; i < samples; ++i) {
    file.writeInt16LE(
        Math.round(16384 * Math.sin(2 * Math.PI * hertz * i / samples)),
        44 + 2 * i);
  }
  return file;
}

function chromiumCommand(profile, url) {
  const tone = path.join(profile, 'tone.wav');
  writeFileSync(tone, toneFile(TONES.chromium));
  return ['chromium', [
    ...CHROMIUM_FLAGS, '--use-file-for-fake-audio-capture=' + tone,
    '--user-data-dir=' + profile, url,
  ]];
}

function firefoxCommand(profile, url) {
  const lines = Object.entries(FIREFOX_PREFERENCES)
      .map((entry) => `user_pref(${JSON.stringify(entry).slice(1, -1)});\n`);
  writeFileSync(path.join(profile, 'user.js'), lines.join(''));
  return ['firefox-esr',
          ['--headless', '--no-remote', '--profile', profile, url]];
}

const COMMANDS = {
  'chromium': chromiumCommand,
  'firefox-esr': firefoxCommand,
};

// A test that takes too long is told to stop. Its browsers must not outlive it.
process.on('SIGTERM', () => process.exit(1));

// startBrowser opens `url` in the browser `name`, "chromium" or "firefox-esr". It
// returns an object with `output`, what the browser wrote, and `close()`.
export function startBrowser(name, url) {
  const profile = mkdtempSync(path.join(tmpdir(), name + '-'));
  const [command, flags] = COMMANDS[name](profile, url);
  // A process group of its own, so that close() ends all of its processes.
  const child = spawn(command, flags, {
    detached: true,
    env: {...process.env, HOME: profile, MOZ_HEADLESS: '1'},
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  };
  process.on('exit', end);
  const browser = {output: ''};
  child.stderr.on('data', (data) => browser.output += data);
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(browser.output += error));
    child.on('exit', resolve);
  });
  browser.close = async () => {
    end();
    await ended;
    child.stderr.destroy();
    rmSync(profile, {recursive: true, force: true, maxRetries: 10});
  };
  return browser;
}
