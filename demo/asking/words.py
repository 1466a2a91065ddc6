"""What customers of the demo company write into surveys, by how content they are and their language."""

from collections.abc import Mapping, Sequence

GLAD, SO_SO, SAD = "glad", "so_so", "sad"

QUARTERLY: Mapping[tuple[str, str], Sequence[str]] = {
    ("zh", GLAD): (
        "网络一直很稳，家里老人也会用电视了，继续保持。",
        "上次报修当天就来人，师傅还把线理整齐了，点赞。",
        "客服说话耐心，一次就讲明白了。",
        "希望多出一些适合老用户的优惠。",
        "没什么要改的，别涨价就好。",
        "APP 查账单很方便，希望也能在上面改约上门时间。",
        "搬家移机一个电话就办好了，没想到这么快。",
        "整体不错，晚高峰偶尔会慢一点。",
        "营业厅小妹妹很热心，帮我把字调大了。",
        "建议把每月用了多少流量做成一张图，一看就懂。",
    ),
    ("zh", SO_SO): (
        "网速时好时坏，晚上九点以后打游戏延迟高。",
        "打客服要按很多层菜单，能不能直接转人工？",
        "套餐名字太多，看不懂差别在哪里。",
        "上门时间给得太宽，一等就是半天。",
        "问题是解决了，就是中间催了两次。",
        "账单上的“其他费用”写清楚一点。",
        "新用户的优惠比老用户好，心里不舒服。",
        "希望报修以后能看到师傅到哪里了。",
        "电视开机广告太长。",
    ),
    ("zh", SAD): (
        "同一个故障报了三次，每次都说修好了，过两天又断。",
        "扣费没有短信提醒，等发现已经扣了三个月。",
        "打了四次电话，每次都要从头讲一遍，能不能看看记录？",
        "退订要跑营业厅，办的时候怎么一个电话就行？",
        "说好上午来，等到下午五点也没有人通知。",
        "客服只会说“抱歉给您带来不便”，问题没有人跟。",
        "价格涨了，网速没有涨。",
    ),
    ("en", GLAD): (
        "Quick and friendly on the phone, and they spoke English.",
        "Very stable connection. I work from home and rely on it.",
        "Good service, please keep an English menu in the app.",
    ),
    ("en", SO_SO): (
        "The app is only half translated.",
        "It works, but evenings are slow.",
    ),
    ("en", SAD): (
        "I had to explain the same fault to four people.",
        "The bill changed and nobody told me why.",
    ),
}
STORE: Mapping[tuple[str, str], Sequence[str]] = {
    ("zh", GLAD): (
        "排队很快，十分钟就办完了。",
        "营业员教我妈用视频通话，教了三遍都不嫌烦。",
        "有雨伞可以借，很贴心。",
        "环境干净，还给倒了水。",
    ),
    ("zh", SO_SO): (
        "叫号屏在柱子后面，看不到。",
        "周末只开两个窗口，能不能多开一个？",
        "办好了，就是要填的表太多。",
    ),
    ("zh", SAD): (
        "等了一个多小时，轮到我说要带原件，白跑一趟。",
        "自助缴费机又坏了。",
        "说系统升级办不了，让我明天再来。",
    ),
    ("en", GLAD): ("Helpful staff, my SIM was replaced in ten minutes.",),
    ("en", SO_SO): ("No English signs, but people helped.",),
    ("en", SAD): ("Sent away twice for one missing paper.",),
}
CHAT: Mapping[tuple[str, str], Sequence[str]] = {
    ("zh", GLAD): ("回复很快。", "一次就解决了，谢谢！", "态度很好。"),
    ("zh", SO_SO): ("机器人绕了两圈才转到人工。", "解决了，等得有点久。"),
    ("zh", SAD): ("问了半天还是让我打电话。",),
}
POOLS = {"chat": CHAT, "store": STORE}


def pool(questionnaire: str, language: str, points: int) -> Sequence[str]:
    """What somebody may write who is as content as these points say."""
    mood = GLAD if points >= 4 else SO_SO if points == 3 else SAD
    return POOLS.get(questionnaire, QUARTERLY).get((language, mood), ())
