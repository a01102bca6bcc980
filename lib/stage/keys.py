"""Keys meant for the controls of a box aren't the notebook's: `x` there cuts no cell, and an arrow moves
from one choice to the next in every browser.

Figures have this from `frames.js`; this is for boxes of controls without one, as questions are.
"""

import anywidget
import ipywidgets as widgets
import traitlets


class Keys(anywidget.AnyWidget):
    """The browser's half: it marks the box that it is shown in."""

    _esm = """
    export default {
      initialize({ model }) { // not awaited: anywidget gives up after two seconds
        const id = model.get("part").slice("IPY_MODEL_".length);
        model.widget_manager.get_model(id).then((part) => part.send({ hello: true }));
      },
      async render({ el, signal }) {
        while (!signal.aborted && !el.closest(".keeps-keys")) await new Promise(requestAnimationFrame);
        const box = el.closest(".keeps-keys");
        for (const part of box?.querySelectorAll("input, button") ?? []) {
          part.dataset.lmSuppressShortcuts = "true";
        }
        for (const group of box?.querySelectorAll(".widget-radio-box") ?? []) {
          // ipywidgets gives radios no name; in Firefox each is then alone, and no arrow leaves it.
          const name = `radios-${Math.random()}`; // a second view is a group of its own
          for (const radio of group.querySelectorAll("input[type=radio]")) radio.name = name;
        }
      },
    };
    """
    part = traitlets.Any().tag(sync=True, **widgets.widget_serialization)


def keep_keys(box):
    """Let `box` keep the keys that are pressed in it. Gives the `Keys`, to be closed with the box.

    The first of its children is an HTML widget: by it the browser says that it has loaded its half.
    Only then may that be shown; a page that can't load it shows the box as it was.
    """
    part = box.children[0]
    keys = Keys(part=part, layout=widgets.Layout(display="none"))

    def greeted(*_):
        if box.children and keys not in box.children:
            box.children = [*box.children, keys]

    part.on_msg(greeted)
    box.add_class("keeps-keys")
    return keys
