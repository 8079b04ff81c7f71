// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The demo, in a frame of the test's page: what each control does, and that all
// controls have names and can be reached.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {DEMO_HEADERS} from '../../demo/files.mjs';
import {BROWSER, inPagesOf, SEALFRAME} from './harness/suite.mjs';

const demo = fileURLToPath(new URL('../../demo', import.meta.url));
const pages = inPagesOf({demo, sealframe: SEALFRAME},
                        {demo: DEMO_HEADERS, sealframe: DEMO_HEADERS}, [BROWSER]);

// inDemo calls `task` with the demo's document, the kit and `args`.
const inDemo = (task, ...args) => pages[BROWSER].run(
    `(kit, ...args) => (${task})(
        document.querySelector('iframe').contentDocument, kit, ...args)`, ...args);

// press uses a control as a key does, which reaches only what has the focus.
const press = (id) => inDemo((demo, kit, id) => {
  demo.getElementById(id).focus();
  if (demo.activeElement.id !== id) {
    throw new Error(`${id} takes no focus`);
  }
  demo.activeElement.click();
}, id);

// shows waits until the card of `who` has a state, and a text that matches.
const shows = (who, state, text = '') => inDemo(
    (demo, kit, who, state, text) => kit.until(() => {
      const card = demo.getElementById(who);
      return card.dataset.state === state && card.textContent.includes(text);
    }, () => demo.querySelector('main').innerText), who, state, text);

const choose = (profile) => inDemo((demo, kit, profile) => {
  const select = demo.getElementById('profile');
  select.value = profile;
  select.dispatchEvent(new Event('change'));
}, profile);

async function isSealed() {
  await shows('alice', 'ok', 'encryptionSuccess');
  await shows('bob', 'ok', 'decryptionSuccess');
  await shows('server', 'failed');
  await shows('eve', 'failed', 'decryptionFailed');
}

// isLoud waits until the meter of `who` shows a sound, or silence.
const isLoud = (who, loud) => inDemo((demo, kit, who, loud) => kit.until(
    () => demo.querySelector(`#${who} meter`).value > 0.01 === loud,
    () => demo.querySelector('main').innerText), who, loud);

test('the demo opens', () => pages[BROWSER].run(async () => {
  const frame = Object.assign(document.createElement('iframe'),
                              {src: '/demo/index.html', width: 1280, height: 1800});
  document.body.append(frame);
  await new Promise((resolve) => frame.onload = resolve);
}));

test('only bob sees the picture', isSealed);

test('a frame is shown with its parts', () => inDemo((demo, kit) => kit.until(
    () => demo.querySelectorAll('#wire .ciphertext').length > 50 &&
        /ciphertext: [\d,]+ bytes.*tag: 16 bytes/.test(
            demo.getElementById('legend').textContent),
    () => demo.getElementById('legend').textContent)));

test('a new key serves alice and bob', async () => {
  await press('new-key');
  await shows('alice', 'ok', 'index 1, step 0');
  await isSealed();
});

test('bob follows a ratchet', async () => {
  await press('ratchet');
  await shows('alice', 'ok', 'index 1, step 1');
  await shows('bob', 'ok', 'key_ratcheted');
});

test('bob sees nothing while he has no key', async () => {
  await press('bob-has-key');
  await shows('bob', 'failed', 'stalled: missing_key');
  await press('new-key');
  await shows('alice', 'ok', 'index 2, step 0');
  await shows('bob', 'failed', '(missing_key)');
  await press('bob-has-key');
  await isSealed();
});

test('everyone sees the picture while encryption is off', async () => {
  await press('encryption');
  for (const who of ['alice', 'bob', 'server', 'eve']) {
    await shows(who, 'clear');
  }
  await press('encryption');
  await isSealed();
});

// Firefox needs a sound card to run an AudioContext.
if (BROWSER === 'chromium') {
  test('alice is muted', async () => {
    await isLoud('bob', true);
    await isLoud('eve', false);
    await press('mute');
    await isLoud('bob', false);
    await press('mute');
    await isLoud('bob', true);
  });
}

test('alice sends her camera, and the drawn picture again', async () => {
  // A corner of the drawn picture is blue.
  const isDrawn = (drawn) => inDemo((demo, kit, drawn) => {
    const canvas = new OffscreenCanvas(8, 8)
        .getContext('2d', {willReadFrequently: true});
    return kit.until(() => {
      canvas.drawImage(demo.querySelector('#bob video'), 0, 0, 8, 8);
      const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
      return (blue > green + 20 && green > red + 20) === drawn;
    }, () => demo.querySelector('main').innerText);
  }, drawn);
  await isDrawn(true);
  await press('camera');
  await isDrawn(false);
  await press('camera');
  await isDrawn(true);
});

test('the shown frame is held', async () => {
  const shown = () => inDemo((demo) => demo.getElementById('wire').textContent);
  const changes = (last) => inDemo((demo, kit, last) => kit.until(
      () => demo.getElementById('wire').textContent !== last, () => last), last);
  const counts = () => inDemo((demo) =>
    Number(demo.querySelector('#figures td').textContent.replace(/,/g, '')));
  await press('hold');
  const held = await shown();
  const before = await counts();
  while (await counts() < before + 50) {
    assert.equal(await shown(), held);
  }
  await press('hold');
  await changes(held);
});

for (const profile of ['videosdk', 'jframe', 'dave', 'getstream', 'sframe']) {
  test(`the controls work with ${profile}`, async () => {
    await choose(profile);
    await shows('alice', 'ok', 'index 0, step 0');
    await isSealed();
    await press('new-key');
    await shows('alice', 'ok', 'index 1, step 0');
    await isSealed();
    await press('bob-has-key');
    await shows('bob', 'failed');
    await press('bob-has-key');
    await isSealed();
  });
}

test('every control has a name, and is in the order of the tab key', async () => {
  const controls = await inDemo((demo) => [...demo.querySelectorAll(
      'button, input, select, meter, video, [role], [tabindex]')].map((control) => ({
    id: control.id || control.className || control.localName,
    name: control.getAttribute('aria-label') ||
        demo.getElementById(control.getAttribute('aria-labelledby'))?.textContent ||
        [control, ...control.labels ?? []].map(
            (label) => label.textContent.trim()).join(''),
    order: control.tabIndex,
    isPassive: control.matches('meter, video, [role=log]'),
  })));
  assert.ok(controls.length > 15);
  for (const {id, name, order, isPassive} of controls) {
    assert.ok(name, id);
    assert.ok(isPassive || order === 0, id);
  }
});

test('nothing went wrong', async () => {
  assert.doesNotMatch(await inDemo((demo) =>
    demo.getElementById('log').textContent), /error/);
  // Chromium writes what the console shows, such as violations of the policy.
  assert.deepEqual(pages[BROWSER].browser.output.match(/.*CONSOLE.*/g), null);
});
