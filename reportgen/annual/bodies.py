"""What kind of body a name stands for: who may make rules (规章), and by when a report is due."""

import re
from typing import Final

from reportgen.model.annual import BodyKind

_SPACES: Final = re.compile(r"\s+|[（(][^）)]*[）)]\s*\Z")
_OFFICE: Final = re.compile(r"(?:人民)?政府(?:办公厅|办公室)\Z")
_GOVERNMENT: Final = re.compile(r"(?:人民政府|政府|行政公署|行署)\Z")
_TOWNSHIP: Final = re.compile(r"(?:街道|街道办事处|街道办|镇|乡|苏木|办事处)\Z")
_COUNTY: Final = re.compile(r"(?:县|(?<!地)区|旗)\Z")
_CITY: Final = re.compile(r"(?:市|州|盟|地区)\Z")
_PROVINCE: Final = re.compile(r"(?:省|自治区)\Z")
_MUNICIPALITIES: Final = ("北京市", "天津市", "上海市", "重庆市")
_SPECIAL: Final = ("香港特别行政区", "澳门特别行政区")
_NEW_AREA: Final = re.compile(r"(?:开发区|高新区|新区|园区|示范区|保税区|合作区|度假区|风景区|景区|管理区)\Z")
_CITY_WITHIN: Final = re.compile(
    r"(?:省|自治区).+?(?:市|州|盟|地区)(?P<rest>.+市)\Z|.+?(?:州|盟|地区)(?P<below>.+市)\Z"
)
_CITY_TWICE: Final = re.compile(r"\A[^省]{1,6}?市(?P<rest>[^市]{1,6}市)\Z")
_MINISTRIES: Final = re.compile(
    r"(?:中华人民共和国)?(?:外交|国防|国家发展和改革委员会|教育|科学技术|工业和信息化|国家民族事务委员会|公安|国家安全|民政|司法|财政"
    r"|人力资源和?社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|国家卫生健康委员会|退役军人事务"
    r"|应急管理)部?(?:办公厅)?"
)
_NATIONAL: Final = re.compile(
    r"(?:国家|中国|国务院|中华人民共和国)[^省市县区州]*(?:局|委员会|署|总局|部|银行|办公室|办公厅|总会)"
    r"|(?:海关|审计)总?署|中国人民银行"
)


def guess_kind(name: str) -> BodyKind:
    """The kind of a reporting body by its name; ``department`` for every name that is no government's.

    A city's name does not tell whether the city has districts: 「…市人民政府」 is taken as ``city``, unless another
    city stands before it (安州市青禾市). Governments' offices (…人民政府办公室) are departments; see
    ``government_of``.
    """
    plain = _SPACES.sub("", name)
    if _OFFICE.search(plain) and not plain.startswith("国务院"):
        return "department"
    if _MINISTRIES.fullmatch(plain) and plain.endswith(("部", "委员会", "部办公厅")):
        return "ministry"
    if _NATIONAL.fullmatch(plain):
        return "ministry"
    bare = _GOVERNMENT.sub("", plain)
    return _kind_of_place(bare, is_government=bare != plain)


def government_of(name: str) -> BodyKind | None:
    """The kind of the government whose office this is and may report for it (…人民政府办公厅); ``None`` for others."""
    plain = _SPACES.sub("", name)
    match = _OFFICE.search(plain)
    if not match or plain.startswith("国务院"):
        return None
    kind = _kind_of_place(plain[: match.start()], is_government=True)
    return None if kind == "department" else kind


def is_small(name: str, kind: BodyKind) -> bool:
    """Whether a body will hardly hold state secrets in requests: a township, or a bureau below a county or district."""
    if kind == "township":
        return True
    if kind != "department" or re.search("公安|国家安全|保密|政府办|人武|监狱|机要", name):
        return False
    return bool(re.search(r"[县旗].{1,20}局\Z|(?<!自治)(?<!地)区.{1,20}局\Z", _SPACES.sub("", name)))


def _kind_of_place(bare: str, *, is_government: bool) -> BodyKind:
    if bare in _MUNICIPALITIES or bare in _SPECIAL:
        return "province"
    if _NEW_AREA.search(bare) and not (is_government and re.search(r"(?:新区|矿区|区)\Z", bare)):
        return "department"
    if _TOWNSHIP.search(bare):
        return "township"
    if _PROVINCE.search(bare):
        return "province"
    if _COUNTY.search(bare):
        return "county"
    if _CITY.search(bare):
        return "county" if _CITY_WITHIN.search(bare) or _CITY_TWICE.search(bare) else "city"
    return "department"
