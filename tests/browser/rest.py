"""A page at rest: what a test compares is read in one evaluation, when nothing moves any more.

Two readings of a page that moves don't belong together: between a layer's box and its background's
the window may have been laid out anew, between a key and its picture an earlier picture may arrive.
So a test acts, waits for rest, and reads all that it compares at once. A page is Playwright's or
`tests.browser.firefox`'s.
"""

import time

from tests.browser.lab import PATIENCE

# Each request to the kernel ends with its word "idle"; that is so for cells and for widgets, which
# JupyterLab may let a kernel answer beside a running cell ("subshells"). ipywidgets keeps a second
# change back until the first is answered, and sends it then. So: nothing open, and over several
# frames the page looks the same. What was open before we looked is done when each shell has answered
# an empty request. So is a widget's message of which ipykernel 7 says no "idle", as it came while a
# cell waited or just ended: it is forgotten a second (of timers, which go off in order) later, when
# frames.js has let out what ipywidgets kept back for it. Requests for a kernel's info change no page,
# and those sent while it begins anew are lost.
AT_REST = """async ([frames, seconds]) => {
  const end = performance.now() + 1000 * seconds;
  const watched = window.requestsOf ??= new WeakMap();
  const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
  const answered = async () => {
    const others = kernel.supportsSubshells
      ? (await kernel.requestListSubshell({}).done).content.subshell_id : [];
    const own = kernel.subshellId;
    const all = [null, ...others].map(
      id => { kernel.subshellId = id; return kernel.requestKernelInfo(); });
    kernel.subshellId = own;
    const late = new Promise((_, no) => setTimeout(no, 30000)); // sent to a kernel that began anew
    await Promise.race([Promise.all(all), late]);
  };
  if (kernel && !watched.has(kernel)) {
    const open = new Map();
    watched.set(kernel, open);
    kernel.anyMessage.connect((_, {msg, direction}) => direction === 'send'
      && msg.channel === 'shell' && msg.header.msg_type !== 'kernel_info_request'
      && open.set(msg.header.msg_id, msg.header.msg_type));
    kernel.iopubMessage.connect((_, msg) =>
      msg.content.execution_state === 'idle' && open.delete(msg.parent_header.msg_id));
    kernel.statusChanged.connect((_, status) => status.endsWith('restarting') && open.clear());
    open.set('first', '');
    const again = () => open.has('first')
      && answered().then(() => open.delete('first'), () => setTimeout(again, 1000));
    again();
  }
  const open = watched.get(kernel) ?? new Map();
  let unanswered = 0, forgetting = false;
  const forget = async () => {
    forgetting = true;
    const lost = [...open.keys()];
    const told = await answered().then(() => true, () => false);
    setTimeout(() => { if (told) lost.forEach(id => open.delete(id)); forgetting = false; }, 1000);
  };
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
      if (performance.now() > end) throw new Error('the page does not come to rest: '
        + JSON.stringify([...open]));
      await new Promise(requestAnimationFrame);
      const now = look(), quiet = !open.size && !window.unpacking;
      unanswered = open.size ? unanswered + 1 : 0;
      if (unanswered > 30 && !forgetting && [...open.values()].every(t => t.startsWith('comm_'))) forget();
      still = quiet && now === seen && !changed ? still + 1 : 0;
      [seen, changed] = [now, false];
    }
  } finally { changes.disconnect(); }
}"""

# The text of an expression in the kernel, which notes neither a cell nor a number for it.
ASK = """async ([code, seconds]) => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const late = new Promise((_, no) => setTimeout(no, 1000 * seconds, new Error('no answer')));
  const asked = kernel.requestExecute({code: '', silent: true, user_expressions: {it: code}});
  const reply = await Promise.race([late, asked.done]);
  return reply.content.user_expressions.it.data['text/plain'];
}"""

# So many pictures, and all of each figure is there: no place is held free for a part that is to come,
# and the browser's half has been at work, which names the sliders.
FIGURES = """due => document.querySelectorAll('svg[role=img]').length === due
  && [...document.querySelectorAll('.stage')].every(stage => stage.querySelector('svg[role=img]')
    && stage.querySelector('.stage-readout .widget-html-content[aria-live]')
    && !stage.querySelector('[class="lm-Widget"]:not([style])')
    && [...stage.querySelectorAll('[role=slider]')].every(e => e.ariaLabel?.trim()))"""


def at_rest(page, frames=4, seconds=PATIENCE):
    """Wait until the kernel has answered everything and the page stays the same over `frames`.

    Raises the page's own error where that takes longer than `seconds`.
    """
    page.evaluate(AT_REST, [frames, seconds])


def ask(page, code):
    """The repr of an expression in the kernel."""
    return page.evaluate(ASK, [code, PATIENCE])


def until(condition):
    """Wait until condition() holds; AssertionError where it never does."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def all_ahead(page):
    """Wait until the page is at rest, and all frames are there that are drawn ahead from here."""
    at_rest(page)
    until(lambda: ask(page, "__import__('lib.stage.ahead').stage.ahead._waiting") == "[]")
    at_rest(page)


def read(page, script, arg=None):
    """What the JavaScript function `script` gives back in a page at rest, in one evaluation."""
    at_rest(page)
    return page.evaluate(script, arg)


def faults(page, script, arg=None, seconds=PATIENCE):
    """The faults that `script` finds in a page at rest: [] as soon as there are none.

    A page may still have something to do when it looks still (a notebook answers to a new size of
    its window when it finds the time); a fault is what stays.
    """
    end = time.monotonic() + seconds
    while (found := read(page, script, arg)) and time.monotonic() < end:
        pass
    return found


def take_focus(page, control):
    """Focus it until it keeps the focus: a notebook that was run or scrolled may take it away later.

    `control` is a Locator. AssertionError where something else keeps it.
    """

    def taken():
        control.scroll_into_view_if_needed()
        control.focus()
        at_rest(page)
        return control.evaluate("e => e === document.activeElement")

    until(taken)
