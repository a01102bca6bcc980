"""Python imports this at its start when the folder is on PYTHONPATH: NumPy's arithmetic, perturbed.

Only where DERIVATIVES_NOISE names a seed; see perturbed.py. `python -m tests.personalities` sets both.
"""

import os

if os.environ.get("DERIVATIVES_NOISE"):
    import perturbed

    perturbed.install(int(os.environ["DERIVATIVES_NOISE"]))
