"""The style of HTML reports: light, dark and on paper. Colours stand in one table, so that contrast can be computed."""

from __future__ import annotations

from typing import Final

COLOURS: Final = {
    "light": {
        "ground": "#FFFFFF",
        "ink": "#10202B",
        "quiet": "#4A5A66",
        "link": "#1F5F86",
        "head": "#E3EEF4",
        "line": "#7B8A94",
    },
    "dark": {
        "ground": "#10181E",
        "ink": "#E8EEF2",
        "quiet": "#B3C0C9",
        "link": "#8CC7EA",
        "head": "#1D2C37",
        "line": "#7B8A94",
    },
}
"""Every colour of a page. Text is ink, quiet or link, on ground or head."""


def _variables(name: str) -> str:
    return "".join(f"--{role}:{colour};" for role, colour in COLOURS[name].items())


STYLE: Final = (
    f":root{{color-scheme:light dark;{_variables('light')}}}"
    f"@media (prefers-color-scheme:dark){{:root{{{_variables('dark')}}}}}"
    f"@media print{{:root{{color-scheme:light;{_variables('light')}}}}}"
    + """
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:1rem}
body{margin:0 auto;max-width:76rem;padding:1rem 1.25rem 4rem;background:var(--ground);color:var(--ink);
font:1rem/1.55 Arial,"Liberation Sans",Helvetica,sans-serif;overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6{line-height:1.2;margin:2em 0 .6em;text-wrap:balance}
h1{font-size:2rem;margin-top:1rem}
h2{font-size:1.5rem;padding-top:1rem;border-top:2px solid var(--line)}
h3{font-size:1.2rem}
h4,h5,h6{font-size:1.05rem}
p,li,dd{max-width:75ch}
a{color:var(--link)}
a:focus-visible,input:focus-visible,.scroller:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-100vw;padding:.5rem 1rem;background:var(--ground);z-index:1}
.skip:focus{left:1rem;top:1rem}
nav>ul{list-style:none;padding:0;columns:2 28rem;column-gap:2.5rem}
nav li{break-inside:avoid;padding:.2rem 0}
nav ul ul{display:flex;flex-wrap:wrap;gap:0 1rem;list-style:none;padding:0;font-size:.9375rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(28rem,100%),1fr));gap:0 2.5rem}
dl>div{break-inside:avoid;display:grid;grid-template-columns:minmax(9rem,16rem) 1fr;gap:0 1rem;padding:.25rem 0}
dt{font-weight:600}
dd{margin:0}
figure{margin:1.5rem 0}
figure svg,figure img{display:block;width:100%;height:auto;background:#FFFFFF;border:1px solid var(--line)}
.full,.back{display:none;padding:.5rem 0}
[role=search]{margin:1.5rem 0 0}
input{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--line);padding:.35rem .55rem;
width:20rem;max-width:100%}
output{margin-left:.5rem}
figcaption,caption{color:var(--quiet);text-align:left;padding:.4rem 0}
.table{overflow-x:auto;margin:1rem 0 1.5rem}
table{border-collapse:collapse;min-width:100%;font-size:.9375rem}
table.wide{min-width:58rem;font-size:.875rem}
th,td{border:1px solid var(--line);padding:.35rem .55rem;text-align:left;vertical-align:top}
thead th{background:var(--head)}
tbody th{font-weight:600}
@media (max-width:40rem){dl>div{grid-template-columns:1fr}}
/* A picture whose own address is gone to fills the window, and is moved in it; going back is the browser's. */
@media screen{
@media (max-width:76rem){.full{display:inline-block}}
body:has(figure:target){visibility:hidden;overflow:hidden}
figure:target{visibility:visible;position:fixed;inset:0;z-index:2;margin:0;padding:0 .75rem .5rem;
display:flex;flex-direction:column;background:var(--ground)}
figure:target .full{display:none}
figure:target .back{display:block}
figure:target .picture{flex:1;min-height:0;overflow:auto}
figure:target :is(svg,img){width:max(100%,var(--full,75rem));max-width:none}
}
@page{size:A4 landscape;margin:1.5cm}
@media print{
html{font-size:10pt}
body{max-width:none;padding:0;line-height:1.4}
h1{margin-top:0}
.skip,[role=search] label{display:none}
.new-page{break-before:page}
h1,h2,h3,h4,caption,thead{break-after:avoid}
figure,tr,li{break-inside:avoid}
/* A picture has a page of its own, on which it is as large as it was drawn: its text is not made smaller. */
@page picture{size:A4 landscape;margin:0}
figure,:is(h2,h3,h4):has(+figure){page:picture;margin:0}
:is(h2,h3,h4):has(+figure){position:relative;z-index:1;height:0;padding:0;border:0;left:24pt;top:12pt;font-size:9pt}
figure{position:relative;height:594pt;overflow:visible}
figure svg,figure img{border:0;min-width:0;max-height:594pt}
figcaption{position:absolute;left:24pt;bottom:6pt;padding:0;font-size:9pt}
.table{overflow:visible}
table,table.wide{min-width:100%;width:100%;font-size:9pt}
thead{display:table-header-group}
/* A paper of some pages is read as a letter is: upright, its pictures across. */
@page paper{size:A4 portrait;margin:2cm}
.paper{page:paper;font-size:10.5pt}
.paper :is(p,li,dd){max-width:none}
.paper h1{font-size:18pt;margin:0 0 .4em}
.paper :is(header,main) p{margin:.25em 0}
.paper ul{margin:.3em 0;padding-left:1.4em}
:where(.paper) h2{font-size:13pt;border:0;padding:0;margin:1.2em 0 .4em}
:where(.paper) h3{font-size:11pt;margin:1em 0 .3em}
.paper dl{grid-template-columns:1fr}
}
"""
)
