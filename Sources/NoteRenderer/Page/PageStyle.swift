/// The page's style sheet.
///
/// Two sets of colours, light and dark, under names that the drawings' own sheet doesn't use; all else is
/// said once. Text keeps a contrast of 4.5 to 1 or better in both, and paper is always light.
enum PageStyle {
    static let sheet: String =
        ":root{" + light + shared + "}@media screen and (prefers-color-scheme:dark){:root{" + dark
        + "}}"
        + base + text + lists + blocks + embeds + cells + widths + outline + list + small + paper

    /// A drawing shrinks to its place, down to four fifths; what is wider still is scrolled.
    private static let widths =
        (5...24).map { ".drawing .w\($0){min-width:\($0 * ($0 > 6 ? 72 : 60))px}" }.joined() + "\n"

    private static let light = """
        color-scheme:light;--paper:#fff;--panel:#f6f7f9;--rule:#dfe3ea;--faint:#eceff3;--text:#1b202b;\
        --quiet:#5a6374;--link:#2350b8;--mark:#ffe98a;--mark-text:#1b202b;--good:#13783c;--bad:#b3261e;\
        --warn:#8a4b00;--bad-soft:#fdf1f0;--keyword:#6540bd;--string:#0b6b5d;--digit:#2457c5;\
        --comment:#646d7d;--define:#a02c6b;--built:#875016;--shade:0 1px 2px rgb(20 26 40/5%);
        """

    private static let dark = """
        color-scheme:dark;--paper:#0f1216;--panel:#14171c;--rule:#2b323d;--faint:#20262f;--text:#e4e8ee;\
        --quiet:#9ea8b7;--link:#93b6ff;--mark:#f0d869;--mark-text:#16181d;--good:#62d68d;--bad:#ff9c92;\
        --warn:#f0b45e;--bad-soft:#2a1a1b;--keyword:#c3a8ff;--string:#5fd3bd;--digit:#8db4ff;\
        --comment:#8d97a7;--define:#f294c5;--built:#e6b06a;--shade:none;
        """

    private static let shared = """
        --prose:Inter,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue","Liberation Sans",Arial,sans-serif;\
        --code:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;
        """

    private static let base = """
        *,::before,::after{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1.5rem}
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        body{margin:0;background:var(--paper);color:var(--text);font:1.0625rem/1.65 var(--prose);\
        font-kerning:normal;overflow-wrap:break-word;-webkit-font-smoothing:antialiased}
        .page{display:grid;grid-template-columns:minmax(0,1fr);max-width:52.5rem;margin:0 auto;padding:3.5rem 1.25rem 4rem}
        .skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--text);color:var(--paper);\
        border-radius:0 0 .5rem .5rem;z-index:9}
        .skip:focus{top:0}
        :focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
        main:focus{outline:none}
        header{margin-bottom:1.5rem}
        .folder{margin:0 0 .35rem;color:var(--quiet);font-size:.875rem}
        .inline-title{margin:0;font-size:clamp(1.75rem,1.2rem + 2.2vw,2.375rem);line-height:1.18;\
        letter-spacing:-.022em;font-weight:700}
        footer{margin-top:4rem;padding-top:1.25rem;border-top:1px solid var(--rule);color:var(--quiet);font-size:.8125rem}
        .scroll{overflow-x:auto}
        .icon{flex:none}

        """

