"""The expressions of a template, held against the catalogue of fields: unknown names, uses that cannot work."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import jinja2
from jinja2 import nodes

from reportgen.document.fields import ANY, Kind, Shape

Tell = Callable[[str, str, str], None]
"""Hears a mistake: code, what, mend."""

LOOP = Shape(
    "group",
    members=dict.fromkeys(
        (
            "index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "cycle",
            "changed", "depth", "depth0",
        ),
        ANY,
    ),
)  # fmt: skip
"""What Jinja knows inside a loop as ``loop``."""

_SAME = {"sort", "reverse", "unique", "select", "reject", "list", "d", "default", "selectattr", "rejectattr"}
_ITEM = {"first", "last", "random", "min", "max"}
_UNSAFE_FILTERS = {"safe", "attr", "xmlattr", "urlize", "tojson", "forceescape", "pprint"}


class Reader:
    """Reads expressions one after the other and keeps which fields were used.

    Attributes:
        used: Paths of the fields that were named.
    """

    def __init__(self, root: Shape, environment: jinja2.Environment) -> None:
        self.used: set[str] = set()
        self._root = root
        self._made: dict[str, Shape] = {}
        self._environment = environment

    def add(self, names: Mapping[str, Shape]) -> None:
        """Make names known everywhere from here on (``{% set … %}`` outside any loop)."""
        self._made.update(names)

    def print_of(self, code: str, scope: Mapping[str, Shape], tell: Tell) -> list[Kind]:
        """The kinds of what ``{{ code }}`` prints."""
        tree = self._parsed("{{ " + code + " }}", tell)
        printed = [self._shape(node, scope, tell) for node in (tree.body[0].nodes if tree and tree.body else ())]
        for shape in printed:
            if shape.kind in ("list", "group"):
                self._tell_whole(shape, code, tell)
        return [shape.kind for shape in printed]

    def _tell_whole(self, shape: Shape, code: str, tell: Tell) -> None:
        if shape.kind == "list":
            each = (shape.field.each if shape.field else "") or "项"
            tell(
                "field-whole",
                f"“{code}”是一个列表，不能直接打印",
                f"请用循环逐项打印：{{% for {each} in {code} %}}……{{% endfor %}}",
            )
        else:
            tell("field-whole", f"“{code}”由几部分组成，不能直接打印", f"请写明是哪一部分：{_some(shape, code)}")

    def condition_of(self, code: str, scope: Mapping[str, Shape], tell: Tell) -> None:
        """What ``{% if code %}`` asks."""
        tree = self._parsed("{% if " + code + " %}{% endif %}", tell)
        if tree:
            self._shape(tree.body[0].test, scope, tell)

    def loop_of(self, code: str, scope: Mapping[str, Shape], tell: Tell) -> dict[str, Shape]:
        """Names that ``{% for … %}`` gives its body; also after a mistake, so that it is told only once."""
        tree = self._parsed("{% " + code + " %}{% endfor %}", tell)
        if tree is None:
            words = code.replace(",", " ").split()
            names = words[1 : words.index("in")] if "in" in words else words[1:2]
            return {"loop": LOOP, **dict.fromkeys(names, ANY)}
        loop = tree.body[0]
        shape = self._shape(loop.iter, scope, tell)
        if shape.kind in ("text", "number", "flag", "picture", "group"):
            source = code.partition(" in ")[2].strip()
            tell("loop-nothing", f"“{source}”不是列表，不能循环", f"请直接打印 {{{{ {source} }}}}，或改为列表")
        item = shape.item or ANY
        names = _targets(loop.target)
        inner = {"loop": LOOP, **dict.fromkeys(names, item if len(names) == 1 else ANY)}
        if loop.test is not None:
            # Jinja counts the items that pass, so inside the test there is no loop yet.
            self._shape(loop.test, {**scope, **{name: inner[name] for name in names}}, tell)
        return inner

    def names_of(self, keyword: str, code: str, scope: Mapping[str, Shape], tell: Tell) -> dict[str, Shape]:
        """Names that ``{% set … %}`` or ``{% with … %}`` make."""
        tree = self._parsed("{% " + code + " %}" + ("{% endwith %}" if keyword == "with" else ""), tell)
        if tree is None:
            return {}
        node = tree.body[0]
        if isinstance(node, nodes.Assign):
            pairs: Iterable[tuple[Any, Any]] = [(node.target, node.node)]
        else:
            pairs = zip(node.targets, node.values, strict=True)
        made: dict[str, Shape] = {}
        for target, value in pairs:
            shape = self._shape(value, scope, tell)
            names = _targets(target)
            made |= dict.fromkeys(names, shape if len(names) == 1 else ANY)
        return made

    def _parsed(self, source: str, tell: Tell) -> Any:
        try:
            return self._environment.parse(source)
        except jinja2.TemplateSyntaxError as error:
            tell("syntax", *_syntax(error.message or ""))
            return None

    def _shape(self, node: Any, scope: Mapping[str, Shape], tell: Tell) -> Shape:
        match node:
            case nodes.Name():
                return self._name(node.name, scope, tell)
            case nodes.Getattr():
                return self._part(self._shape(node.node, scope, tell), node.attr, node, tell)
            case nodes.Getitem():
                owner = self._shape(node.node, scope, tell)
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                    return self._part(owner, node.arg.value, node, tell)
                self._shape(node.arg, scope, tell)
                return owner if isinstance(node.arg, nodes.Slice) else owner.item or ANY
            case nodes.Filter():
                return self._filtered(node, scope, tell)
            case nodes.Call():
                return self._called(node, scope, tell)
            case nodes.Test() if node.name not in self._environment.tests:
                tell(
                    "filter-unknown", f"不认识的判断“is {node.name}”", _close(node.name, self._environment.tests) or ""
                )
            case nodes.Mul() | nodes.Pow():
                tell("forbidden", f"模板中不能使用“{node.operator}”", "请只使用字段名、判断和循环")
        for child in node.iter_child_nodes():
            self._shape(child, scope, tell)
        return ANY

    def _name(self, name: str, scope: Mapping[str, Shape], tell: Tell) -> Shape:
        shape = scope.get(name) or self._made.get(name) or self._root.members.get(name)
        if shape is None:
            known = [*scope, *self._made, *self._root.members]
            tell("name-unknown", f"没有“{name}”这个字段", self._inside(name) or _close(name, known) or _FIELDS)
            return ANY
        self._use(shape)
        return shape

    def _inside(self, name: str) -> str:
        """A hint where the name is a part of each item of a list: it can be had only inside the loop."""
        for top, shape in self._root.members.items():
            item = shape.item
            if item is not None and name in item.members:
                each = (shape.field.each if shape.field else "") or "项"
                return f"它在“{top}”的每一项里：请写在 {{% for {each} in {top} %}} 之中，写成 {each}.{name}"
            if shape.kind == "group" and name in shape.members:
                return f"请写成 {top}.{name}"
        return ""

    def _part(self, owner: Shape, name: str, node: Any, tell: Tell) -> Shape:
        written = _written(node.node)
        if name.startswith("_"):
            tell("forbidden", f"模板中不能使用“{name}”", "请只使用字段名、判断和循环")
        elif owner.kind == "group":
            if name in owner.members:
                self._use(owner.members[name])
                return owner.members[name]
            tell(
                "name-unknown", f"“{written}”没有“{name}”这一部分", _close(name, owner.members) or _some(owner, written)
            )
        elif owner.kind == "list":
            each = (owner.field.each if owner.field else "") or "项"
            tell("name-unknown", f"“{written}”是一个列表，没有“{name}”", f"请用循环：{{% for {each} in {written} %}}")
        elif owner.kind in ("number", "flag", "picture") or (owner.kind == "text" and not hasattr(str, name)):
            tell("name-unknown", f"“{written}”没有“{name}”这一部分", f"请直接写 {written}")
        return ANY

    def _filtered(self, node: Any, scope: Mapping[str, Shape], tell: Tell) -> Shape:
        inner = self._shape(node.node, scope, tell) if node.node is not None else ANY
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self._shape(child, scope, tell)
        if node.name in _UNSAFE_FILTERS:
            tell("forbidden", f"模板中不能使用“|{node.name}”", "请删去它：文字里的 < 和 & 会打断文档")
        elif node.name not in self._environment.filters:
            tell(
                "filter-unknown",
                f"不认识的写法“|{node.name}”",
                _close(node.name, self._environment.filters) or "请删去它",
            )
        if node.name in _SAME:
            return inner
        return inner.item or ANY if node.name in _ITEM else ANY

    def _called(self, node: Any, scope: Mapping[str, Shape], tell: Tell) -> Shape:
        called = self._shape(node.node, scope, tell)
        if called.kind != "any":
            tell("field-called", f"“{_written(node.node)}”是字段，后面不能加括号", "请删去括号")
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self._shape(child, scope, tell)
        return ANY

    def _use(self, shape: Shape) -> None:
        if shape.path:
            self.used.add(shape.path)


_FIELDS = "运行 reportgen template fields 可看到全部字段"


def _close(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), 1, cutoff=0.4)
    return f"是否想写“{close[0]}”？" if close else ""


def _some(shape: Shape, written: str) -> str:
    return "、".join(f"{written}.{name}" for name in shape.members)


def _targets(node: Any) -> list[str]:
    return [node.name] if isinstance(node, nodes.Name) else [one.name for one in node.find_all(nodes.Name)]


def _written(node: Any) -> str:
    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Getitem() if isinstance(node.arg, nodes.Const):
            return f"{_written(node.node)}[{node.arg.value!r}]"
    return "……"


def _syntax(message: str) -> tuple[str, str]:
    """Jinja's words on a mistake → what and mend, in Chinese."""
    quoted = re.findall(r"'([^']*)'", message.replace('"\'"', "'引号'"))
    got = quoted[-1] if quoted and "expected '" not in message else ""
    if message.startswith("Expected an expression"):
        return "标记里是空的，或少了一部分", "请写上字段名或条件"
    if message.startswith("unexpected char"):
        return (
            ("引号没有成对", "请补上另一个引号")
            if got == "引号"
            else (f"不认识的符号“{got}”", "请改为半角符号，或删去它")
        )
    if "expected token 'in'" in message:
        return "循环写法有误", "请写成 for 项 in 列表，例如 {% for 段 in 引言 %}"
    if ", expected '" in message:
        return f"括号没有写完，缺少“{quoted[-1]}”", "请补上括号"
    if got == "=":
        return "判断中用了一个等号", "比较请写两个等号 =="
    if got and not got.startswith("end of"):
        return f"“{got}”附近写法有误", "请检查符号或空格是否多了、少了或写错了位置"
    return "写法有误，没有写完", "请对照自带模板的写法，例如 {{ 标题 }}、{% if 单位表 %}、{% for 段 in 引言 %}"
