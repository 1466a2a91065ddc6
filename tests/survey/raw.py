"""Forms as bytes, for what no browser of ours would send."""

BOUNDARY = "frontier"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


def raw_form(**fields: bytes) -> bytes:
    """The body of a multipart form whose values are these bytes, whatever character set they are in."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"
        for name, value in fields.items()
    ]
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
