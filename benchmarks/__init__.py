"""What is measured: `python -m benchmarks`, or only some of `frames browser start memory derivative`.

Nothing here is a test, and nothing has a limit on time: ways are measured side by side in one run,
and what counts is their ratio.
"""
