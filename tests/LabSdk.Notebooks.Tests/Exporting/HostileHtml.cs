namespace LabSdk.Notebooks.Tests.Exporting;

/// <summary>Texts that try to run, fetch or break out.</summary>
internal static class HostileHtml
{
    public static readonly string[] All =
    [
        "<script>window.pwned=1</script>", "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>", "<scr<script>ipt>window.pwned=1</scr</script>ipt>", "<script\u0000>window.pwned=1</script>",
        "<script/x>window.pwned=1</script>", "<img src=x onerror=window.pwned=1>", "<img src=\"http://evil.example/a.png\">", "<img/src=x/onerror=window.pwned=1>", "<img src='x'onerror='window.pwned=1'>",
        "<img src=//evil.example/a.png>", "<img srcset=\"http://evil.example/a.png 1x\">", "<svg onload=window.pwned=1>", "<svg/onload=window.pwned=1//", "<svg><script>window.pwned=1</script></svg>",
        "<svg><a xlink:href=\"javascript:window.pwned=1\"><text y=20>x</text></a></svg>", "<svg><use href=\"http://evil.example/a.svg#x\"/></svg>", "<svg><image href=\"http://evil.example/a.png\"/></svg>",
        "<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>", "<svg><set attributeName=onmouseover to=window.pwned=1>", "<svg><foreignObject><script>window.pwned=1</script></foreignObject></svg>",
        "<svg><style>@import 'http://evil.example/x.css';</style></svg>", "<svg><title><script>window.pwned=1</script></title></svg>", "<svg></p><style><a title=\"</style><img src=x onerror=window.pwned=1>\">",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.pwned=1&gt;\">", "<math href=\"javascript:window.pwned=1\">x</math>", "<iframe src=\"javascript:window.pwned=1\"></iframe>",
        "<iframe srcdoc=\"<script>parent.pwned=1</script>\">", "<object data=\"data:text/html,<script>window.pwned=1</script>\">", "<embed src=\"http://evil.example/x.swf\">", "<link rel=stylesheet href=http://evil.example/x.css>",
        "<meta http-equiv=refresh content=\"0;url=http://evil.example\">", "<base href=\"http://evil.example/\">", "<style>@import url(http://evil.example/x.css);</style>", "<style>body{background:url(http://evil.example/a.png)}</style>",
        "<style>.lab-out{} body{display:none}</style>", "<style>.lab-out{background:url('http://evil.example/a.png')}</style>", "<style>.lab-out{}</style><style>*{color:red}", "<div style=\"background:url(http://evil.example/a.png)\">x</div>",
        "<div style=\"background:u\\72l(http://evil.example/a.png)\">x</div>", "<div style=\"position:fixed;inset:0;background:red\">x</div>", "<form action=http://evil.example><input name=a><button>send</button></form>",
        "<a href=\"javascript:window.pwned=1\">x</a>", "<a href=\"jav&#x09;ascript:window.pwned=1\">x</a>", "<a href=\" &#14; javascript:window.pwned=1\">x</a>", "<a href=\"data:text/html,<script>window.pwned=1</script>\">x</a>",
        "<a href=\"vbscript:x\">x</a>", "<details open ontoggle=window.pwned=1>x</details>", "<body onload=window.pwned=1>", "<input autofocus onfocus=window.pwned=1>", "<video src=http://evil.example/v.mp4 autoplay></video>",
        "<audio src=x onerror=window.pwned=1>", "<marquee onstart=window.pwned=1>x</marquee>", "<textarea><img src=x onerror=window.pwned=1></textarea>", "<noscript><p title=\"</noscript><img src=x onerror=window.pwned=1>\">",
        "<template><script>window.pwned=1</script></template>", "<xmp><p title=\"</xmp><img src=x onerror=window.pwned=1>\"></xmp>", "<!--><img src=x onerror=window.pwned=1>-->", "<!-- --!><img src=x onerror=window.pwned=1> -->",
        "<![CDATA[<img src=x onerror=window.pwned=1>]]>", "<?xml version=\"1.0\"?><img src=x onerror=window.pwned=1>", "</div></div></main></body><script>window.pwned=1</script>", "</style><script>window.pwned=1</script>",
        "</script><script>window.pwned=1</script>", "\"><img src=x onerror=window.pwned=1>", "'><img src=x onerror=window.pwned=1>", "`><img src=x onerror=window.pwned=1>", "&lt;script&gt;window.pwned=1&lt;/script&gt;",
        "<a\u00a0href=\"javascript:window.pwned=1\">x</a>", "<img src=x:x onerror\u000b=window.pwned=1>", "<plaintext><script>window.pwned=1</script>", "<p id=nb-cell-1 class=nb-theme>x</p>", "<button class=\"nb-theme\">x</button>",
        "<table background=http://evil.example/a.png><tr><td background=\"http://evil.example/b.png\">x</table>", "<svg><rect fill=\"url(http://evil.example/a.svg#x)\" width=10 height=10 /></svg>",
        "<svg><text font-family=\"url(http://evil.example/f)\">x</text></svg>", "<svg><filter><feImage href=\"http://evil.example/a.png\"/></filter></svg>", "<div class=\"lab-out\" id=\"lab-000000000000\"><script>window.pwned=1</script></div>",
        "<div id=\"lab-000000000000-f0\">x</div><script>document.getElementById(\"lab-000000000000-f0\");var f={\"data\":[]};window.pwned=1</script>",
        "<div id=\"lab-000000000001-f0\">x</div><script>document.getElementById(\"lab-000000000001-f0\");var f={\"data\":[{\"text\":\"</script><script>window.pwned=1</script>\"}]}</script>",
        "![x](javascript:window.pwned=1)", "[x](javascript:window.pwned=1)", "![x](http://evil.example/a.png)", "[x]: javascript:window.pwned=1\n\n[x]", "<javascript:window.pwned=1>", "# <img src=x onerror=window.pwned=1>",
        "```csharp\n</code></pre><script>window.pwned=1</script>\n```", "```\"><script>window.pwned=1</script>\nx\n```", "$</span><script>window.pwned=1</script>$", "[^1]\n\n[^1]: <script>window.pwned=1</script>",
        "\u001b[38;2;1;2;3m<script>window.pwned=1</script>", "\u001b]8;;javascript:window.pwned=1\u001b\\x\u001b]8;;\u001b\\", "{{constructor.constructor('window.pwned=1')()}}", "\u202e<script>window.pwned=1</script>",
    ];
}
