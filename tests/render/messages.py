"""What a draft of a message holds, in the reading of the standard library's parser."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


def message_of(draft: bytes) -> EmailMessage:
    """The message, as a mail program reads it."""
    message = message_from_bytes(draft, policy=default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk() if part.defects] == []
    return message


def text_of_message(draft: bytes) -> str:
    """What the message itself says."""
    body = message_of(draft).get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


def attached(draft: bytes) -> bytes:
    """The one file that it brings."""
    (part,) = message_of(draft).iter_attachments()
    return bytes(part.get_content())
