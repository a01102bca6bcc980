"""What holds for all tests, nbval's included: the reader's own progress file is never touched."""

import os
import tempfile

os.environ["DERIVATIVES_PROGRESS"] = os.path.join(tempfile.mkdtemp(), "progress.json")
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
