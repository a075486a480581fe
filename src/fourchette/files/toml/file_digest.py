"""What tells the content of a file from any other."""


def sha256_of(content: str | bytes) -> str:
    """The SHA-256 of some bytes, or of a text as UTF-8."""
    import hashlib  # which reads a library of all ciphers, and most runs name no file so

    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
