"""Film a live figure in a real JupyterLab: `python -m img.jupyterlab` writes img/two_points.gif."""

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image

from tests.browser.lab import Lab

HERE = Path(__file__).parent


def film(target=HERE / "two_points.gif"):
    """Move the slider of `two_points` by key in JupyterLab and keep a frame of each place."""
    frames = []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(HERE.parent / "notebooks", Path(folder) / "notebooks")
        with Lab(Path(folder) / "notebooks", width=1180, height=1000) as lab:
            page = lab.open("01_slope.ipynb")
            lab.run_all(page)
            stage = page.locator(".stage").nth(1)
            page.evaluate("() => window.jupyterapp.commands.execute('filebrowser:toggle-main')")
            stage.evaluate("s => s.scrollIntoView({block: 'center'})")
            page.wait_for_timeout(500)
            handle = stage.locator("[role=slider]").nth(1)
            handle.focus()
            page.mouse.move(5, 5)
            for key in ["ArrowRight"] * 36 + ["ArrowLeft"] * 72 + ["ArrowRight"] * 36:
                page.keyboard.press(key)
                page.wait_for_timeout(70)
                if len(frames) % 3 == 0:
                    box = stage.bounding_box()
                    clip = {**box, "width": min(box["width"], 660)}
                    frames.append(Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB"))
                else:
                    frames.append(None)
    frames = [f for f in frames if f is not None]
    palette = frames[0].quantize(48, method=Image.Quantize.MEDIANCUT)
    frames = [f.quantize(palette=palette, dither=Image.Dither.NONE) for f in frames]
    frames[0].save(
        target, save_all=True, append_images=frames[1:], duration=90, loop=0, optimize=True
    )
    return target


if __name__ == "__main__":
    print(film())
