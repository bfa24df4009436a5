"""What a roll-up may have to say about the bodies it sums."""

from functools import partial
from typing import Final

from reportgen.catalogue import Rule, by_code, finding

ROLLUP_RULES: Final[tuple[Rule, ...]] = (
    Rule("rollup-unreadable", "error", "一个单位的文件读不出来，未计入汇总", "请该单位按提示重新报送"),
    Rule("rollup-folder", "error", "文件夹打不开，里面的单位没有读到", "检查文件夹权限后重新汇总"),
    Rule("rollup-blank", "warning", "年报数据还没有填，按未报送处理", "催报"),
    Rule(
        "rollup-year", "error", "年报数据没有写年度，或不是汇总的年度，未计入汇总", "请该单位改正年度，或换成本年的文件"
    ),
    Rule("rollup-name", "warning", "年报数据没有写单位名称，暂用文件夹名", "请该单位填写单位全称"),
    Rule("rollup-copy", "note", "同一单位的同样内容有两份，只计一份", "无需处理；可删去多余的一份"),
    Rule(
        "rollup-conflict",
        "error",
        "同一单位有两份不同的年报数据，都未计入汇总",
        "确认用哪一份，把其余的移到“旧版”文件夹；如果是同名的两个单位，请在单位名称前写明所属市县",
    ),
    Rule("rollup-alike", "warning", "两个单位的数字完全相同，可能是同一单位报了两次", "核对；确是一个单位的，留下一份"),
    Rule(
        "rollup-failing",
        "error",
        "年报数据有错误，未计入汇总",
        "请该单位改正后重新报送；确需先汇总的，选择连同有错误的一起汇总",
    ),
    Rule("rollup-failing-counted", "warning", "年报数据有错误，按要求计入了汇总", "请该单位改正后重新汇总"),
    Rule(
        "rollup-covered",
        "warning",
        "已包含在另一单位“全区”口径的数字里，不重复计入",
        "如果并不包含，请把那个单位的统计范围改为“本机关”",
    ),
    Rule("rollup-missing", "warning", "应报送的单位没有年报数据", "催报；齐全之前，汇总数偏小"),
    Rule("rollup-unexpected", "note", "单位不在应报送名单里，已按报送处理", "核对名单和单位名称的写法"),
    Rule(
        "rollup-completion",
        "warning",
        "同一单位有两份不同的任务完成情况，都未计入",
        "确认用哪一份，把另一份移到“旧版”文件夹",
    ),
    Rule("rollup-parent", "note", "汇总数没有与本级填报的数字比对", "提供本级“全区”口径、同一年度的年报数据后可以比对"),
    Rule("R21", "warning", "本级填报的数字不等于各单位之和", "核对本级数字和各单位的数字；缺报的先催报"),
)
"""To be told like those of the catalogue; R21 is the annual report's own rule."""

rollup_finding = partial(finding, rules=by_code(ROLLUP_RULES))
"""A finding of one of these codes; see ``reportgen.catalogue.finding``."""
