"""Copy the look of the pages into homefirst/web/static, so that no page asks another machine for anything.

For a maintainer, seldom: in an empty folder `npm install nhsuk-frontend htmx.org`, then there
`python REPOSITORY/tools/vendor_assets.py`, look at the pages, and commit what changed. Standard library only.

Changed on the way in: the font of nhs.uk is left out (it is licensed for nhs.uk alone, and would be fetched from
outside), addresses become relative, source maps go. The NHS logo and the pictures that carry it are not copied:
they are trade marks.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "homefirst" / "web" / "static"
SCRIPTS = {
    "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js": "nhsuk.js",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "htmx.org/dist/ext/hx-sse.min.js": "hx-sse.js",
}
SHEET = "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css"
PICTURES = "nhsuk-frontend/dist/nhsuk/assets/images"


def neutral(css: str) -> str:
    """The style sheet without outside fonts, absolute addresses or source maps. Raises ValueError if one is left."""
    css = re.sub(r"@font-face\s*\{[^}]*\}", "", css)
    css = re.sub(r"url\((['\"]?)/assets/", r"url(\1", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    left = re.search(r"url\(['\"]?(https?:|//|/)[^)]*\)", css)
    if left:
        raise ValueError(f"The style sheet still asks for {left.group()}. Mend `neutral` before you commit it.")
    return css


def pictures_of(css: str) -> list[str]:
    """The names of the pictures that the style sheet shows."""
    return sorted(set(re.findall(r"url\(['\"]?images/([\w.-]+)['\"]?\)", css)))


def licence(modules: Path, package: str, static: Path) -> str:
    """Name, edition and licence of a package; nhsuk-frontend carries no licence file, so its repository's is kept here.

    Raises ValueError where a package has neither.
    """
    about = json.loads((modules / package / "package.json").read_text())
    files = [*sorted((modules / package).glob("LICEN[CS]E*")), static / "licences" / f"{package}.txt"]
    if not files[0].exists():
        raise ValueError(f"{package} has no licence file. Put the one of its repository in {files[0]}, then run again.")
    return f"{package} {about['version']} ({about['license']})\n\n" + files[0].read_text().partition("\n\n")[2].strip()


def vendor(modules: Path, static: Path) -> list[Path]:
    """Write the style sheet, its pictures, the scripts and their licences; gives the files written."""
    css = neutral((modules / SHEET).read_text())
    texts = {"nhsuk.css": css} | {f"licences/{p}.txt": licence(modules, p, static) for p in packages()}
    for source, target in SCRIPTS.items():
        texts[target] = re.sub(r"//# sourceMappingURL=.*", "", (modules / source).read_text())
    for name in pictures_of(css):
        texts[f"images/{name}"] = (modules / PICTURES / name).read_text()
    return [write(static / name, text) for name, text in texts.items()]


def packages() -> list[str]:
    return sorted({source.partition("/")[0] for source in SCRIPTS})


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.rstrip() + "\n")
    return path


if __name__ == "__main__":
    found = Path("node_modules")
    if not found.is_dir():
        sys.exit("There is no node_modules here. Run `npm install nhsuk-frontend htmx.org` first, in this folder.")
    for written in vendor(found, STATIC):
        print(f"wrote {written.relative_to(STATIC.parent.parent.parent)} ({written.stat().st_size:,} bytes)")