    private static let text = """
        h1,h2,h3,h4,h5,h6{position:relative;line-height:1.28;font-weight:650;letter-spacing:-.012em;\
        margin:1.9em 0 .55em;text-wrap:balance}
        article>:first-child,main>:first-child{margin-top:0}
        article>:is(p,ul,ol,h1,h2,h3,h4,h5,h6,blockquote,.callout,hr,.math-block,.footnotes),.metadata-container{max-width:43rem}
        h1{font-size:1.75rem;letter-spacing:-.02em;margin-top:1.6em}h2{font-size:1.4375rem}h3{font-size:1.1875rem}
        h4{font-size:1.0625rem}h5,h6{font-size:1rem}h6{color:var(--quiet)}
        .anchor{margin-left:.4em;color:var(--quiet);font-weight:400;text-decoration:none;opacity:0}
        :is(h1,h2,h3,h4,h5,h6):hover>.anchor,.anchor:focus-visible{opacity:1}
        p{margin:0 0 1.05em;text-wrap:pretty}
        a{color:var(--link);text-decoration-line:underline;text-decoration-thickness:1px;text-underline-offset:.18em;\
        text-decoration-color:color-mix(in srgb,currentColor 45%,transparent)}
        a:hover{text-decoration-color:currentColor}
        .internal-link:is(.is-unresolved,.is-elsewhere){color:var(--quiet);text-decoration-line:underline;text-decoration-style:dashed;cursor:help}
        .tag{display:inline-block;padding:0 .55em;border-radius:1em;background:var(--faint);color:var(--link);\
        font-size:.875em;line-height:1.6;text-decoration:none}
        mark,mark *{color:var(--mark-text)}
        mark{padding:.06em .2em;border-radius:.2em;background:var(--mark);-webkit-box-decoration-break:clone;box-decoration-break:clone}
        mark :is(a,a.internal-link.is-unresolved,del){color:inherit}
        code,kbd,samp{font-family:var(--code);font-size:.875em;font-variant-ligatures:none;font-style:normal}
        kbd{padding:.1em .4em;border:1px solid var(--rule);border-bottom-width:2px;border-radius:.3em;background:var(--panel)}
        article>details,article>div>details{margin:0 0 1.05em}
        :not(pre)>code{padding:.12em .35em;border-radius:.3em;background:var(--faint)}
        pre code{font-size:inherit}
        del{color:var(--quiet)}
        hr{height:1px;margin:2.25rem 0;border:0;background:var(--rule)}
        sup{font-size:.75em;line-height:0}
        .footnote-ref a{padding:0 .15em;text-decoration:none}
        math{font-family:"STIX Two Math","Latin Modern Math","Libertinus Math","Cambria Math","Noto Sans Math",math;font-size:1.08em}
        .math .tex{background:none;font-style:italic}
        .math-block{display:block;overflow-x:auto;overflow-y:hidden;margin:1.25em 0;padding:.1em 0;text-align:center}
        .math-block .tex{white-space:pre-wrap}
        .aligned mtd:nth-child(odd){padding-right:0}.aligned mtd:nth-child(even){padding-left:0}
        mtable.small{font-size:.75em}.boxed{border:1px solid;padding:.2em .3em}
        .struck{background:linear-gradient(to top right,transparent 47%,currentColor 48%,currentColor 52%,transparent 53%)}
        .dataview{border-bottom:1px dotted var(--quiet);cursor:help}
        img{max-width:100%;height:auto;border-radius:.375rem}
        .mod-empty{display:inline-flex;align-items:center;gap:.55em;max-width:100%;margin:.15em 0;padding:.6em .9em;border:1px dashed var(--rule);\
        border-radius:.5rem;background:var(--panel);color:var(--quiet);font-size:.9375rem;line-height:1.4}

        """

    private static let lists = """
        ul,ol{margin:0 0 1.05em;padding-left:1.6em}
        li{margin:.2em 0}li>ul,li>ol{margin-bottom:.2em}li>p{margin-bottom:.55em}
        li::marker{color:var(--quiet);font-variant-numeric:tabular-nums}
        .task-list-item{list-style:none;position:relative;min-height:1lh}
        .task-list-item-checkbox,.metadata input{appearance:none;display:inline-grid;place-content:center;font:inherit;\
        width:1em;height:1em;margin:0;border:1.5px solid var(--quiet);\
        border-radius:.28em;vertical-align:-.16em;background:none}
        .task-list-item-checkbox{position:absolute;left:-1.3em;top:calc(.5lh - .41em);width:.84em;height:.84em}
        input[type=checkbox]:checked{border-color:var(--good);background:var(--good)}
        input[type=checkbox]:checked::after{content:"";width:.26em;height:.5em;margin-top:-.1em;\
        border:solid var(--paper);border-width:0 .14em .14em 0;transform:rotate(43deg)}
        .is-checked{color:var(--quiet)}
        [data-task="-"]{text-decoration:line-through}
        [data-task="-"]>:is(ul,ol){display:inline-block;width:100%}
        [data-task="-"]>input[type=checkbox]:checked{border-color:var(--quiet);background:var(--quiet)}
        [data-task="-"]>input[type=checkbox]:checked::after{width:.44em;height:0;margin:0;border-width:0 0 .12em;transform:none}

        """

