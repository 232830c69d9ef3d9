"""axe on every published page, in light on a desk and in dark on a telephone.

Colours do not depend on the width, nor sizes on the colours: the other two pairs would show nothing more.
"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def test_axe_sees_a_fault_when_there_is_one(opened, violations):
    with opened("index.html") as page:
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\"><h6>x</h6>')")
        assert {"image-alt", "heading-order"} <= {rule for rule, *_ in violations(page)}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_with_every_table_unfolded(opened, violations, name, scheme, width):
    with opened(name, width=width, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert violations(page) == []
