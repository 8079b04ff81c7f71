// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A database with the few requests that are made, whose transactions take a while.
export class FakeDatabase {
  values = new Map();
  failing = false;

  open() {
    const request = {result: this};
    setTimeout(() => request.onsuccess());
    return request;
  }

  transaction(_stores, _mode, options) {
    this.options = options;  // Of the last one.
    const transaction = {error: new Error('no room'), objectStore: () => store};
    const written = new Map();
    const store = {
      get: (key) => {
        const request = {result: this.values.get(key)};
        setTimeout(() => request.onsuccess());
        return request;
      },
      put: (value, key) => written.set(key, value),
    };
    setTimeout(() => {
      if (this.failing) {
        transaction.onabort();
        return;
      }
      written.forEach((value, key) => this.values.set(key, value));
      transaction.oncomplete();
    }, 20);
    return transaction;
  }
}
