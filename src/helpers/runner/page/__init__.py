"""The page: executed notebooks as one self-contained Dutch HTML file, and the archive of all quarters."""

from helpers.runner.page.fault import PageFault
from helpers.runner.page.rendering import (
    in_edition,
    render_archive,
    render_dashboards,
    render_municipalities,
    render_notebook,
    render_quarter,
)

__all__ = [
    "PageFault",
    "in_edition",
    "render_archive",
    "render_dashboards",
    "render_municipalities",
    "render_notebook",
    "render_quarter",
]
