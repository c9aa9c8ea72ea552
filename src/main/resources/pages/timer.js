// The massage timer. It goes by the clock, so it runs on while the page is left or the phone sleeps; the fields below work without it.
"use strict";
(() => {
  const box = document.querySelector(".timer");
  if (!box) return;
  const key = "massage-timer:" + location.pathname;
  const length = Number(box.dataset.minutes) * 60000;
  const clock = box.querySelector(".clock");
  const told = box.querySelector(".told");
  const button = name => box.querySelector(`[data-do=${name}]`);
  const started = () => Number(localStorage.getItem(key)) || 0;
  let isTold = false;
  let ticking;

  const show = () => {
    const start = started();
    const left = start ? Math.max(0, start + length - Date.now()) : length;
    const seconds = Math.ceil(left / 1000);
    clock.textContent = String(Math.floor(seconds / 60)).padStart(2, "0") + ":" + String(seconds % 60).padStart(2, "0");
    button("start").hidden = start !== 0;
    button("finish").hidden = button("cancel").hidden = start === 0;
    const isOver = start !== 0 && left === 0;
    box.classList.toggle("over", isOver);
    if (isOver && !isTold) {
      told.textContent = box.dataset.over;
      // A browser lets nobody shake a phone that has not been touched on this page.
      if (navigator.vibrate && navigator.userActivation?.hasBeenActive) navigator.vibrate([300, 150, 300]);
    }
    isTold = isOver;
    clearTimeout(ticking);
    if (start && !isOver) ticking = setTimeout(show, 250);
  };

  // As a field of date and time takes it, in the site's zone.
  const field = instant => new Date(instant + Number(box.dataset.offset) * 60000).toISOString().slice(0, 16);

  button("start").addEventListener("click", () => {
    localStorage.setItem(key, String(Date.now()));
    told.textContent = box.dataset.running;
    show();
    button("finish").focus();
  });
  button("finish").addEventListener("click", () => {
    const start = started();
    const minutes = Math.floor((Date.now() - start) / 60000);
    document.querySelector("[name=what][value=done]").checked = true;
    document.querySelector("[name=start]").value = field(start);
    document.querySelector("[name=minutes]").value = String(Math.max(1, minutes));
    localStorage.removeItem(key);
    told.textContent = "";
    show();
    document.querySelector("[name=minutes]").focus();
  });
  button("cancel").addEventListener("click", () => {
    localStorage.removeItem(key);
    told.textContent = "";
    show();
    button("start").focus();
  });
  document.addEventListener("visibilitychange", show);
  box.hidden = false;
  show();
})();
