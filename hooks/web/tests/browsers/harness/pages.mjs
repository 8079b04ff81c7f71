// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Serves the pages of a test, and runs functions in them. A page asks for its
// work, one function at a time, and posts what the function returned
// (../page/index.html), so any browser will do.

import http from 'node:http';

import {serveFile} from '../../../demo/files.mjs';
import {startBrowser} from './browsers.mjs';

function body(request) {
  return new Promise((resolve) => {
    let text = '';
    request.on('data', (data) => text += data);
    request.on('end', () => resolve(text));
  });
}

// Page is one page in one browser.
class Page {
  #work = [];
  #waiting = null;
  #running = new Map();
  #next = 1;

  constructor(browser) {
    this.browser = browser;
  }

  // run calls `task` in the page, with `kit` (../page/kit.js) and `args`, and
  // returns what it returns, through JSON. It fails if the task does, or if the
  // page does not answer.
  run(task, ...args) {
    const id = this.#next++;
    this.#work.push(JSON.stringify({id, source: String(task), args}));
    this.#hand();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
          () => reject(new Error('no answer; the browser wrote:\n' +
                                 this.browser.output.slice(-4000))), 120000);
      timer.unref();
      this.#running.set(id, {resolve, reject, timer});
    });
  }

  // ask answers `response` with the next task, once there is one.
  ask(response) {
    this.#waiting = response;
    this.#hand();
  }

  // done takes the result of a task.
  done({id, result, error}) {
    const {resolve, reject, timer} = this.#running.get(id);
    this.#running.delete(id);
    clearTimeout(timer);
    error ? reject(new Error(error)) : resolve(result);
  }

  #hand() {
    if (this.#waiting && this.#work.length) {
      this.#waiting.end(this.#work.shift());
      this.#waiting = null;
    }
  }
}

// Pages serves folders on loopback and opens pages in browsers.
export class Pages {
  #folders;
  #headers;
  #pages = [];
  #server = http.createServer((request, response) =>
    this.#answer(request, response));

  // `folders` maps the first part of a path to a folder, and `headers` to more
  // headers of its files.
  constructor(folders, headers = {}) {
    this.#folders = folders;
    this.#headers = headers;
  }

  async listen() {
    await new Promise((resolve) =>
      this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
  }

  // open starts the browser `name` and returns its page.
  open(name) {
    const page = new Page(startBrowser(
        name, `${this.url}/page/index.html?${this.#pages.length}`));
    this.#pages.push(page);
    return page;
  }

  async close() {
    await Promise.all(this.#pages.map((page) => page.browser.close()));
    this.#server.closeAllConnections?.();
    this.#server.close();
  }

  async #answer(request, response) {
    const [, first, rest, number] =
        /^\/([\w-]*)\/?([^?]*)\??(\d*)/.exec(request.url);
    const page = this.#pages[number];
    if (first === 'next' && page) {
      page.ask(response);
    } else if (first === 'done' && page) {
      page.done(JSON.parse(await body(request)));
      response.end();
    } else {
      serveFile(response, this.#folders[first], rest, this.#headers[first]);
    }
  }
}
