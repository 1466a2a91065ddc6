"""What personal data looks like in Chinese and English texts, kind by kind (L-05, X-03). Pure.

All patterns are applied to a text in which full-width signs and digits written as Chinese numerals were
exchanged sign by sign, so that a place in it is the same place in the text as it was written.
"""

import re

from models.library.words import Personal

GAP = r"[ \u3000\-–—.·]?"
"""What people put between groups of digits."""
_NO_DIGIT_BEFORE, _NO_DIGIT_AFTER = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"


def _digits(count: str) -> str:
    return rf"(?:{GAP}\d){{{count}}}"


_DATE = rf"{GAP}(?:1{GAP}[89]|2{GAP}0){_digits('2')}"
_DAY = rf"{GAP}(?:0{GAP}[1-9]|1{GAP}[0-2]){GAP}(?:0{GAP}[1-9]|[12]{GAP}\d|3{GAP}[01])"
_ID_18 = rf"[1-9]{_digits('5')}{_DATE}{_DAY}{_digits('3')}{GAP}[\dXx]"
_ID_15 = rf"[1-9]{_digits('5')}{_digits('2')}{_DAY}{_digits('3')}"
_PAPERS = r"(?:护照|通行证|居留证|台胞证|回乡证|证件|passport)"
_MOBILE = rf"(?:\(?\+?86\)?{GAP})?1{GAP}[3-9]{_digits('9')}"
_LANDLINE = (
    rf"(?:\+?86{GAP})?[(（]?0\d{{2,3}}[)）]?{GAP}[2-9]\d{{2,3}}{GAP}\d{{4}}(?:(?:转|-|ext\.?) ?\d{{1,6}})?"
)
_ABROAD = rf"(?:\+|00)[1-9]\d{{0,2}}{_digits('6,13')}"
_CALLED = r"(?:电话|手机|座机|固话|号码|联系方式|致电|拨打|来电|tel|phone)"
_SAYS = r"(?:号码|号|ID|id)?[ 为是叫:：,，]{0,3}"
_ACCOUNTS = (
    r"(?:账号|帐号|账户|帐户|卡号|银行卡|户号|客户号|客户编号|用户号|宽带号|宽带账号|合同号|订单号|订单|工号|会员号|设备号"
    r"|序列号|微信|QQ|qq|支付宝|淘宝|抖音|account|card|order|contract|customer|WeChat|wechat)"
)
_OF_ACCOUNTS = r"(?: ?(?:number|no\.?|id))?"
_LABELLED = r"(?=[A-Za-z0-9_\-]{0,29}\d)[A-Za-z0-9][A-Za-z0-9_\-]{4,29}"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"

_HAN = r"\u4e00-\u9fff"
_NO_PLACE = "我你您他她它们的了在住是于到从去给把被与及或请来看没这那就也还说称"
"""Signs that no name of a street or estate holds, but that stand before one."""
_PLACE = rf"(?:(?![{_NO_PLACE}])[{_HAN}])"
_WAY = (
    r"(?:大道|大街|街道|胡同|社区|小区|花园|家园|公寓|大厦|广场|新村|工业园|科技园|山庄|名苑|豪庭|中心"
    r"|路|街|巷|弄|里|村|苑|庭|府|城|湾|园|镇|乡|区)"
)
_COUNT = r"(?:[A-Za-z]?\d{1,5}[A-Za-z]?|[一二三四五六七八九十百]{1,4}|[A-Z]|[东南西北])"
_UNIT = r"(?:号楼|号院|号房|号|栋|幢|座|单元|门栋|室|楼|层|房|户|弄|巷|期|组|队)"
_COUNTED = rf"{_COUNT}{_UNIT}"
_ADDRESS = (
    rf"{_PLACE}{{1,30}}(?:省|自治区|市|区|县|镇|{_WAY})[ ,，]?{_COUNTED}"
    rf"(?:[ ,，\-]?(?:{_PLACE}{{1,12}}?{_WAY}[ ,，]?)?{_COUNT}{_UNIT})*+"
    r"(?:[ \-]?\d{3,4}(?!\d|[元年月日兆Mm%]))?"
)
_HOUSE = (
    rf"{_COUNT}(?:号楼|栋|幢|座|单元)(?:[ \-]?{_COUNTED}){{0,4}}"
    rf"[ \-]?(?:{_COUNT}(?:室|房|户|号)|\d{{3,4}}(?!\d))"
)
_STREET = (
    r"\d{1,5} (?:[A-Z][a-z]+ ){1,3}(?:Road|Street|Avenue|Lane|Rd|St|Ave)\b\.?"
    r"(?:, (?:Room|Flat|Unit|Apt) \w+)?"
    r"|(?:Room|Flat|Unit|Apt) ?\d{1,5}\w?,? (?:Building|Block|No\.?) ?\w{1,4}"
)

_SURNAMES = (
    "欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢"
    "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游"
    "辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全"
    "佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝阎赖傅萧肖卫车戈应闻易桂原邸鞠谌]"
)
_TITLES = (
    r"(?:先生|女士|小姐|太太|师傅|老师|阿姨|叔叔|大爷|大妈|大叔|大姐|大哥|奶奶|爷爷|经理|主任|主管"
    r"|医生|律师|总(?=[，。,、 ]|$)|工(?=[，。,、 ]|$)|同学|同志)"
)
_INTRODUCED = (
    r"(?:我叫|我是|我名叫|本人|名叫|姓名|联系人|户主|机主|业主|收件人|登记人|持卡人|客户叫|户名|叫做|让|找|请联系|请找)"
    r"[ 为是:：]{0,2}"
)
_GIVEN_STOPS = "们的了是在有不没和与这那要说想打来去给用户客服"
_GIVEN = rf"(?:(?![{_GIVEN_STOPS}])[{_HAN}]){{1,2}}"
_ENDS = r"(?=[，。,、；;：:！!？?（）()的 \n]|$|先生|女士|小姐|电话|手机|身份证|住|账号|在|来|反映|办|，)"

