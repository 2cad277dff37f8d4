"""The rules in the field's words, each page a test and each test a part of the manual."""

import pytest

pytest.register_assert_rewrite("tests.spec.page")
