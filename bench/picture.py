"""Makes docs/seeds.png, the picture of the seed articles' page that the README shows.

    python bench/picture.py [-o FILE] [--lang it|en] [--theme light|dark]

Builds the seed articles afresh, opens their page in headless Chromium with the main entity's panel closed, and keeps the PNG
under 200 KB. Needs the packages ``chromium`` of Debian and ``playwright`` of PyPI.
"""

from __future__ import annotations

import argparse
import base64
import shutil
import struct
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import kg  # noqa: E402
from bench.view import FLAGS  # noqa: E402
from kg.view import network, write  # noqa: E402

MOST = 200_000  # bytes
# The pixels of an image as numbers of a palette: the most frequent colours, every other one as the nearest of these.
INDEX = """async (address) => {
  const image = new Image(); image.src = address; await image.decode();
  const canvas = document.createElement('canvas'); canvas.width = image.width; canvas.height = image.height;
  const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);
  const data = context.getImageData(0, 0, image.width, image.height).data, counts = new Map();
  const colourAt = (at) => data[at] << 16 | data[at + 1] << 8 | data[at + 2];
  for (let at = 0; at < data.length; at += 4) counts.set(colourAt(at), (counts.get(colourAt(at)) || 0) + 1);
  const palette = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b).slice(0, 256);
  const places = new Map(palette.map((one, place) => [one, place]));
  const far = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + ((a >> 8 & 255) - (b >> 8 & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;
  const nearest = (colour) => palette.reduce((best, one, n) => (far(one, colour) < far(palette[best], colour) ? n : best), 0);
  const place = (colour) => { if (!places.has(colour)) places.set(colour, nearest(colour)); return places.get(colour); };
  const bytes = new Uint8Array(data.length / 4); for (let at = 0; at < data.length; at += 4) bytes[at / 4] = place(colourAt(at));
  let text = ''; for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return [image.width, image.height, palette.flatMap((one) => [one >> 16, one >> 8 & 255, one & 255]), btoa(text)]; }"""
WINDOW = {"width": 1360, "height": 780}


def take(output: Path, language: str, theme: str) -> int:
    """Writes the picture; the bytes written are returned. SystemExit without Chromium or where no sharpness is small enough."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        sys.exit("no Chromium found: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file, store = Path(folder, "seeds.html"), Path(folder, "store")
        kg.build([], store)
        with kg.Graph.open(store) as graph:
            write(network(graph, language=language), page_file)
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        # As sharp as fits: two pixels for each of the page, or fewer.
        for scale in (2, 1.5, 1):
            context = browser.new_context(viewport=WINDOW, device_scale_factor=scale, color_scheme=theme)
            page = context.new_page()
            page.goto(page_file.as_uri())
            page.wait_for_selector("html[data-ready]", state="attached")
            page.wait_for_timeout(500)
            picture = indexed(page, page.screenshot())
            context.close()
            if len(picture) < MOST:
                return output.write_bytes(picture)
        return sys.exit(f"the picture takes {len(picture)} bytes even at its smallest")


def indexed(page: Any, picture: bytes) -> bytes:
    """The PNG with at most 256 colours, one byte a pixel (PNG specification, third edition): a fraction of the bytes, and no
    difference to the eye, as a page has few colours but for the edges of its letters."""
    address = f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}"
    width, height, colours, pixels = page.evaluate(INDEX, address)
    rows = base64.b64decode(pixels)
    lines = b"".join(b"\0" + rows[start : start + width] for start in range(0, width * height, width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"PLTE", bytes(colours)), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    packed = (struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content)) for kind, content in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "seeds.png")
    parser.add_argument("--lang", choices=("it", "en"), default="it")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    options = parser.parse_args()
    print(f"{options.output}: {take(options.output, options.lang, options.theme) // 1000} KB")


if __name__ == "__main__":
    main()
