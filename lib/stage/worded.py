"""A widget with its words: what a file keeps of it, and what `print` shows."""

from lib.formula.typewriter import typed


class Worded:
    """A mixin, before a widget's class: `repr` says it in words, `_static` shows it without a kernel."""

    def _static(self):
        """HTML for a page without a kernel; None where the words alone are shown."""
        return None

    def __str__(self):
        return typed(repr(self))

    def _repr_mimebundle_(self, include=None, exclude=None, **more):
        live = super()._repr_mimebundle_(include=include, exclude=exclude, **more)
        bundle = live[0] if isinstance(live, tuple) else live
        still = self._static()
        html = {} if still is None else {"text/html": still}
        return {**bundle, "text/plain": repr(self), **html}
