// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The page: its controls, and what the call reports.

import {Call, PROFILES} from './call.js';
import {Card} from './cards.js';
import {showFigures} from './figures.js';
import {cameraMedia, drawnMedia} from './media.js';
import {showFrame} from './wire.js';

const SHOW_EVERY_MS = 500;
const EVENTS = 30;

const $ = (id) => document.getElementById(id);

const VIEWERS = ['bob', 'server', 'eve'];
const cards = {};
for (const who of ['alice', ...VIEWERS]) {
  cards[who] = new Card(who);
  document.querySelector('.cards').append(cards[who].element);
}

const drawn = drawnMedia();
let media = drawn;
let call;
let states = {};  // The last one of each participant's video, as the engine has it.
let reported = {};  // The last one of each participant and kind, as it was logged.

function log(text) {
  const time = new Date().toLocaleTimeString();
  $('log').prepend(Object.assign(document.createElement('li'),
                                 {textContent: `${time} ${text}`}));
  $('log').children[EVENTS]?.remove();
}

function showStates() {
  for (const [who, {isGood, text}] of Object.entries(states)) {
    if ($('encryption').checked) {
      cards[who].show(isGood ? 'ok' : 'failed', text);
    } else {
      cards[who].show('clear', 'in the clear');
    }
  }
}

async function showKeys() {
  const {index, step} = await call.key();
  cards.alice.key = `index ${index}, step ${step}`;
  cards.bob.key = $('bob-has-key').checked ? 'Alice\'s' : 'none';
  cards.server.key = 'none';
  cards.eve.key = 'a wrong one';
}

// Alice seals for three, which is reported once.
function showState(who, {kind, state, streamState, reason}) {
  const detail = streamState === 'stalled' ? `stalled: ${reason}` : streamState;
  const text = `${state} (${detail})`;
  const stream = `${who}, ${kind}`;
  if (reported[stream] !== text) {
    reported[stream] = text;
    log(`${stream}: ${text}`);
  }
  if (kind === 'video') {
    states[who] = {isGood: state.endsWith('Success'), text};
    showStates();
  }
}

const reports = {
  state: showState,
  error: (error) => log('error: ' + error.message),
  frame(frame) {
    if (!$('hold').checked) {
      showFrame($('wire'), $('legend'), frame);
    }
  },
};

async function start() {
  call?.close();
  const profile = $('profile').value;
  states = {};
  reported = {};
  Object.values(cards).forEach((card) => card.show('waiting', 'waiting'));
  $('encryption').checked = $('bob-has-key').checked = true;
  $('ratchet').disabled = !PROFILES[profile].ratchets;
  call = new Call(profile, Object.fromEntries(
      VIEWERS.map((who) => [who, cards[who].video])), reports);
  await call.start(media);
  await showKeys();
  log(`alice calls with ${profile}`);
}

function mute() {
  media.getAudioTracks()[0].enabled = !$('mute').checked;
}

// useCamera sends the camera or the drawn picture.
async function useCamera() {
  const last = media;
  try {
    media = $('camera').checked ? await cameraMedia() : drawn;
  } catch (error) {
    $('camera').checked = false;
    throw error;
  }
  mute();
  cards.alice.video.srcObject = media;
  await call.send(media);
  if (last !== drawn) {
    last.getTracks().forEach((track) => track.stop());
  }
}

// on lets a control call `work`, one after another with those of the others.
let working = Promise.resolve();
function on(id, type, work) {
  $(id).addEventListener(type, () => {
    working = working.then(work).catch(reports.error);
  });
}

// showServer shows whether the server's decoder understands what it gets. It makes
// a picture of some sealed key frames, of noise.
function showServer({arrived, decoded}) {
  if (decoded > arrived / 2) {
    cards.server.show('clear', 'in the clear');
  } else if (arrived > 0) {
    cards.server.show('failed', 'cannot decode what it gets');
  }
}

async function showCounts() {
  for (const who of VIEWERS) {
    const added = cards[who].count(await call.counts(who));
    if (who === 'server') {
      showServer(added);
    }
  }
  showFigures($('figures'), await call.stats());
}

async function watch() {
  await showCounts().catch(() => {});  // A call that ends meanwhile has none.
  setTimeout(watch, SHOW_EVERY_MS);
}

for (const [profile, {codec}] of Object.entries(PROFILES)) {
  $('profile').add(new Option(`${profile} (${codec})`, profile));
}
on('profile', 'change', start);
on('encryption', 'change', () => {
  call.encrypt($('encryption').checked);
  log('encryption is ' + ($('encryption').checked ? 'on' : 'off'));
  showStates();
});
on('bob-has-key', 'change', async () => {
  await call.letBobHaveKey($('bob-has-key').checked);
  await showKeys();
});
on('new-key', 'click', () => call.changeKey().then(showKeys));
on('ratchet', 'click', () => call.ratchet().then(showKeys));
on('mute', 'change', mute);
on('camera', 'change', useCamera);

cards.alice.video.srcObject = media;
working = start().catch(reports.error);
watch();
