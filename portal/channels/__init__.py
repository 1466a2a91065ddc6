"""Registering what one channel knows more of: stores, chats, social media, market research (V-05 to V-07)."""

from portal.channels import chat, regulator, research, social, start, store
from portal.channels.blueprint import blueprint

__all__ = ["blueprint", "chat", "regulator", "research", "social", "start", "store"]
