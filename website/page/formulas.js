// A formula that is wider than the page scrolls, and a keyboard must get at it.
const seen = new ResizeObserver((blocks) => {
  for (const { target } of blocks) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
meet(".typeset-block", (block) => seen.observe(block));
