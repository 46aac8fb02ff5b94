"""How hard Hypothesis searches: `ci` alike on every run, `thorough` anew with `make thorough`."""

from hypothesis import settings

settings.register_profile("ci", max_examples=300, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=10_000, deadline=None, print_blob=True)
settings.load_profile("ci")
