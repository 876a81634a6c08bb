"""A page as a reader without eyes meets it: headings, landmarks, labels, links. Made from the HTML alone."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "rect", "line", "path"})


class Page(HTMLParser):
    """Collects what the tests ask of a page; notes tags that do not close."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.unbalanced: list[str] = []
        self._open: list[str] = []
        self._labelled = 0
        self.inside_label: list[dict[str, str | None]] = []
        self.feed(html)
        self.close()
        self.unbalanced += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.unbalanced.append(f"/{tag}")

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of every element of these kinds."""
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def unlabelled(self) -> list[dict[str, str | None]]:
        """Form controls without a label of their own."""
        labels = {attributes.get("for") for attributes in self.all("label")}
        return [
            control
            for control in self.all("input", "select", "textarea")
            if control.get("type") not in {"hidden", "submit"} and control.get("id") not in labels
        ]

    @property
    def addresses(self) -> list[str]:
        """Every address the page names."""
        return [
            str(attributes[name])
            for _tag, attributes in self.elements
            for name in ("href", "src", "action", "hx-get", "data")
            if attributes.get(name)
        ]
