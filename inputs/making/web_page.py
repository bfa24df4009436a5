"""A sample plan as a page of a government website: navigation, data about the document, notice, table, foot."""

from html import escape
from types import ModuleType

STYLE = """
body{margin:0;font:16px/1.8 "Microsoft YaHei",sans-serif;color:#333}
.top,.nav,.foot{background:#1d5ea8;color:#fff;padding:10px 60px}
.nav a,.top a{color:#fff;margin-right:24px;text-decoration:none}
.nav li{display:inline}
.crumbs,.main{padding:12px 60px}.index td,.index th{border:1px solid #ccc;padding:4px 10px;font-size:14px}
.index{width:100%}
h1{text-align:center;font-size:26px}.info{text-align:center;font-size:13px;color:#888;border-bottom:1px solid #ddd}
.article p{text-indent:2em;margin:8px 0}.article table{border-collapse:collapse;width:100%}
.article td{border:1px solid #000;padding:4px 8px}.share,.related{font-size:13px;color:#888}
"""
SITE = "青禾市人民政府"
MENU = ("首页", "走进青禾", "政务公开", "政务服务", "互动交流", "数据开放")
RELATED = ("青禾市2023年政务公开工作考核结果", "一图读懂：青禾市政务公开专区建设指引")


def web_page(plan: ModuleType) -> bytes:
    """The whole page, UTF-8."""
    menu = "".join(f'<li><a href="#">{name}</a></li>' for name in MENU)
    related = "".join(f'<li><a href="#">{name}</a></li>' for name in RELATED)
    address, *paragraphs = plan.NOTICE
    notice = f'<p style="text-indent:0">{address}</p>' + "".join(f"<p>　　{line}</p>" for line in paragraphs)
    signature = "".join(f'<p style="text-align:right">{line}</p>' for line in plan.SIGNATURE)
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{plan.NOTICE_TITLE}_政策文件_{SITE}</title>
<meta name="SiteName" content="{SITE}"><meta name="ArticleTitle" content="{plan.NOTICE_TITLE}">
<meta name="PubDate" content="2024-04-18 09:30"><meta name="ContentSource" content="市政府办公室">
<style>{STYLE}</style>
<script>function setFont(size) {{ document.querySelector(".article").style.fontSize = size + "px"; }}</script>
</head>
<body>
<div class="top"><a href="#">无障碍浏览</a><a href="#">繁體版</a><a href="#">长者模式</a>
<form action="#"><input type="text" value="请输入关键字"><input type="submit" value="搜索"></form></div>
<div class="nav"><ul>{menu}</ul></div>
<div class="crumbs">您现在的位置：
<a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; <a href="#">政策文件</a> &gt;
市政府办公室文件</div>
<div class="main">
{_index(plan)}
<h1>{plan.NOTICE_TITLE}</h1>
<div class="info">发布时间：2024-04-18 09:30　来源：市政府办公室　浏览次数：<span id="hits">356</span>
　字号：<a href="javascript:setFont(18)">大</a>
<a href="javascript:setFont(16)">中</a> <a href="javascript:setFont(14)">小</a></div>
<div class="article" id="zoom">
<p style="text-align:center;text-indent:0">{plan.NUMBER}</p>
{notice}
<p>&nbsp;</p>
{signature}
<p>&nbsp;</p>
<p style="text-align:center;text-indent:0"><strong>{plan.TITLE}</strong></p>
{_table(plan)}
<p>（此件公开发布）</p>
</div>
<div class="share">分享到：微信　微博
<a href="javascript:print()">【打印本页】</a>　<a href="javascript:close()">【关闭窗口】</a></div>
<div class="related"><h3>相关文档</h3><ul>{related}</ul></div>
</div>
<div class="foot"><p>关于我们 | 网站地图 | 联系我们 | 隐私声明</p>
<p>主办：青禾市人民政府办公室　承办：青禾市数据局　网站标识码：0000000000</p>
<p>建议使用1440×900分辨率浏览　版权所有　未经许可不得转载</p></div>
</body>
</html>
""".encode()


def _index(plan: ModuleType) -> str:
    rows = (
        ("索引号", "QH0000-02-2024-0026", "主题分类", "综合政务 / 政务公开"),
        ("发布机构", plan.SIGNATURE[0], "成文日期", plan.DATE),
        ("文号", plan.NUMBER, "有效性", "有效"),
    )
    cells = "".join(f"<tr><th>{a}</th><td>{b}</td><th>{c}</th><td>{d}</td></tr>\n" for a, b, c, d in rows)
    return f'<table class="index">\n{cells}</table>'


def _table(plan: ModuleType) -> str:
    """Band rows span all columns; a cell that covers the next row too is written with rowspan."""
    head = "".join(f"<td><strong>{name}</strong></td>" for name in plan.HEAD)
    lines = [f"<tr>{head}</tr>"]
    number = 0
    for first, groups in plan.PLAN:
        lines.append(_band(first, len(plan.HEAD)))
        for second, rows in groups:
            if second:
                lines.append(_band(second, len(plan.HEAD)))
            for place, (text, *cells) in enumerate(rows):
                number += 1
                below = rows[place + 1][1:] if place + 1 < len(rows) else ("", "")
                row = f"<td>{number}</td><td>{escape(text)}</td>"
                for cell, next_cell in zip(cells, below, strict=True):
                    if cell is not None:
                        span = ' rowspan="2"' if next_cell is None else ""
                        row += f"<td{span}>{escape(cell)}</td>"
                lines.append(f"<tr>{row}</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def _band(text: str, columns: int) -> str:
    return f'<tr><td colspan="{columns}"><strong>{text}</strong></td></tr>'
