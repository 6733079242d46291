/// The templates that are used where a vault has none of its own.
enum BuiltInTemplates {
    private static let head = """
        <!doctype html>
        <html lang="{{lang}}">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{{&csp}}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="{{generator}}">
        <title>{{title}}</title>
        {{{styles}}}
        </head>

        """

    static let note =
        head + """
            <body>
            <a class="skip" href="#hn-note">Skip to the note</a>
            <div class="page">
            <header>{{#index}}<p class="folder"><a href="{{&index}}">{{vault}}</a>{{#folder}} / {{folder}}{{/folder}}</p>{{/index}}\
            {{^index}}{{#folder}}<p class="folder">{{folder}}</p>{{/folder}}{{/index}}<h1 class="inline-title">{{title}}</h1></header>
            {{{outline}}}<main id="hn-note" tabindex="-1">
            {{{properties}}}<article>
            {{{content}}}</article>
            {{{map}}}{{{backlinks}}}</main>
            <footer>{{generator}}</footer>
            </div>
            {{{script}}}
            </body>
            </html>

            """

    static let index =
        head + """
            <body>
            <a class="skip" href="#hn-note">Skip to the notes</a>
            <div class="page index">
            <header><h1 class="inline-title">{{title}}</h1><p class="folder">{{count}}</p></header>
            <main id="hn-note" tabindex="-1">
            <form class="search" role="search" hidden><label for="hn-search">Search titles and tags</label>\
            <input type="search" id="hn-search" autocomplete="off" spellcheck="false"><p class="found" role="status"></p></form>
            {{#groups}}
            <section class="group">{{#name}}<h2>{{name}}</h2>{{/name}}
            <ul class="notes">
            {{#notes}}<li data-search="{{search}}"><a href="{{&href}}">{{title}}</a>\
            {{#excerpt}}<p>{{excerpt}}</p>{{/excerpt}}</li>
            {{/notes}}</ul></section>
            {{/groups}}
            {{#tags}}
            <section class="tagged" id="{{anchor}}"><h2><span class="tag">#{{tag}}</span></h2>
            <ul>
            {{#notes}}<li><a href="{{&href}}">{{title}}</a></li>
            {{/notes}}</ul></section>
            {{/tags}}
            </main>
            <footer>{{generator}}</footer>
            </div>
            {{{script}}}
            </body>
            </html>

            """
}