    private static let blocks = """
        blockquote{margin:0 0 1.05em;padding:.1em 0 .1em 1.1em;border-left:3px solid var(--rule);color:var(--quiet)}
        blockquote>:last-child,.callout-content>:last-child,.results>:last-child{margin-bottom:0}
        .callout{--tone:var(--digit);margin:0 0 1.2em;padding:.8em 1.1em;border-radius:.6rem;\
        background:color-mix(in srgb,var(--tone) 8%,var(--paper));border:1px solid color-mix(in srgb,var(--tone) 22%,var(--paper))}
        .callout-title{display:flex;gap:.6em;align-items:flex-start;font-weight:650;line-height:1.45}
        .callout-title .icon{margin-top:.2em;color:var(--tone)}
        .callout-content{margin-top:.55em}
        summary{cursor:pointer}
        summary.callout-title{list-style:none}
        summary.callout-title::-webkit-details-marker{display:none}
        summary.callout-title::after{content:"";flex:none;width:.45em;height:.45em;margin:.45em .2em 0 auto;\
        border:solid var(--quiet);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
        details[open]>summary.callout-title::after{transform:rotate(45deg)}
        [data-family=tip],[data-family=abstract]{--tone:var(--string)}
        [data-family=success]{--tone:var(--good)}
        [data-family=question],[data-family=warning]{--tone:var(--warn)}
        [data-family=failure],[data-family=danger],[data-family=bug]{--tone:var(--bad)}
        [data-family=example]{--tone:var(--keyword)}
        [data-family=quote]{--tone:var(--quiet)}
        table{border-collapse:collapse;font-size:.9375rem;line-height:1.5;font-variant-numeric:tabular-nums}
        article .scroll{margin:0 0 1.2em}
        th,td{padding:.45em .9em .45em 0;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
        th{font-weight:600}thead th{border-bottom-color:var(--quiet);white-space:nowrap}
        [align=center]{text-align:center}[align=right]{text-align:right}
        .metadata-container{margin:0 0 2.25rem;border:1px solid var(--rule);border-radius:.6rem;overflow:hidden}
        .metadata{width:100%;font-size:.875rem}
        .metadata th{width:9.5rem;padding:.36em .9em;color:var(--quiet);font-weight:500;white-space:nowrap;background:var(--panel)}
        .metadata td{padding:.36em .9em;overflow-wrap:anywhere}
        .metadata tr:last-child>*{border-bottom:0}
        .metadata .tag{font-size:1em}
        .values{display:flex;flex-wrap:wrap;gap:.35em}
        .pill{padding:0 .55em;border-radius:1em;background:var(--faint)}
        .empty{color:var(--quiet)}
        .metadata-container.invalid{padding:.8rem 1rem;font-size:.875rem}
        .metadata-container pre{margin:0;overflow-x:auto;font:.8125rem/1.55 var(--code)}
        .code{position:relative;margin:0 0 1.2em;border:1px solid var(--rule);border-radius:.6rem;background:var(--panel)}
        .code-bar{position:absolute;top:0;right:0;height:3rem;border-radius:0 .6rem .6rem 0;pointer-events:none;display:flex;align-items:center;gap:.5rem;font-size:.75rem;line-height:1.6;\
        padding:0 .55rem 0 1rem;background:linear-gradient(90deg,transparent,var(--panel) 1rem)}
        .code-label{color:var(--quiet)}
        .code[data-language=mermaid] pre,.code[data-language=dataview] pre{padding-top:2.1rem}
        .code pre,.cell pre{margin:0;padding:.8rem 1rem;overflow-x:auto;font:.875rem/1.6 var(--code);tab-size:4}
        .footnotes{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--rule);font-size:.9375rem}

        """

    private static let embeds = """
        .markdown-embed{margin:0 0 1.2em;padding:.1em 0 .1em 1.1em;border-left:3px solid color-mix(in srgb,var(--link) 45%,var(--paper))}
        .markdown-embed-title{margin-bottom:.35em;font-size:.875rem;font-weight:600}
        .markdown-embed-title a{color:var(--quiet);text-decoration:none}
        .markdown-embed-title a:hover{color:var(--link);text-decoration-line:underline}
        .markdown-embed-content>:first-child{margin-top:0}.markdown-embed-content>:last-child{margin-bottom:0}
        .embed-cut span{color:var(--quiet);font-size:.875em}
        .file-embed{display:inline-flex;align-items:center;gap:.5em;padding:.35em .8em;border:1px solid var(--rule);border-radius:.5rem;\
        background:var(--panel);max-width:100%;overflow-wrap:anywhere}
        .file-embed .icon{color:var(--quiet)}
        audio,video{max-width:100%;vertical-align:middle}audio{width:22rem}video{height:auto;border-radius:.375rem}
        .backlinks{max-width:43rem;margin-top:3rem;padding-top:1.25rem;border-top:1px solid var(--rule);font-size:.9375rem}
        .backlinks h2{margin:0 0 .6rem;font-size:1rem}
        .backlinks ul{margin:0}.backlinks .folder{margin-left:.5em;font-size:.8125rem}

        """

