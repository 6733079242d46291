import VirtualSystem

/// The names that `site` puts into `builtins`: `exit`, `quit`, `copyright`, `credits`, `license` and `help`.
///
/// They come from the library's `_sitebuiltins`, and few programs ask for any of them: they are made when a program uses
/// one or looks at what `builtins` has, so that starting doesn't import a module for them. `-S` leaves them out.
extension Interpreter {
    static var siteNames: [String] { ["quit", "exit", "copyright", "credits", "license", "help"] }

    /// Whether the names would be there in CPython and aren't here yet.
    var lacksSiteBuiltins: Bool {
        !state.pointee.modules.hasSiteBuiltins && !programSettings.leavesOutSite
    }

    /// Adds the names, once. True if a name may be in `builtins` now that wasn't before.
    func addSiteBuiltins() throws(Raised) -> Bool {
        guard lacksSiteBuiltins, let builtins = state.pointee.modules.builtinsDict else {
            return false
        }
        state.pointee.modules.hasSiteBuiltins = true
        let pending = takeException()
        do throws(Raised) {
            try asPartOfStart { () throws(Raised) in try makeSiteBuiltins(Ref(builtins)) }
        } catch {
            // Without a library there are none.
            clearException()
        }
        if let pending { _ = reraise(Owned(stealing: pending)) }
        return true
    }

    /// What a missing name of a program means, if it is one of those; the caller owns it.
    func siteBuiltin(_ name: Ref, in builtins: Ref) throws(Raised) -> RawObject? {
        guard lacksSiteBuiltins, builtins.raw == state.pointee.modules.builtinsDict, name.isStr,
            Self.siteNames.contains(name.text), try addSiteBuiltins()
        else { return nil }
        return try dictGet(builtins, name)?.owned().take()
    }

    /// `sys.__interactivehook__`, which `site` sets: that is imported when a program asks for it.
    func interactiveHook(_ name: Ref, in sys: Ref) throws(Raised) -> Owned? {
        let settings = programSettings
        guard !state.pointee.modules.hasSiteHook, !settings.leavesOutSite, !settings.isIsolated,
            hostLibrary != nil, name.isStr, name.text == "__interactivehook__"
        else { return nil }
        state.pointee.modules.hasSiteHook = true
        guard let path = dictGet(sys, str: self.name(.path)), path.isList else { return nil }
        // It also tidies `sys.path`, which was made without its help.
        let kept = path.owned()
        let copy = try makeList(from: path)
        try dictSet(sys, self.name(.path), copy.ref)
        let module: Owned?
        do throws(Raised) { module = try importModule("site") } catch {
            clearException()
            module = nil
        }
        try dictSet(sys, self.name(.path), kept.ref)
        guard module != nil else { return nil }
        return dictGet(sys, str: name)?.owned()
    }

    private func makeSiteBuiltins(_ builtins: Ref) throws(Raised) {
        let module = try importModule("_sitebuiltins")
        let quitter = try namedAttribute(module.ref, "Quitter")
        let end = try makeString("Ctrl-D (i.e. EOF)")
        for name in ["quit", "exit"] {
            let text = try intern(name)
            let value = try call(quitter.ref, text.ref, end.ref)
            try addMissing(builtins, name, value.ref)
        }
        let printer = try namedAttribute(module.ref, "_Printer")
        try completeSys()
        guard let sys = state.pointee.modules.sys else { return }
        let words = try namedAttribute(Ref(sys), "copyright")
        try addPrinter(builtins, printer.ref, "copyright", [words.ref])
        let credits = try makeString(Self.credits)
        try addPrinter(builtins, printer.ref, "credits", [credits.ref])
        try addLicense(builtins, printer.ref, Ref(sys))
        let helper = try namedAttribute(module.ref, "_Helper")
        let help = try call(helper.ref)
        try addMissing(builtins, "help", help.ref)
    }

    /// `license()` shows the file beside the library, where there is one.
    private func addLicense(_ builtins: Ref, _ printer: Ref, _ sys: Ref) throws(Raised) {
        let address = try makeString("See https://www.python.org/psf/license/")
        let files = try makeList()
        for name in ["LICENSE.txt", "LICENSE"] {
            let file = try makeString(name)
            try listAppend(files.ref, file.ref)
        }
        let folders = try makeList()
        let library = try namedAttribute(sys, "_stdlib_dir")
        for folder in library.ref.isStr
            ? [library.ref.text + "/..", library.ref.text, "."] : ["."]
        {
            let text = try makeString(folder)
            try listAppend(folders.ref, text.ref)
        }
        try addPrinter(builtins, printer, "license", [address.ref, files.ref, folders.ref])
    }

    private func addPrinter(
        _ builtins: Ref, _ printer: Ref, _ name: String, _ arguments: [Ref]
    ) throws(Raised) {
        let text = try intern(name)
        let value = try call(printer, [text.ref] + arguments)
        try addMissing(builtins, name, value.ref)
    }

    /// What a program put there itself stays.
    private func addMissing(_ builtins: Ref, _ name: String, _ value: Ref) throws(Raised) {
        let key = try intern(name)
        if dictGet(builtins, str: key.ref) == nil { try dictSet(builtins, key.ref, value) }
    }

    private static var credits: String {
        "    Thanks to CWI, CNRI, BeOpen.com, Zope Corporation and a cast of thousands\n"
            + "    for supporting Python development.  See www.python.org for more information."
    }
}
