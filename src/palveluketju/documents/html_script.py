"""What a page does where scripts run: it can be filtered, and what scrolls can be reached with keys."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

SCRIPT: Final = """
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const sizes = new ResizeObserver(entries => {
  for (const {target} of entries) {
    const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight + 1;
    for (const [name, value] of [['tabindex', '0'], ['role', 'group'], ['aria-labelledby', target.dataset.name]])
      if (scrolls) target.setAttribute(name, value); else target.removeAttribute(name);
  }
});
all('.scroller').forEach(one => sizes.observe(one));
const box = document.querySelector('[role=search]');
if (box) {
  const field = box.querySelector('input'), told = box.querySelector('output');
  const small = text => text.toLocaleLowerCase(document.documentElement.lang).replace(/\\s+/g, ' ');
  const units = all('main :is(tbody tr, p, li, dl > div, figure)').map(one => [one, small(one.textContent)]);
  const rows = all('main tbody tr');
  const parts = all('main :is(section, .part)').reverse();
  const headings = new Map(parts.map(part => [part, small(part.firstElementChild.textContent)]));
  const filter = () => {
    const words = small(field.value).split(' ').filter(Boolean);
    const says = text => words.every(word => text.includes(word));
    const whole = parts.filter(part => words.length && says(headings.get(part)));
    const isWhole = new Set(whole.flatMap(part => all('tr, p, li, dl > div, figure', part)));
    for (const [one, text] of units) one.hidden = !says(text) && !isWhole.has(one);
    for (const one of all('main :is(.scroller:has(table), ul, dl)'))
      one.hidden = !one.querySelector(':is(tbody tr, li, dl > div):not([hidden])');
    for (const part of parts)
      part.hidden = words.length > 0 && !whole.includes(part)
        && ![...part.children].slice(1).some(child => !child.hidden);
    for (const link of all('nav a')) {
      const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      link.parentElement.hidden = Boolean(place && place.closest('[hidden]'));
    }
    const shown = rows.filter(row => !row.closest('[hidden]')).length;
    told.textContent = words.length
      ? told.dataset.says.replace('{count}', shown).replace('{all}', rows.length) : '';
  };
  field.addEventListener('input', filter);
  box.hidden = false;
  filter();
}
"""
SCRIPT_HASH: Final = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode("ascii")
"""By which the policy of a page knows the one script that may run."""