    private static let list = """
        .index{max-width:46rem}
        .index header{margin-bottom:1.75rem}.index header .folder{margin:.5rem 0 0}
        .search{margin:0 0 2rem}
        .search label{display:block;margin-bottom:.4rem;color:var(--quiet);font-size:.875rem}
        .search input{width:100%;padding:.6rem .85rem;border:1px solid var(--quiet);border-radius:.6rem;background:var(--paper);\
        color:inherit;font:inherit}
        .found{min-height:1.5em;margin:.4rem 0 0;color:var(--quiet);font-size:.875rem}
        .index h2{margin:2rem 0 .6rem;font-size:1.125rem}
        .notes{list-style:none;padding:0}
        .notes li{padding:.6rem 0;border-bottom:1px solid var(--faint)}
        .notes a{font-weight:600;text-decoration:none}.notes a:hover{text-decoration-line:underline}
        .notes p{margin:.15rem 0 0;color:var(--quiet);font-size:.9375rem;line-height:1.5;display:-webkit-box;-webkit-box-orient:vertical;\
        -webkit-line-clamp:2;overflow:hidden}
        .tagged ul{margin-bottom:.5em}
        [hidden]{display:none!important}

        """

    private static let cells = """
        .cell{margin:1.5rem 0;border:1px solid var(--rule);border-radius:.65rem;background:var(--paper);\
        box-shadow:rgba(0,0,0,.28);overflow:hidden}
        .cell-code{position:relative;background:var(--panel)}
        .cell-bar{position:absolute;top:0;right:0;height:3rem;pointer-events:none;display:flex;align-items:center;gap:.5rem;font-size:.75rem;line-height:1.6;\
        padding:0 .6rem 0 1rem;background:linear-gradient(90deg,transparent,var(--panel) 1rem)}
        .cell-label{color:var(--quiet);text-decoration:none;pointer-events:auto}
        .cell-label:hover{text-decoration-line:underline}
        .copy{padding:.1rem .55rem;border:1px solid var(--rule);border-radius:.4rem;background:var(--paper);color:var(--quiet);\
        font:inherit;cursor:pointer;pointer-events:auto}
        .copy:hover{color:var(--text);border-color:var(--quiet)}
        @media (hover:hover) and (max-width:36rem){:is(.cell-code,.code):not(:hover,:focus-within) :is(.cell-bar,.code-bar):not(:has(.chip,.code-label)){background:none}}
        @media (hover:hover){.copy{opacity:0;transition:opacity .12s}:is(.cell-code,.code):hover .copy,.copy:focus-visible{opacity:1}}
        .chip{padding:0 .6em;border-radius:1em;border:1px solid currentColor;color:var(--quiet);font-weight:600}
        [data-status=error] .chip{color:var(--bad)}
        [data-status=limit] .chip,[data-status=unsupported] .chip,[data-status=stale] .chip{color:var(--warn)}
        [data-status=ok] .chip{color:var(--good)}
        .k{color:var(--keyword)}.c,.n{color:var(--digit)}.b{color:var(--built)}.f,.d{color:var(--define)}.s{color:var(--string)}
        .x{color:var(--comment);font-style:italic}.e{color:var(--bad);text-decoration:underline wavy}
        .p,.r{color:var(--quiet)}.p{user-select:none}
        .numbered .line{display:block;position:relative;padding-left:3rem}
        .numbered .line::before{content:attr(data-line);position:absolute;left:0;width:2.1rem;text-align:right;color:var(--quiet);\
        font-size:.8125em}
        .numbered .failed{margin:0 -1rem;padding-left:4rem;background:color-mix(in srgb,var(--bad) 8%,transparent)}
        .numbered .failed::before{left:1rem;color:var(--bad);font-weight:700}
        .result,.dropped{border-top:1px solid var(--rule)}
        .dropped{margin:0;padding:.4rem 1rem;color:var(--quiet);font-size:.8125rem}
        div.stdout,div.stderr,div.echo{display:grid;grid-template-columns:6.25rem minmax(0,1fr);align-items:baseline}
        .result-label{padding-left:1rem;color:var(--quiet);font-size:.75rem}
        .result pre{padding:.55rem 1rem .55rem 0;white-space:pre-wrap;overflow-wrap:anywhere;max-height:32rem;overflow-y:auto}
        .echo pre{font-weight:600}.stderr pre{color:var(--warn)}
        .failure{background:var(--bad-soft)}
        .failure summary,.failure .summary{padding:.55rem 1rem;font-size:.9375rem}
        .failure strong{color:var(--bad)}.failure.expected{background:none}.failure.expected strong{color:var(--good)}
        [data-status=unsupported] .failure,[data-status=limit] .failure{background:none}
        :is([data-status=unsupported],[data-status=limit]) :is(.failure strong,.failed::before){color:var(--warn)}
        :is([data-status=unsupported],[data-status=limit]) .failed{background:none}
        .failure summary::marker{color:var(--quiet)}
        .where{color:var(--quiet);font-size:.8125rem;white-space:nowrap;margin-left:.35em}
        .failure pre{padding:0 1rem .8rem;font-size:.8125rem;color:var(--text)}
        .memory{margin:0;padding:.85rem 1rem 1rem;border-top:1px solid var(--rule)}
        .story{margin:0 0 .75rem;font-size:.9375rem;line-height:1.6;overflow-wrap:anywhere}
        .story code{padding:0;background:none;font-size:.8125rem;font-weight:600}.story .address{font-weight:400;color:var(--quiet)}
        .unchanged>summary{width:fit-content;color:var(--quiet);font-size:.8125rem}
        .unchanged[open]>summary{margin-bottom:.6rem}
        .memory>.story:last-child{margin-bottom:0}
        .drawing{overflow-x:auto;border-radius:.5rem;background-color:var(--panel);background-image:\
        linear-gradient(to right,var(--panel) 40%,transparent),linear-gradient(to left,var(--panel) 40%,transparent),\
        linear-gradient(to right,rgba(0,0,0,.28),transparent),linear-gradient(to left,rgba(0,0,0,.28),transparent);\
        background-position:left,right,left,right;background-size:2.5rem 100%,2.5rem 100%,.8rem 100%,.8rem 100%;\
        background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
        .drawing svg .bc{fill:none}
        .drawing :is(svg,img){display:block;max-width:100%;height:auto;border-radius:0}
        figcaption{margin-top:.5rem;color:var(--quiet);font-size:.8125rem}
        figcaption summary{width:fit-content}
        figcaption table{margin-top:.5rem;color:var(--text);font-size:.8125rem}
        .memory td{max-width:18rem;overflow-wrap:anywhere}
        :is(article,.markdown-embed-content)>.memory,.map .memory{border:1px solid var(--rule);border-radius:.65rem;margin:1.5rem 0}

        """

