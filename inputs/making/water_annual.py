"""The sample's annual figures: an invented water bureau's year 2025 and the year before; every table adds up."""

BODY = "云岭市水务局"
YEAR = 2025

# applicants in the form's order: person, company, research, welfare, legal, other
REQUESTS = {
    "r01": (21, 3, 0, 1, 1, 0),
    "r02": (1, 0, 0, 0, 0, 0),
    "r03": (11, 2, 0, 0, 0, 0),
    "r04": (2, 0, 0, 0, 1, 0),
    "r08": (1, 0, 0, 0, 0, 0),
    "r13": (4, 1, 0, 0, 0, 0),
    "r16": (1, 0, 0, 0, 0, 0),
    "r23": (1, 0, 0, 0, 0, 0),
    "r25": (2, 0, 0, 1, 0, 0),
}
LAST_REQUESTS = {
    "r01": (17, 2, 0, 0, 1, 0),
    "r03": (12, 2, 0, 0, 1, 0),
    "r13": (4, 0, 0, 0, 0, 0),
    "r25": (1, 0, 0, 0, 0, 0),
}
DISCLOSURE = {
    ("normative", "made"): "2（其中修订1件）",
    ("normative", "repealed"): "1",
    ("normative", "in_force"): "14",
    ("licensing", "decided"): "386",
    ("penalties", "decided"): "23",
    ("coercion", "decided"): "4",
    ("fees", "amount"): "128.6",
}
LAST_DISCLOSURE = {
    ("normative", "made"): "1",
    ("normative", "in_force"): "13",
    ("licensing", "decided"): "402",
    ("penalties", "decided"): "19",
    ("coercion", "decided"): "3",
    ("fees", "amount"): "131.2",
}
REVIEWS = {("reconsideration", "upheld"): "1"}
LAST_REVIEWS: dict[tuple[str, str], str] = {}

COUNTS = {
    "website": "1246",
    "wechat": "389",
    "gazette_items": "2",
    "interpretations": "9",
    "press": "1",
    "responses": "3",
    "consultations": "2",
    "cleared": "15",
    "columns": "6",
    "accounts": "1",
    "zones": "1",
    "trainings": "2",
    "trainees": "87",
    "accountable": "0",
    "fee": "0",
    "fee_requests": "0",
}
TEXTS = {
    "disclosure": "公布全市用水计划、取水许可和河湖划界成果，汛期每天发布雨情水情，城区停水全部提前24小时公告。",
    "requests": "统一答复文书格式，疑难件由法规科会审，全部在法定期限内答复。",
    "management": "修订信息发布审查制度，发布前由业务科室和办公室两级审核。",
    "platforms": "网站新设“智慧水利”栏目，可以按河流、水库查询实时水位。",
    "supervision": "办公室按季度通报各科室公开情况，结果计入年度考核。",
    "last_problems": "上年解读多为文字、形式单一：全年9篇解读中有6篇配了图表，2篇做成短视频。",
    "problems": "部分工程类信息更新不够及时。\n个别答复的说理还不够充分。",
    "measures": "2026年把工程信息更新纳入月度提醒，逾期未更新的通报到科室。\n上半年开展一次答复文书评查。",
}
