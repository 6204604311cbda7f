/**
 * All that runs in the browser. Without it every view works; with it the address follows the cell that was chosen, queues
 * go by keyboard, and a run under way is shown as it goes on.
 */
export const clientScript = `"use strict";
(() => {
  const pane = document.querySelector("[data-original]");
  const frame = pane && pane.querySelector("iframe");
  const choose = (link) => {
    for (const cell of document.querySelectorAll(".is-chosen")) cell.classList.remove("is-chosen");
    const holder = link.closest("[id]");
    if (holder === null) return;
    holder.classList.add("is-chosen");
    pane.classList.add("is-open");
    history.replaceState(null, "", "#" + holder.id);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[target=original]");
    if (link !== null && pane !== null) choose(link);
    if (event.target.closest("[data-close]") !== null) pane.classList.remove("is-open");
  });
  if (frame !== null && location.hash.length > 1) {
    const holder = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const link = holder && holder.querySelector("a[target=original]");
    if (link) {
      frame.src = link.href;
      holder.classList.add("is-chosen");
    }
  }
  const KEYS = { j: "next", ArrowRight: "next", k: "previous", ArrowLeft: "previous" };
  document.addEventListener("keydown", (event) => {
    const rel = KEYS[event.key];
    const isTyping = event.target.closest("input, select, textarea, [tabindex='0']") !== null;
    if (rel === undefined || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const link = document.querySelector("a[rel=" + rel + "]");
    if (link !== null) link.click();
  });
  const live = document.querySelector("[data-live]");
  if (live !== null) {
    const look = async () => {
      try {
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        const now = fresh.querySelector("[data-live], [data-ended]");
        if (now === null) return;
        document.querySelector("[data-live]").replaceWith(now);
        if (now.hasAttribute("data-live")) setTimeout(look, 2000);
      } catch {
        setTimeout(look, 5000);
      }
    };
    setTimeout(look, 2000);
  }
})();
`;
