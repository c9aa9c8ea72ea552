// What was entered without signal is kept on the phone and sent once, when there is signal again.
'use strict';
(() => {
  const INTERRUPTED = 'waiting';
  const REFUSED = 'refused';
  const words = document.getElementById('unsent');

  if ('serviceWorker' in navigator) {
    navigator.serviceWorker.register('/worker.js');
  }

  // ---- the store: IndexedDB, its contents encrypted with a key that can't leave this browser

  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open('unsent', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('entries', {keyPath: 'id'});
      request.result.createObjectStore('keys');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  async function inStore(name, mode, work) {
    const database = await opened;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode, {durability: 'strict'});
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request && request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }

  async function key() {
    const found = await inStore('keys', 'readonly', store => store.get('key'));
    if (found || !crypto.subtle) {
      return found;
    }
    const made = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']);
    await inStore('keys', 'readwrite', store => store.put(made, 'key'));
    return made;
  }

  async function sealed(value) {
    const secret = await key();
    const plain = new TextEncoder().encode(JSON.stringify(value));
    if (!secret) {
      return {plain};
    }
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return {iv, cipher: await crypto.subtle.encrypt({name: 'AES-GCM', iv}, secret, plain)};
  }

  async function unsealed(content) {
    const plain = content.plain
      || await crypto.subtle.decrypt({name: 'AES-GCM', iv: content.iv}, await key(), content.cipher);
    return JSON.parse(new TextDecoder().decode(plain));
  }

  async function keep(entry) {
    const {id, account, at, state, ...open} = entry;
    const content = await sealed(open);
    await inStore('entries', 'readwrite', store => store.put({id, account, at, state, content}));
  }

  async function all() {
    const rows = await inStore('entries', 'readonly', store => store.getAll());
    const entries = await Promise.all(rows.map(async row => ({...row, ...await unsealed(row.content)})));
    return entries.sort((one, other) => one.at - other.at);
  }

  const forget = id => inStore('entries', 'readwrite', store => store.delete(id));

  // ---- entering

  // A page that was kept, or gone back to, is filled in anew: it is another entry.
  function renewed(form) {
    form.elements.entry.value = uuid();
    if (document.documentElement.hasAttribute('data-kept')) {
      form.querySelectorAll('[data-now]').forEach(field => {
        field.value = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16);
      });
    }
  }

  function uuid() {
    if (crypto.randomUUID) {
      return crypto.randomUUID();
    }
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  const forms = () => document.querySelectorAll('form[data-entry]');
  window.addEventListener('pageshow', event => {
    if (event.persisted || document.documentElement.hasAttribute('data-kept')) {
      forms().forEach(renewed);
    }
  });

  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.matches('form[data-entry]')) {
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    const fields = [...new FormData(form, button)].filter(([name]) => name !== '_csrf');
    const entry = {
      id: form.elements.entry.value,
      account: document.body.dataset.account,
      at: Date.now(),
      state: INTERRUPTED,
      url: form.action,
      title: form.dataset.entry,
      whom: form.dataset.whom || '',
      fields,
    };
    form.setAttribute('aria-busy', 'true');
    if (button) {
      button.disabled = true;
    }
    // Before it is sent: whatever happens on the way, it is kept.
    await keep(entry);
    const outcome = await alone(() => send(entry));
    if (button) {
      button.disabled = false;
    }
    form.removeAttribute('aria-busy');
    if (outcome.to) {
      location.assign(outcome.to);
    } else if (outcome.page) {
      await forget(entry.id);
      replaceMain(outcome.page);
    } else {
      location.assign('/waiting');
    }
  });

  function replaceMain(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    document.querySelector('main').replaceWith(document.adoptNode(page.querySelector('main')));
    const fault = document.querySelector('main .fault input:not([type=hidden])');
    (fault || document.querySelector('main')).focus();
    window.scrollTo(0, 0);
  }

  // ---- sending

  async function session() {
    const answer = await fetch('/session', {headers: {Accept: 'application/json'}, cache: 'no-store'});
    return answer.ok ? answer.json() : null;
  }

  // {to}: it is there; {page}: the service asks back; {}: it waits
  async function send(entry) {
    try {
      const current = await session();
      if (!current || current.account !== entry.account) {
        return {};
      }
      const body = new URLSearchParams(entry.fields);
      body.append(current.parameter, current.token);
      const answer = await fetch(entry.url, {method: 'POST', body});
      if (answer.redirected && !new URL(answer.url).pathname.startsWith('/sign-in')) {
        await forget(entry.id);
        return {to: answer.url};
      }
      return answer.status < 500 && answer.status !== 401 && answer.status !== 429 && !answer.redirected
        ? {page: await answer.text()} : {};
    } catch (noSignal) {
      return {};
    }
  }

  async function sendAll() {
    await alone(async () => {
      for (const entry of await all()) {
        if (entry.state === INTERRUPTED && (await send(entry)).page) {
          await keep({...entry, state: REFUSED});
        }
      }
    });
    await show();
  }

  // One sender at a time, in however many windows.
  const alone = work => navigator.locks ? navigator.locks.request('unsent', work) : work();

  // ---- showing

  async function show() {
    const entries = await all();
    words.hidden = entries.length === 0;
    words.querySelector('b').textContent = entries.length;
    // Signing out clears what is stored here, unless something waits there.
    document.querySelectorAll('form.account input[name=wipe]').forEach(field => {
      field.value = entries.length === 0 ? 'all' : '';
    });
    const list = document.getElementById('waiting');
    if (list) {
      list.replaceChildren(...entries.map(row));
      document.getElementById('nothing').hidden = entries.length > 0;
    }
  }

  function row(entry) {
    const item = document.getElementById('entry').content.firstElementChild.cloneNode(true);
    const set = (name, text) => {
      item.querySelector('[data-is=' + name + ']').textContent = text;
    };
    set('title', entry.title);
    set('whom', entry.whom);
    set('at', new Date(entry.at).toLocaleString(document.documentElement.lang));
    // A page that was kept does not know who is signed in.
    const account = document.body.dataset.account;
    const others = account && entry.account !== account;
    const ended = !account && !document.documentElement.hasAttribute('data-kept');
    item.querySelectorAll('[data-state]').forEach(note => {
      note.hidden = note.dataset.state !== (others ? 'other' : ended ? 'ended' : entry.state);
    });
    item.querySelectorAll('[data-is=account]').forEach(name => name.textContent = entry.account);
    item.querySelector('[data-do=look]').hidden = others || ended;
    item.querySelector('[data-do=discard]').hidden = ended;
    item.querySelector('[data-do=look]').addEventListener('click', () => look(entry));
    item.querySelector('[data-do=discard]').addEventListener('click', async event => {
      if (event.target.dataset.sure) {
        await forget(entry.id);
        await show();
      } else {
        event.target.dataset.sure = 'true';
        event.target.textContent = event.target.dataset.again;
      }
    });
    return item;
  }

  // The service's question or conflict is shown by its own page; the entry stays until it is there, or thrown away.
  async function look(entry) {
    const outcome = await alone(() => send(entry));
    if (outcome.to) {
      location.assign(outcome.to);
    } else if (outcome.page) {
      replaceMain(outcome.page);
    } else {
      location.assign('/sign-in');
    }
  }

  window.addEventListener('online', sendAll);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && sendAll());
  setInterval(() => words.hidden || sendAll(), 30000);
  show().then(sendAll);
})();