    private static let outline = """
        .outline{margin:0 0 1.75rem;font-size:.875rem;line-height:1.45}
        .outline summary{color:var(--quiet);font-weight:600;font-size:.8125rem}
        .outline ol{list-style:none;margin:.35rem 0 0;padding-left:0}
        .outline ol ol{margin:0;padding-left:.9rem}
        .outline li{margin:0}
        .outline a{display:block;padding:.22rem .6rem;border-left:2px solid transparent;color:var(--quiet);text-decoration:none;\
        overflow-wrap:anywhere}
        .outline a:hover{color:var(--text)}
        .outline [aria-current]{border-left-color:var(--link);color:var(--text);font-weight:600}
        @media (min-width:68rem){
        .page{grid-template-columns:14rem minmax(0,50rem);max-width:none;column-gap:3.5rem;justify-content:center;padding:4rem 2.5rem 5rem}
        .page:not(.index)>:is(header,main,footer){grid-column:2}
        .index{grid-template-columns:minmax(0,46rem)}
        .outline{grid-column:1;grid-row:1/span 3;position:sticky;top:2.5rem;align-self:start;max-height:calc(100vh - 5rem);overflow-y:auto;margin:0}
        .outline summary{list-style:none;padding-left:.6rem}
        .outline summary::-webkit-details-marker{display:none}
        }
        @media (min-width:96rem){.page:not(.index){grid-template-columns:14rem minmax(0,62rem)}}

        """

    private static let small = """
        @media (max-width:36rem){
        body{font-size:1rem}.page{padding-top:2rem}
        div.stdout,div.stderr,div.echo{display:block}
        .result-label{padding-top:.45rem}.result pre{padding:.15rem 1rem .55rem}
        .metadata th{width:7rem;white-space:normal}
        .cell-label{display:none}
        .cell-bar:has(.chip){position:static;height:auto;justify-content:flex-end;padding:.5rem .6rem 0}
        }

        """

    private static let paper = """
        @media print{
        body{font-size:10.5pt}
        .page{display:block;max-width:none;padding:0}
        .outline,.skip,.copy,.anchor,.search,.alternative,footer{display:none}
        details::details-content{content-visibility:visible;display:block;height:auto}
        .drawing{overflow:visible;background-image:none}.drawing svg{min-width:0!important}
        .cell,figure,table,.callout{break-inside:avoid}
        h1,h2,h3,h4{break-after:avoid}
        .result pre{max-height:none}
        a{color:inherit}
        .cell{box-shadow:none}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        }
        """
}
