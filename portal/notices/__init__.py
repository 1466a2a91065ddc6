"""What is under the bell: notices of one's own, and where each leads."""

from portal.notices.views import blueprint

__all__ = ["blueprint"]
