import PythonRuntime
import VirtualSystem

extension ProgramSettings {
    /// What a command line says; `folder` is that of the script. Modules are found in the working folder. The first
    /// program of a machine leaves no compiled modules in it, whatever it is told.
    init(
        _ commandLine: PythonCommandLine, folder: String,
        workingFolder: String = VirtualFiles.home.description, writesBytecode: Bool = false
    ) {
        self.init()
        let options = commandLine.options
        arguments = commandLine.arguments
        original = commandLine.original
        argumentBytes = commandLine.argumentBytes
        originalBytes = commandLine.originalBytes
        if !options.safePath {
            switch commandLine.program {
            case .file: firstPath = folder
            case .code, .standardInput: firstPath = ""
            case .module: firstPath = workingFolder
            }
        }
        flags = [
            options.debug, options.inspect, options.interactive, options.optimize,
            max(writesBytecode ? 0 : 1, options.writesNoBytecode), options.hasNoUserSite,
            options.hasNoSite,
            options.ignoresEnvironment, options.verbose, options.bytesWarning, options.quiet,
            options.hashSeed == .number(0) ? 0 : 1, options.isIsolated,
        ]
        streams = options.streams
        streams.isUnbuffered = options.isUnbuffered
        streams.showsLines = false
        isDevelopment = options.isDevelopment
        handlesFaults = options.handlesFaults
        warnsOfDefaultEncoding = options.warnsOfDefaultEncoding
        isUTF8Mode = options.isUTF8Mode ?? false
        bytecodeFolder = options.bytecodeFolder
        digitLimit = options.digitLimit
        usesFrozenModules = options.usesFrozenModules
        hasSafePath = options.safePath
        warnings = commandLine.warningOptions
        implementation = commandLine.implementationOptions
        tracedCalls = options.tracedCalls
        reportsArenas = options.reportsArenas
        hasNoDebugRanges = options.hasNoDebugRanges
        hashedFileCheck = options.hashedFileCheck
    }
}
