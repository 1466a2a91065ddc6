"""Words for what one channel alone knows: platforms, stores, studies, chats."""

from models.cases.channel_words import Platform, PostBy, PostKind, ResearchMethod, Speaker, StoreMeans
from web.language import lazy
from web.words.registry import name

name(
    Platform,
    {
        Platform.WEIBO: lazy("Weibo"),
        Platform.WECHAT: lazy("WeChat"),
        Platform.DOUYIN: lazy("Douyin"),
        Platform.XIAOHONGSHU: lazy("Xiaohongshu"),
        Platform.BILIBILI: lazy("Bilibili"),
        Platform.KUAISHOU: lazy("Kuaishou"),
        Platform.ZHIHU: lazy("Zhihu"),
        Platform.BLACK_CAT: lazy("Black Cat complaints"),
        Platform.FORUM: lazy("User forum"),
        Platform.OTHER: lazy("Another platform"),
    },
)
name(
    PostKind,
    {
        PostKind.COMMENT: lazy("Comment"),
        PostKind.DIRECT_MESSAGE: lazy("Direct message"),
        PostKind.MENTION: lazy("Mention"),
    },
)
name(
    PostBy,
    {
        PostBy.CUSTOMER: lazy("The customer"),
        PostBy.OTHERS: lazy("Somebody else"),
        PostBy.US: lazy("We, in public"),
    },
)
name(
    StoreMeans,
    {
        StoreMeans.SPOKEN: lazy("Told at the counter"),
        StoreMeans.COMMENT_BOX: lazy("Comment box"),
        StoreMeans.COMMENT_BOOK: lazy("Comment book"),
    },
)
name(
    ResearchMethod,
    {
        ResearchMethod.QUESTIONNAIRE: lazy("Questionnaire"),
        ResearchMethod.INTERVIEW: lazy("Interview"),
        ResearchMethod.FOCUS_GROUP: lazy("Focus group"),
    },
)
name(
    Speaker,
    {
        Speaker.CUSTOMER: lazy("Customer"),
        Speaker.AGENT: lazy("Customer service"),
        Speaker.SYSTEM: lazy("System"),
        Speaker.OTHER: lazy("Somebody"),
    },
)
