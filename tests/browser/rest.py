"""A page at rest: what a test compares is read in one evaluation, when nothing moves any more.

Two readings of a page that moves don't belong together: between a layer's box and its background's
the window may have been laid out anew, between a key and its picture an earlier picture may arrive.
So a test acts, waits for rest, and reads all that it compares at once.
"""

import time

# The kernel answers in order: what it says to an empty request comes after all that it had to say
# to the keys before. ipywidgets keeps a second change back until the first is answered, and sends it
# then: hence two requests. Then the page has to look the same over several frames.
AT_REST = """async ([frames, seconds]) => {
  const end = performance.now() + 1000 * seconds;
  const soon = promise => Promise.race([promise, new Promise((_, no) => setTimeout(
    () => no(new Error('the kernel did not answer')), Math.max(1, end - performance.now())))]);
  const session = () => window.jupyterapp?.shell.currentWidget?.sessionContext?.session;
  for (let k = 0; k < 2 && session()?.kernel; k++)
    await soon(session().kernel.requestExecute({code: '', silent: true}).done);
  const look = () => innerWidth + [...document.querySelectorAll('.stage, .stage *, img')]
    .filter(e => !e.closest('svg') || e.tagName === 'svg')
    .map(e => { const b = e.getBoundingClientRect();
      return [b.x, b.y, b.width, b.height, e.complete, e.getAttribute('aria-valuenow')]; })
    .join() + [...document.querySelectorAll('.stage-picture, .stage-readout')]
    .map(e => e.innerHTML).join();
  await document.fonts.ready;
  let seen = look();
  for (let still = 0; still < frames;) {
    if (performance.now() > end) throw new Error('the page does not come to rest');
    await new Promise(requestAnimationFrame);
    const now = look();
    still = now === seen ? still + 1 : 0;
    seen = now;
  }
}"""


def at_rest(page, frames=4, seconds=60):
    """Wait until the kernel has answered everything and the page stays the same over `frames`."""
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
