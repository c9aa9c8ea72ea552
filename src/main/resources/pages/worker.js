// Keeps the pages that were visited readable without signal. It decides nothing: the advice rules do not run on the phone.
'use strict';

const PAGES = 'pages';
const PARTS = 'parts-1';
const PRECACHED = ['/pages/base.css', '/pages/ward.css', '/pages/offline.js', '/pages/htmx.min.js', '/pages/drop.svg',
  '/pages/mother.css', '/pages/pictures.css', '/ward/danger-signs?lang=en', '/ward/danger-signs?lang=id', '/waiting?lang=en', '/waiting?lang=id'];
const KEPT = /^\/(ward|family|waiting)(\/|$)/;
const MOST_PAGES = 120;
const PATIENCE = 8000;

// Nobody's: neither who is signed in nor which language was chosen changes with it.
self.addEventListener('install', event => {
  event.waitUntil(caches.open(PARTS)
    .then(parts => Promise.allSettled(PRECACHED.map(path => parts.add(new Request(path, {credentials: 'omit'})))))
    .then(() => self.skipWaiting()));
});

self.addEventListener('activate', event => {
  event.waitUntil(caches.keys()
    .then(names => Promise.all(names.filter(name => name !== PAGES && name !== PARTS).map(name => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener('fetch', event => {
  const request = event.request;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) {
    return;
  }
  if (url.pathname === '/sign-out' && request.method === 'POST') {
    event.waitUntil(caches.delete(PAGES));
    return;
  }
  if (request.method !== 'GET') {
    return;
  }
  if (url.pathname === '/launch') {
    // Another may come in: what was kept for the one before is not theirs.
    event.waitUntil(caches.delete(PAGES));
    return;
  }
  if (url.pathname.startsWith('/pages/')) {
    event.respondWith(part(request));
  } else if (request.mode === 'navigate' && KEPT.test(url.pathname)) {
    event.respondWith(page(event, request, url));
  }
});

self.addEventListener('message', event => {
  if (event.data === 'forget-pages') {
    event.waitUntil(caches.delete(PAGES));
  }
});

async function part(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      (await caches.open(PARTS)).put(request, answer.clone());
    }
    return answer;
  } catch (noSignal) {
    return (await caches.match(request, {ignoreSearch: true})) || Response.error();
  }
}

async function page(event, request, url) {
  try {
    const answer = await fetch(request, {signal: AbortSignal.timeout(PATIENCE)});
    if (answer.ok && !answer.redirected) {
      event.waitUntil(keep(request, answer.clone()));
    }
    return answer;
  } catch (noSignal) {
    const kept = (await caches.match(request, {ignoreVary: true})) || (await otherwise(request));
    return kept ? marked(kept) : elsewhere(url);
  }
}

async function keep(request, answer) {
  const pages = await caches.open(PAGES);
  await pages.put(request, answer);
  const keys = await pages.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PAGES)).map(key => pages.delete(key)));
}

// The page says when it was made, but shows that only where this mark is.
async function marked(kept) {
  const html = (await kept.text()).replace('<html ', '<html data-kept ');
  return new Response(html, {headers: kept.headers});
}

// The same page as it was asked for otherwise, best in the language that was read last. The service says that a page varies with who
// asks and in which language: here there is one who asks, and the language is looked at.
async function otherwise(request) {
  const kept = [];
  for (const name of [PAGES, PARTS]) {
    kept.push(...await (await caches.open(name)).matchAll(request, {ignoreSearch: true, ignoreVary: true}));
  }
  const language = await readLast();
  for (const answer of kept) {
    if (await languageOf(answer) === language) {
      return answer;
    }
  }
  return kept[0];
}

async function elsewhere(url) {
  const asked = url.searchParams.get('lang');
  const language = asked === 'en' || asked === 'id' ? asked : await readLast();
  const list = await caches.match('/ward/danger-signs?lang=' + language);
  return list ? marked(list) : Response.error();
}

// The browser's language, until a page was read.
async function readLast() {
  const pages = await caches.open(PAGES);
  const last = (await pages.keys()).pop();
  return last ? languageOf(await pages.match(last, {ignoreVary: true})) : (self.navigator.language || '').startsWith('en') ? 'en' : 'id';
}

async function languageOf(answer) {
  const found = /<html[^>]* lang="(\w+)"/.exec(await answer.clone().text());
  return found ? found[1] : '';
}
