"""Python for the reader's tab: a folder with Pyodide and all the wheels that the course needs there.

`python -m website.supply` puts it together in `build/site/pyodide`, and keeps what it has fetched; the
site gets a copy. Pages ask nobody else for anything. Each module does one thing:

    fetch      gets packages by name, through npm and pip, or from Pyodide's own distribution
    wheels     reads and writes wheels; the course's own
    compile.mjs lets Pyodide compile what it will run
    folder     which files, in which versions, each checked; and the lock file that Pyodide reads
    wanted.txt wheels that PyPI has and Pyodide's carrier lacks, pinned with hashes (`make pins`)
"""

from website.supply.fetch import Lacking
from website.supply.folder import assemble, copy

__all__ = ["Lacking", "assemble", "copy"]