PATTERNS: tuple[tuple[Personal, re.Pattern[str]], ...] = (
    (
        Personal.EMAIL,
        re.compile(
            r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}\s?(?:@|\(at\)|\[at\]|#)\s?[A-Za-z0-9\-]{1,63}(?:\s?(?:\.|\[dot\])\s?[A-Za-z0-9\-]{1,63}){0,4}"
            r"\s?(?:\.|\[dot\])\s?[A-Za-z]{2,24}",
            re.IGNORECASE,
        ),
    ),
    (Personal.ID_NUMBER, re.compile(rf"{_NO_DIGIT_BEFORE}{_ID_18}{_NO_DIGIT_AFTER}")),
    (Personal.ID_NUMBER, re.compile(rf"{_NO_DIGIT_BEFORE}{_ID_15}{_NO_DIGIT_AFTER}")),
    (
        Personal.ID_NUMBER,
        re.compile(r"(?<=证)[ 号码为是:：]{0,4}(?P<it>[A-Z]{1,2}\d{6,10}(?:\(\d\))?)"),
    ),
    (Personal.ID_NUMBER, re.compile(rf"{_PAPERS}[ 号码为是:：]{{0,4}}(?P<it>[A-Za-z]{{0,2}}\d{{6,10}})")),
    (Personal.ID_NUMBER, re.compile(rf"{_NO_DIGIT_BEFORE}[EGDSPHMC][A-Z]?\d{{8}}{_NO_DIGIT_AFTER}")),
    (Personal.PHONE, re.compile(rf"{_NO_DIGIT_BEFORE}{_MOBILE}{_NO_DIGIT_AFTER}")),
    (Personal.PHONE, re.compile(rf"(?<![A-Za-z0-9\-]){_LANDLINE}{_NO_DIGIT_AFTER}")),
    (Personal.PHONE, re.compile(rf"{_NO_DIGIT_BEFORE}{_ABROAD}{_NO_DIGIT_AFTER}")),
    (
        Personal.PHONE,
        re.compile(rf"{_CALLED}{_SAYS}(?P<it>[2-8]\d{{2,3}}{GAP}\d{{4}}){_NO_DIGIT_AFTER}", re.IGNORECASE),
    ),
    (
        Personal.ACCOUNT,
        re.compile(
            rf"{_NO_DIGIT_BEFORE}[3-9]\d{{3}}(?:{GAP}\d{{4}}){{3}}(?:{GAP}\d{{1,3}})?{_NO_DIGIT_AFTER}"
        ),
    ),
    (
        Personal.ACCOUNT,
        re.compile(rf"{_ACCOUNTS}{_OF_ACCOUNTS}{_SAYS}(?:is )?(?P<it>{_LABELLED})", re.IGNORECASE),
    ),
    (
        Personal.ACCOUNT,
        re.compile(rf"(?:微信|wechat){_SAYS}(?:is )?(?P<it>[A-Za-z][A-Za-z0-9_\-]{{5,19}})", re.IGNORECASE),
    ),
    (Personal.ACCOUNT, re.compile(r"(?<![A-Za-z0-9\-.])\d{9,24}(?![A-Za-z0-9\-])")),
    (
        Personal.PLATE,
        re.compile(
            rf"[{_PROVINCES}][A-HJ-NP-Z][·• ]?[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳]{_NO_DIGIT_AFTER}"
        ),
    ),
    (Personal.ADDRESS, re.compile(_ADDRESS)),
    (Personal.ADDRESS, re.compile(_HOUSE)),
    (Personal.ADDRESS, re.compile(_STREET)),
    (Personal.NAME, re.compile(rf"(?:{_SURNAMES})(?:{_GIVEN})?(?={_TITLES})")),
    (Personal.NAME, re.compile(rf"{_INTRODUCED}(?P<it>(?:{_SURNAMES}){_GIVEN}){_ENDS}")),
    (
        Personal.NAME,
        re.compile(r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Dr)\.? (?P<it>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"),
    ),
    (
        Personal.NAME,
        re.compile(r"(?<![A-Za-z])(?:[Mm]y name is|I am|I'm) (?P<it>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"),
    ),
)
"""In the order in which they are believed: what an earlier one took is not given to a later one."""

NOBODYS = re.compile(
    r"(?:HY-?)20\d{6}-\d{4,}"  # the number of a case
    r"|(?<!\d)[48]00[ \-]?\d{3}[ \-]?\d{4}(?!\d)"  # the service number of a company
    r"|20\d{2}[\-/.年]\d{1,2}[\-/.月]\d{1,2}日?(?: ?\d{1,2}[:：时]\d{2}(?:[:：]\d{2})?)?"  # a day, a moment
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)? ?(?:元|块|万|兆|[MGKm]b?ps|MB|GB|%|小时|分钟|天|次)"
    r"|\d{1,3}\.\d{1,3}\.\d{1,3}(?:\.\d{1,3})?"  # a version, the address of a machine
)
"""What looks like such a number and tells nobody."""
