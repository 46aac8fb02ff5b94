"""A document without the mark before it and with one kind of line end; both come back."""

from __future__ import annotations

from dataclasses import dataclass

from cleantext.cli.streams import BYTE_ORDER_MARK, line_end


@dataclass(frozen=True)
class Body:
    r"""A document as the filters see it.

    >>> body = Body.of("\ufeffa\r\nb\r\n")
    >>> body.text, body.back("a\n")
    ('a\nb\n', '\ufeffa\r\n')
    """

    mark: str
    text: str
    end: str

    @classmethod
    def of(cls, raw: str) -> Body:
        """The body of what was read. Line ends of several kinds are the filters' business."""
        text = raw.removeprefix(BYTE_ORDER_MARK)
        mark = raw[: len(raw) - len(text)]
        end = line_end(text) if "\r" in text else "\n"
        return cls(mark, text if end == "\n" else text.replace(end, "\n"), end)

    def back(self, text: str) -> str:
        """What is to be written for this text."""
        return self.mark + (text if self.end == "\n" else text.replace("\n", self.end))
