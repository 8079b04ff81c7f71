// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What alice sends: a drawn picture and a tone, which need no permission, or her
// camera and microphone.

const WIDTH = 320;
const HEIGHT = 240;
const FRAMES_PER_SECOND = 15;
const TURN_MS = 4000;  // Of the ball around the name.

const stands = matchMedia('(prefers-reduced-motion: reduce)');

function draw(context) {
  const now = Date.now();
  const angle = stands.matches ? 0 : 2 * Math.PI * (now % TURN_MS) / TURN_MS;
  context.fillStyle = '#1f4e79';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = '#2f75b5';
  context.fillRect(0, HEIGHT * 0.7, WIDTH, HEIGHT * 0.3);
  context.fillStyle = '#ffc83d';
  context.beginPath();
  context.arc(WIDTH / 2 + 120 * Math.cos(angle),
              HEIGHT * 0.42 + 70 * Math.sin(angle), 22, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = 'white';
  context.textAlign = 'center';
  context.font = 'bold 56px sans-serif';
  context.fillText('alice', WIDTH / 2, HEIGHT * 0.5);
  context.font = '28px monospace';
  context.fillText(new Date(now).toLocaleTimeString(), WIDTH / 2, HEIGHT * 0.9);
}

// drawn returns a video track of a moving picture with the time of day.
function drawn() {
  const canvas = Object.assign(document.createElement('canvas'),
                               {width: WIDTH, height: HEIGHT});
  const context = canvas.getContext('2d');
  draw(context);
  setInterval(() => draw(context), 1000 / FRAMES_PER_SECOND);
  return canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks()[0];
}

// Browsers let it run after the first key or click.
const audio = new AudioContext();
for (const gesture of ['pointerdown', 'keydown']) {
  addEventListener(gesture, () => audio.resume(), {once: true});
}

function tone() {
  const output = audio.createMediaStreamDestination();
  const source = new OscillatorNode(audio, {frequency: 440});
  source.connect(new GainNode(audio, {gain: 0.3})).connect(output);
  source.start();
  return output.stream.getAudioTracks()[0];
}

export function drawnMedia() {
  return new MediaStream([drawn(), tone()]);
}

// cameraMedia fails if the user refuses, or has no camera.
export function cameraMedia() {
  return navigator.mediaDevices.getUserMedia({
    audio: true,
    video: {width: WIDTH, height: HEIGHT, frameRate: FRAMES_PER_SECOND},
  });
}

// loudnessOf returns a function that returns the loudness of `stream` now, from 0
// to 1. Nothing is heard.
export function loudnessOf(stream) {
  const analyser = new AnalyserNode(audio);
  audio.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return () => {
    analyser.getFloatTimeDomainData(samples);
    return Math.hypot(...samples) / Math.sqrt(samples.length);
  };
}
