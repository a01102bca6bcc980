"""What a tab hasn't got excuses a test that asks for it, and never the library."""

from tests.website.without import LIB, SAID, missing


def test_only_a_test_of_its_own_doing_is_excused():
    assert (LIB / "__init__.py").exists()
    for said, reason in SAID.items():
        error = OSError(f"[Errno 138] {said}.")
        assert missing(error, [__file__, "/lib/python314.zip/subprocess.py"]) == reason
        assert missing(error, [__file__, str(LIB / "stage" / "ahead.py"), "threading.py"]) == ""
    assert missing(OSError("no such file"), [__file__]) == ""
