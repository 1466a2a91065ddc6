"""The words of what one channel alone knows of a voice: posts, stores, studies, chats (V-05 to V-07)."""

from enum import StrEnum


class Platform(StrEnum):
    """Where a post stands (V-06). FORUM is the company's own user forum, and forums elsewhere."""

    WEIBO = "weibo"
    WECHAT = "wechat"
    DOUYIN = "douyin"
    XIAOHONGSHU = "xiaohongshu"
    BILIBILI = "bilibili"
    KUAISHOU = "kuaishou"
    ZHIHU = "zhihu"
    BLACK_CAT = "black_cat"
    """黑猫投诉, where complaints are made in public."""
    FORUM = "forum"
    OTHER = "other"


class PostKind(StrEnum):
    """As what a voice reached us on a platform (V-06)."""

    COMMENT = "comment"
    DIRECT_MESSAGE = "direct_message"
    MENTION = "mention"


class PostBy(StrEnum):
    """Who wrote a further post: the customer, somebody else, or we in public."""

    CUSTOMER = "customer"
    OTHERS = "others"
    US = "us"


class StoreMeans(StrEnum):
    """How a customer spoke to a store (V-07)."""

    SPOKEN = "spoken"
    COMMENT_BOX = "comment_box"
    COMMENT_BOOK = "comment_book"


class ResearchMethod(StrEnum):
    """How market research heard a voice (V-01)."""

    QUESTIONNAIRE = "questionnaire"
    INTERVIEW = "interview"
    FOCUS_GROUP = "focus_group"


class Speaker(StrEnum):
    """Who speaks in a chat. OTHER is somebody who could not be told apart."""

    CUSTOMER = "customer"
    AGENT = "agent"
    SYSTEM = "system"
    OTHER = "other"
