"""Parameters, however they come."""

import pytest

from practice import forms
from practice.errors import Refusal
from practice.files import Upload

MULTIPART = (
    b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nh\xc3\xa9\r\nllo\r\n'
    b'--b\r\ncontent-disposition: form-data; name=photo; filename="a \\"b\\".png"\r\n'
    b"Content-Type: image/png\r\n\r\n\x00\r\n\xff\r\n--b--\r\n"
)


@pytest.mark.parametrize(
    ("query", "kind", "body"),
    [
        pytest.param("a=1&b=%C3%A9+x", "", b"", id="query"),
        pytest.param("", "application/x-www-form-urlencoded", b"a=1&b=%C3%A9+x", id="form"),
        pytest.param("a=2", "", b"a=1&b=%C3%A9+x", id="the body wins"),
        pytest.param(
            "", "application/json; charset=utf-8", b'{"a":"1","b":"\\u00e9 x"}', id="json"
        ),
    ],
)
def test_reads_parameters(query: str, kind: str, body: bytes) -> None:
    assert forms.read(query, kind, body) == ({"a": "1", "b": "é x"}, {})


@pytest.mark.parametrize("boundary", ["b", '"b"'])
def test_reads_fields_and_files(boundary: str) -> None:
    fields, files = forms.read("", f"multipart/form-data; boundary={boundary}", MULTIPART)

    assert fields == {"text": "hé\r\nllo"}
    assert files == {"photo": Upload('a "b".png', "image/png", b"\x00\r\n\xff")}


@pytest.mark.parametrize(
    ("kind", "body", "error"),
    [
        ("application/json", b"{", "can't parse JSON object"),
        ("application/json", b"[" * 100_000, "can't parse JSON object"),
        ("application/json", b"[]", "can't parse JSON object: expected an Object"),
        ("", b"a=\xff", "strings must be encoded in UTF-8"),
        ("multipart/form-data", b"x", "boundary is not specified"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--b--',
            "strings must be encoded in UTF-8",
        ),
    ],
    ids=["broken", "deep", "list", "bytes", "boundary", "bytes in a part"],
)
def test_refuses(kind: str, body: bytes, error: str) -> None:
    with pytest.raises(Refusal) as caught:
        forms.read("", kind, body)

    assert caught.value.description == f"Bad Request: {error}"
