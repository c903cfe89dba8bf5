// Makes an element's children equal to those of fresh HTML, touching only what differs: focus, scrolling, open details and drawn charts stay.
"use strict";
window.morph = (() => {
  const parser = new DOMParser();

  function attributes(from, to) {
    for (const { name } of [...from.attributes]) {
      if (!to.hasAttribute(name) && !(name === "open" && from.tagName === "DETAILS")) from.removeAttribute(name);
    }
    for (const { name, value } of to.attributes) {
      if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    }
  }

  const isSame = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.id || "") === (other.id || "");

  function children(from, to) {
    const named = new Map([...from.children].filter(child => child.id).map(child => [child.id, child]));
    let at = from.firstChild;
    for (const wanted of [...to.childNodes]) {
      const kept = wanted.id ? named.get(wanted.id) : null;
      if (kept && kept !== at) from.insertBefore(kept, at);
      const here = kept || at;
      if (here && isSame(here, wanted)) {
        node(here, wanted);
        at = here.nextSibling;
      } else {
        from.insertBefore(wanted, at);
      }
    }
    while (at) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
  }

  function node(from, to) {
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    attributes(from, to);
    // A chart's content is drawn here, not sent.
    if (!from.hasAttribute("data-chart")) children(from, to);
  }

  return (element, html) => children(element, document.adoptNode(parser.parseFromString(html, "text/html").body));
})();
