"""A product whose complaints rise: the cloud drive, since an update three weeks ago (M-03)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from demo.lately.stage import Scene, Stage
from models.cases import actions
from models.cases.words import ContactMeans

ENGINEER = "YF-0342"
UPDATE = (
    "新版客户端在断点续传时没有核对文件时间",
    "已发布修复版，并从备份恢复了受影响的文件",
    "问题出在新版客户端上，现已修复，受影响的文件已恢复，请更新到最新版本。给您带来不便，深表歉意。",
)


@dataclass(frozen=True)
class Told:
    """What a customer said, under which category, how many working days ago; `solved` ended well."""

    days: int
    category: str
    problem: str
    solved: bool = True


TOLD = (
    Told(17, "product_stability", "云盘更新以后，手机相册同步到一半就停，重装了两次还是这样。"),
    Told(16, "product_stability", "公司用云盘备份合同，更新之后同步一直报错，昨天的几份文件没有备上。"),
    Told(15, "product_function", "云盘里的共享文件夹打不开了，提示没有权限，以前都是好好的。"),
    Told(13, "product_stability", "云盘自动同步把旧文件盖在新文件上面，改了一晚上的表格没有了。"),
    Told(12, "product_performance", "云盘下载特别慢，一个视频下了一个多小时，家里测速是正常的。"),
    Told(10, "product_stability", "上传到云盘的孩子照片丢了几十张，列表里有名字，点开是空的。"),
    Told(8, "product_function", "云盘分享给家人的链接第二天就失效，选的是永久有效。"),
    Told(7, "product_function", "云盘扩容买了三天，空间一直没有变大，页面还是显示已满。"),
    Told(5, "product_stability", "云盘客户端一打开就闪退，电脑和手机都一样，文件急着要用。"),
    Told(
        3, "product_stability", "更新后云盘同步占满上行，家里视频会议没法开，关掉云盘就好了。", solved=False
    ),
    Told(2, "product_stability", "云盘又丢文件，上周说修好了，今天打开文件夹少了一半。", solved=False),
)


def scene_of(told: Told) -> Callable[[Stage], Scene]:
    """One complaint from the call to the customer's word on the answer; the latest are still at work."""

    def scene(stage: Stage) -> Scene:
        yield (now := stage.back(told.days, 10, 5))
        case = stage.told(told.problem, now)
        yield (now := stage.back(told.days, 10, 40))
        stage.graded(case, told.category, 1, "YF", now)
        yield (now := stage.back(told.days, 11, 15))
        stage.taken(case, ENGINEER, now, "说明正在核查，一个工作日内回复。")
        if not told.solved:
            return
        yield (now := stage.back(told.days - 1, 15, 30))
        stage.answer(case, ENGINEER, UPDATE, now)
        yield (now := stage.back(told.days - 1, 16, 20))
        engineer = stage.staff(ENGINEER)
        actions.tell(case, means=ContactMeans.PHONE, text="已电话告知结果。", by=engineer, now=now, seen=None)
        yield now + timedelta(hours=1)
        actions.confirm(case, True, "", now=now + timedelta(hours=1))

    return scene


SCENES = [scene_of(told) for told in TOLD]
