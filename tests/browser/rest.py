"""A page at rest: what a test compares is read in one evaluation, when nothing moves any more.

Two readings of a page that moves don't belong together: between a layer's box and its background's
the window may have been laid out anew, between a key and its picture an earlier picture may arrive.
So a test acts, waits for rest, and reads all that it compares at once.
"""

import time

# Each request to the kernel ends with its word "idle"; that is so for cells and for widgets, which
# JupyterLab may let a kernel answer beside a running cell ("subshells"). ipywidgets keeps a second
# change back until the first is answered, and sends it then. So: nothing open, and over several
# frames the page looks the same. An empty request goes first, for what was open before we looked.
AT_REST = """async ([frames, seconds]) => {
  const end = performance.now() + 1000 * seconds;
  const watched = window.requestsOf ??= new WeakMap();
  const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
  if (kernel && !watched.has(kernel)) {
    const open = new Set();
    watched.set(kernel, open);
    kernel.anyMessage.connect((_, {msg, direction}) =>
      direction === 'send' && msg.channel === 'shell' && open.add(msg.header.msg_id));
    kernel.iopubMessage.connect((_, msg) =>
      msg.content.execution_state === 'idle' && open.delete(msg.parent_header.msg_id));
    kernel.requestExecute({code: '', silent: true});
  }
  const look = () => innerWidth + [...document.querySelectorAll(
    '.stage, .stage-picture, .stage svg, .stage [role=slider], .stage input, .stage-readout, img')]
    .map(e => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height, e.complete]; })
    .join();
  const ours = '.stage, .jp-OutputArea-output';
  let changed = false;
  const changes = new MutationObserver(records => changed ||= records
    .some(({target}) => (target.closest ? target : target.parentElement)?.closest(ours)));
  changes.observe(document.body,
    {subtree: true, childList: true, characterData: true, attributes: true});
  await document.fonts.ready;
  let seen = look();
  try {
    for (let still = 0; still < frames;) {
      if (performance.now() > end) throw new Error('the page does not come to rest');
      await new Promise(requestAnimationFrame);
      const now = look(), quiet = !kernel || watched.get(kernel).size === 0;
      still = quiet && now === seen && !changed ? still + 1 : 0;
      [seen, changed] = [now, false];
    }
  } finally { changes.disconnect(); }
}"""


def at_rest(page, frames=4, seconds=60):
    """Wait until the kernel has answered everything and the page stays the same over `frames`.

    Raises playwright's Error where that takes longer than `seconds`.
    """
    page.evaluate(AT_REST, [frames, seconds])


def read(page, script, arg=None):
    """What the JavaScript function `script` gives back in a page at rest, in one evaluation."""
    at_rest(page)
    return page.evaluate(script, arg)


def faults(page, script, arg=None, seconds=10):
    """The faults that `script` finds in a page at rest: [] as soon as there are none.

    A page may still have something to do when it looks still (a notebook answers to a new size of
    its window when it finds the time); a fault is what stays.
    """
    end = time.monotonic() + seconds
    while (found := read(page, script, arg)) and time.monotonic() < end:
        pass
    return found
